"""The outlines of containers: frames that size themselves to their children, and the wires that follow from
them.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.canvas import words
from app.canvas.geometry import measure
from app.canvas.geometry.box import Box, Link, Outlet
from app.canvas.geometry.cards import in_column, out_column
from app.canvas.geometry.curve import curve
from app.canvas.geometry.inlet import Inlet
from app.canvas.geometry.measure import BOTTOM, BRANCH_GAP, CONTENT, EMPTY, GAP, HEADER, LINE, SIDE, STEP
from app.canvas.geometry.rect import up
from app.document.model import Node, Point
from nncore.shapes import Shape

Outs = tuple[int | None, ...]


def header_width(node: Node) -> float:
    """What the words at the top of a frame need."""
    name = measure.title_width(node.module) + 12 + measure.small_width(words.manner(node.module))
    return 32 + name + (16 + measure.small_width(node.label) if node.label else 0)


def empty(node: Node, inlet: Inlet, outs: Outs) -> Box:
    """A frame that holds nothing: it asks for modules."""
    width = max(EMPTY[0], up(header_width(node), 16))
    line = CONTENT + LINE
    height = max(EMPTY[1], up(line + STEP * (max(inlet.ports, len(outs)) - 1) + BOTTOM, 8))
    ins, leaving = in_column(inlet.ports, line), out_column(width, outs, line)
    return frame(node, width, height, line, ins, leaving, inlet)


def chain(
    node: Node, children: Sequence[Box], shapes: Sequence[Shape | None], inlet: Inlet, outs: Outs
) -> Box:
    """Children in order, from left to right, their ports on one line. `shapes` are what each child gets, and
    what leaves.
    """
    line = max(child.line for child in children)
    x = SIDE
    spots: list[Point] = []
    for child, shape in zip(children, shapes, strict=False):
        if spots:
            x += max(GAP, up(measure.small_width(words.shape_label(shape)) + 24, 8))
        spots.append((x, CONTENT + line - child.line))
        x += child.w
    width = max(x + SIDE, up(header_width(node), 8))
    bottom = max(y + child.h for (_, y), child in zip(spots, children, strict=True))
    top = CONTENT + line
    lowest = max(inlet.ports, len(outs)) - 1
    height = max(bottom + BOTTOM, up(top + STEP * lowest + BOTTOM, 8))
    ins, leaving = in_column(inlet.ports, top), out_column(width, outs, top)
    links = _entries(ins, children[0], spots[0], shapes[0], inlet)
    for k in range(1, len(children)):
        links.append(_between(children[k - 1], spots[k - 1], children[k], spots[k], shapes[k]))
    start = _out(children[-1], spots[-1])
    links.append(Link(curve(start, (width, start[1])), words.strands(shapes[-1])))
    return frame(node, width, height, top, ins, leaving, inlet, children, spots, links)


def stack(
    node: Node, children: Sequence[Box], shapes: Sequence[Shape | None], inlet: Inlet, outs: Outs
) -> Box:
    """Branches one under the other, forked at the entry and joined at the exit. `shapes` as in `chain`."""
    manner = words.spec(node.module).children
    each = manner is not None and manner.feed == "each"
    y, tops = CONTENT, []
    for child in children:
        tops.append(y)
        y += up(child.h, 8) + BRANCH_GAP
    bottom = y - BRANCH_GAP
    lines = [top + child.line for top, child in zip(tops, children, strict=True)]
    fan = min(max(up(24 + (lines[-1] - lines[0]) / 8, 8), 48.0), 96.0)
    middle = _on_grid((lines[0] + lines[-1]) / 2)
    widest = max(child.w for child in children)
    width = max(fan + widest + fan + 24, up(header_width(node), 8))
    spots = [(fan, top) for top in tops]
    ins = _branch_ports(inlet, lines, middle, bottom, each)
    links = _fork(ins, children, spots, shapes, inlet, each)
    bar = width - 40
    for child, spot, line in zip(children, spots, lines, strict=True):
        start = _out(child, spot)
        links.append(Link(curve(start, (bar, line))))
    bars = (((bar, lines[0]), (bar, lines[-1])),)
    lowest = max([p[1] for p in ins] + [bottom - 12])
    leaving = _branch_outs(width, outs, lines, middle)
    for outlet in leaving if leaving[-1].at[1] == lines[-1] else leaving[:1]:
        y, strands = outlet.at[1], words.strands(shapes[-1]) if outlet.strand is None else 1
        links.append(Link(curve((bar, y), (width, y)), strands))
    height = up(lowest + BOTTOM + 12, 8)
    return frame(node, width, height, middle, ins, leaving, inlet, children, spots, links, bars)


def frame(
    node: Node,
    w: float,
    h: float,
    line: float,
    ins: tuple[Point, ...],
    outs: tuple[Outlet, ...],
    inlet: Inlet,
    children: Sequence[Box] = (),
    spots: Sequence[Point] = (),
    links: Sequence[Link] = (),
    bars: tuple[tuple[Point, Point], ...] = (),
) -> Box:
    """A frame around children at given places."""
    return Box(
        node.id, "frame", w, h, node.module, words.manner(node.module), node.label, "containers", line, ins,
        inlet.spare, outs,
        tuple(zip(children, spots, strict=True)), tuple(links), bars, (0.0, HEADER),
    )  # fmt: skip


def _entries(
    ins: tuple[Point, ...], first: Box, spot: Point, shape: Shape | None, inlet: Inlet
) -> list[Link]:
    """From the frame's ports to its first child's."""
    targets = [(spot[0] + p[0], spot[1] + p[1]) for p in first.ins]
    if not inlet.separate:
        return [Link(curve(ins[0], targets[0]), words.strands(shape))]
    return [Link(curve(port, targets[min(k, len(targets) - 1)])) for k, port in enumerate(ins)]


def _fork(
    ins: tuple[Point, ...],
    children: Sequence[Box],
    spots: Sequence[Point],
    shapes: Sequence[Shape | None],
    inlet: Inlet,
    each: bool,
) -> list[Link]:
    """From the frame's ports to every child; child k gets entry k where `each` has one of its own."""
    links = []
    for k, (child, spot, shape) in enumerate(zip(children, spots, shapes, strict=False)):
        target = (spot[0] + child.ins[0][0], spot[1] + child.ins[0][1])
        if each and inlet.separate:
            links.append(Link(curve(ins[k], target), words.strands(shape)))
        elif each or not inlet.separate:
            links.append(Link(curve(ins[0], target), words.strands(shape)))
        else:
            links += [Link(curve(port, target)) for port in ins]
    return links


