"""The outlines of graphs: modules that stand free, and the stored wires between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.canvas.geometry.box import Box, Link, Outlet, Track
from app.canvas.geometry.cards import in_column, out_column
from app.canvas.geometry.curve import curve
from app.canvas.geometry.frames import Outs, header_width
from app.canvas.geometry.inlet import Inlet
from app.canvas.geometry.measure import BOTTOM, CONTENT, EMPTY, LINE, SIDE, STEP
from app.canvas.geometry.rect import Rect, minus, plus, up
from app.canvas.geometry.routing import Obstacles, route
from app.document.model import INPUT, OUTPUT, Node, NodeId, Point, Wire
from nncore.shapes import Shape

Spots = Sequence[tuple[Box, Point]]
Shapes = Mapping[Wire, Shape | None]

EDGE = 24.0
"""How far inside a graph's frame its own input and output are."""


def root(node: Node, spots: Spots, shapes: Shapes) -> Box:
    """The graph that fills the canvas, its Data and Criterion cards among the children."""
    return Box(
        node.id, "graph", 0, 0, children=tuple(spots), tracks=tracks(node, spots, _ends(spots), shapes)
    )


def inner(
    node: Node, spots: Spots, shapes: Shapes, inlet: Inlet, outs: Outs, starts: Outs, goals: int
) -> Box:
    """A graph as a frame: a free area between its input on the left edge and its output on the right.

    `starts` are the strands of its own input, `goals` how many ports its own output has.
    """
    area = _area(spots)
    origin = (SIDE + 24 - min(area.x, 0.0), CONTENT - min(area.y, 0.0))
    width = max(up(origin[0] + area.right + SIDE + 24, 8), up(header_width(node), 8), EMPTY[0])
    rows = max(inlet.ports, len(outs), len(starts), goals)
    line = CONTENT + LINE
    height = max(
        up(origin[1] + area.bottom + 2 * BOTTOM, 8), up(line + STEP * (rows - 1) + BOTTOM, 8), EMPTY[1]
    )
    ins, leaving = in_column(inlet.ports, line), out_column(width, outs, line)
    given = tuple(Outlet(o.strand, minus(o.at, origin)) for o in out_column(EDGE, starts, line))
    taken = tuple((width - EDGE - origin[0], y - origin[1]) for _, y in in_column(goals, line))
    ends = [
        (Box(INPUT, "card", 0, 0, outs=given), (0.0, 0.0)),
        (Box(OUTPUT, "card", 0, 0, ins=taken), (0.0, 0.0)),
    ]
    return Box(
        node.id, "graph", width, height, node.module, "freely wired", node.label, "containers", line,
        ins, inlet.spare, leaving, tuple((box, plus(at, origin)) for box, at in spots),
        (*_edges(ins, (EDGE, line)), Link(curve((width - EDGE, line), (width, line)))), origin=origin,
        starts=given, goals=taken, tracks=tracks(node, [*spots, *ends], {}, shapes),
    )  # fmt: skip


def _edges(ins: tuple[Point, ...], inside: Point) -> list[Link]:
    """From the frame's ports to the inner side of its input."""
    return [Link(curve(port, inside)) for port in ins]


def tracks(node: Node, spots: Spots, ends: Mapping[NodeId, NodeId], shapes: Shapes) -> tuple[Track, ...]:
    """How each wire of the graph runs, past the cards in it."""
    if not node.wires:
        return ()
    found = {box.id: (box, at) for box, at in spots}
    obstacles = Obstacles(Rect(at[0], at[1], box.w, box.h) for box, at in spots if box.w)
    made = []
    for wire in node.wires:
        source, target = found[wire.source], found[ends.get(wire.target, wire.target)]
        start = plus(source[1], outlet(source[0], wire.strand))
        end = plus(target[1], inlet_at(target[0], wire.port))
        made.append(Track(wire, route(start, end, obstacles), shapes.get(wire)))
    return tuple(made)


def outlet(box: Box, strand: int | None) -> Point:
    """Where a wire that takes this strand leaves; a strand that is gone leaves with the whole."""
    outs: Mapping[int | None, Outlet] = {out.strand: out for out in box.outs}
    return outs.get(strand, box.outs[0]).at


def inlet_at(box: Box, port: int) -> Point:
    """Where a wire to this port enters."""
    return box.ins[min(port, len(box.ins) - 1)]


def _ends(spots: Spots) -> dict[NodeId, NodeId]:
    """The card that stands for the root's output: the criterion, or its empty place."""
    end = next((box.id for box, _ in spots if box.kind in ("criterion", "slot")), OUTPUT)
    return {OUTPUT: end}


def _area(spots: Spots) -> Rect:
    area = Rect(0, 0, 0, 0)
    for box, at in spots:
        area = area.united(Rect(at[0], at[1], box.w, box.h))
    return area
