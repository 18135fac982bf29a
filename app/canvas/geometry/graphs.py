"""The outlines of graphs: modules that stand free, and the stored wires between them."""

from __future__ import annotations

from app.canvas.geometry.box import Box, Link, Outlet
from app.canvas.geometry.cards import in_column, out_column
from app.canvas.geometry.curve import curve
from app.canvas.geometry.frames import Outs, header_width
from app.canvas.geometry.inlet import Inlet
from app.canvas.geometry.measure import BOTTOM, CONTENT, EMPTY, GAP, LINE, STEP
from app.canvas.geometry.rect import Rect, minus, plus, up
from app.canvas.geometry.tracks import Shapes, Spots, Tracks
from app.document.model import INPUT, OUTPUT, Node, Point

EDGE = 24.0
"""How far inside a graph's frame its own input and output are."""
ASIDE = EDGE + GAP
"""How far inside its contents begin."""


def root(node: Node, spots: Spots, shapes: Shapes, tracks: Tracks) -> Box:
    """The graph that fills the canvas, its Data and Criterion cards among the children."""
    return Box(node.id, "graph", 0, 0, children=tuple(spots), tracks=tracks.lay(node, spots, shapes))


def inner(
    node: Node,
    spots: Spots,
    shapes: Shapes,
    tracks: Tracks,
    inlet: Inlet,
    outs: Outs,
    starts: Outs,
    goals: int,
) -> Box:
    """A graph as a frame: a free area between its input on the left edge and its output on the right.

    `starts` are the strands of its own input, `goals` how many ports its own output has.
    """
    area = _area(spots)
    origin = (ASIDE - min(area.x, 0.0), CONTENT - min(area.y, 0.0))
    width = max(up(origin[0] + area.right + ASIDE, 8), up(header_width(node), 8), EMPTY[0])
    rows = max(inlet.ports, len(outs), len(starts), goals)
    line = CONTENT + LINE
    height = max(up(origin[1] + area.bottom + 2 * BOTTOM, 8), up(line + STEP * (rows - 1) + BOTTOM, 8))
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
        starts=given, goals=taken, tracks=tracks.lay(node, [*spots, *ends], shapes),
        frozen=node.frozen, muted=node.muted,
    )  # fmt: skip


def _edges(ins: tuple[Point, ...], inside: Point) -> list[Link]:
    """From the frame's ports to the inner side of its input."""
    return [Link(curve(port, inside)) for port in ins]


def _area(spots: Spots) -> Rect:
    area = Rect(0, 0, 0, 0)
    for box, at in spots:
        area = area.united(Rect(at[0], at[1], box.w, box.h))
    return area
