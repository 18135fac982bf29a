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
from app.canvas.geometry.flow import Flow
from app.canvas.geometry.inlet import Inlet
from app.canvas.geometry.measure import BOTTOM, CONTENT, EMPTY, HEADER, LINE, STEP
from app.canvas.geometry.rect import up
from app.canvas.geometry.spacing import Spacing
from app.document.model import Node, Point
from nncore.shapes import Shape

Outs = tuple[int | None, ...]


def header_width(node: Node) -> float:
    """What the words at the top of a frame need."""
    name = measure.title_width(node.module) + 12 + measure.small_width(words.manner(node.module))
    label = 16 + measure.small_width(node.label) if node.label else 0
    return 32 + name + label + (20 if node.frozen else 0)


def empty(node: Node, inlet: Inlet, outs: Outs) -> Box:
    """A frame that holds nothing: it asks for modules."""
    width = max(EMPTY[0], up(header_width(node), 16))
    line = CONTENT + LINE
    height = max(EMPTY[1], up(line + STEP * (max(inlet.ports, len(outs)) - 1) + BOTTOM, 8))
    ins, leaving = in_column(inlet.ports, line), out_column(width, outs, line)
    return frame(node, width, height, line, ins, leaving, inlet)


def chain(
    node: Node, children: Sequence[Box], flow: Flow, inlet: Inlet, outs: Outs, spacing: Spacing
) -> Box:
    """Children in order, from left to right, their ports on one line."""
    line = max(child.line for child in children)
    spots = _in_a_row(children, flow, line, spacing)
    width = max(spots[-1][0] + children[-1].w + spacing.side, up(header_width(node), 8))
    bottom = max(y + child.h for (_, y), child in zip(spots, children, strict=True))
    top = CONTENT + line
    lowest = top + STEP * (max(inlet.ports, len(outs)) - 1)
    height = up(max(bottom, lowest) + spacing.bottom, 8)
    ins, leaving = in_column(inlet.ports, top), out_column(width, outs, top)
    links = entries(ins, children[0], spots[0], flow.gets[0], inlet)
    for k in range(1, len(children)):
        if children[k - 1].outs:
            links.append(_between(children[k - 1], spots[k - 1], children[k], spots[k], flow.gets[k]))
    if children[-1].outs:
        start = out_of(children[-1], spots[-1])
        links.append(Link(curve(start, (width, start[1])), words.strands(flow.leaves)))
    return frame(node, width, height, top, ins, leaving, inlet, children, spots, links)


def _in_a_row(children: Sequence[Box], flow: Flow, line: float, spacing: Spacing) -> list[Point]:
    """Where the children of a chain stand: as far apart as the shapes between them need."""
    x, spots = spacing.side, []
    for k, child in enumerate(children):
        if k:
            x += max(spacing.gap, up(measure.small_width(words.shape_label(flow.gets[k])) + 24, 8))
        spots.append((x, CONTENT + line - child.line))
        x += child.w
    return spots


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
        frozen=node.frozen, muted=node.muted,
    )  # fmt: skip


def entries(
    ins: tuple[Point, ...], first: Box, spot: Point, shape: Shape | None, inlet: Inlet
) -> list[Link]:
    """From the frame's ports to its first child's."""
    targets = [(spot[0] + p[0], spot[1] + p[1]) for p in first.ins]
    if not inlet.separate:
        return [Link(curve(ins[0], targets[0]), words.strands(shape))]
    return [Link(curve(port, targets[min(k, len(targets) - 1)])) for k, port in enumerate(ins)]


def _between(a: Box, at: Point, b: Box, to: Point, shape: Shape | None) -> Link:
    end = (to[0] + b.ins[0][0], to[1] + b.ins[0][1])
    return Link(curve(out_of(a, at), end), words.strands(shape), words.shape_label(shape))


def out_of(box: Box, at: Point) -> Point:
    """Where a card that stands at `at` gives its output."""
    x, y = box.outs[0].at
    return at[0] + x, at[1] + y