def _branch_ports(
    inlet: Inlet, lines: list[float], middle: float, bottom: float, each: bool
) -> tuple[Point, ...]:
    """The ports of a frame of branches: beside the branches they feed, or in the middle."""
    if not (each and inlet.separate):
        return in_column(inlet.ports, middle)
    beside = lines[: inlet.ports]
    further = range(inlet.ports - len(beside))
    return tuple((0.0, y) for y in (*beside, *(_on_grid(bottom + 12 + STEP * k) for k in further)))


def _branch_outs(width: float, outs: Outs, lines: list[float], middle: float) -> tuple[Outlet, ...]:
    """The whole table leaves in the middle, each entry beside its branch where there is room."""
    if len(outs) - 1 != len(lines):
        return out_column(width, outs, middle)
    free = [y if abs(y - middle) >= STEP else None for y in lines]
    if None in free:
        return out_column(width, outs, middle)
    return (Outlet(None, (width, middle)), *(Outlet(k, (width, y)) for k, y in enumerate(lines)))


def _between(a: Box, at: Point, b: Box, to: Point, shape: Shape | None) -> Link:
    end = (to[0] + b.ins[0][0], to[1] + b.ins[0][1])
    return Link(curve(_out(a, at), end), words.strands(shape), words.shape_label(shape))


def _out(box: Box, at: Point) -> Point:
    x, y = box.outs[0].at
    return at[0] + x, at[1] + y


def _on_grid(y: float) -> float:
    """The nearest line on which the ports of cards on the grid can be."""
    return round((y - LINE) / 8) * 8 + LINE
