"""Where something that is dropped would land: free in a graph, between the children of a container, or on a
wire.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from app.canvas.geometry.box import Box
from app.canvas.geometry.measure import BRANCH_GAP, GAP, LINE
from app.canvas.geometry.plan import Plan, WireKey
from app.canvas.geometry.rect import Rect, minus, plus, snapped
from app.canvas.snapping import Guide, drawn
from app.canvas.words import runs_along
from app.document.model import NodeId, Point
from app.look.tokens import GRID

_EDGE = 10.0
"""How far inside its edge a frame among ordered children begins to take what is dropped: beside it one drops
between the children. In a graph, where things stand free, it does so from the edge on.
"""
_WIRE_REACH = 14.0


@dataclass(frozen=True, slots=True)
class Landing:
    """What would hold it; its `index` among ordered children, or its place `at` in a graph; the wire it would
    be put on. `frame` and `slot` show that: the container's edge, and the line between two children; `guides`
    are the lines that it shares with its neighbours.
    """

    holder: NodeId
    index: int | None = None
    at: Point = (0.0, 0.0)
    wire: WireKey | None = None
    frame: Rect | None = None
    slot: tuple[Point, Point] | None = None
    guides: tuple[Guide, ...] = ()


def landing(
    plan: Plan, pointer: Point, corner: Point, box: Box, without: Container[NodeId] = (), magnet: bool = True
) -> Landing:
    """Where a card with the outline `box` and its top-left at `corner` lands when it is let go at `pointer`.

    `without` are the cards that are being dragged; with `magnet` it is drawn onto its neighbours' lines.
    """
    assert plan.root is not None
    holder, at = _deepest(plan, pointer, without)
    if holder.kind != "graph":
        return _between(holder, at, pointer, without)
    origin = plus(at, holder.origin)
    place = snapped(minus(corner, origin), GRID)
    guides: tuple[Guide, ...] = ()
    if magnet:
        place, guides = drawn(holder, minus(corner, origin), box, without)
    frame = None if holder is plan.top else Rect(*at, holder.w, holder.h)
    moved = tuple((plus(a, origin), plus(b, origin)) for a, b in guides)
    return Landing(holder.id, at=place, frame=frame, guides=moved)


def wire_at(plan: Plan, graph: NodeId, pointer: Point, box: Box) -> WireKey | None:
    """The wire of `graph` under the pointer, on which a module could be put."""
    if not box.ins and not box.is_frame:
        return None
    local = minus(pointer, plan.origin(graph))
    for (holder, wire), track in plan.tracks.items():
        near = holder == graph and track.curve.bounds.grown(_WIRE_REACH).contains(local)
        if near and track.curve.distance(local) <= _WIRE_REACH:
            return holder, wire
    return None


def _deepest(plan: Plan, pointer: Point, without: Container[NodeId]) -> tuple[Box, Point]:
    """The innermost frame under the pointer that is not being dragged itself, and where it is."""
    assert plan.top is not None
    holder, at = plan.top, (0.0, 0.0)
    while True:
        inner = [
            (box, plus(at, spot)) for box, spot in holder.children if box.is_frame and box.id not in without
        ]
        margin = 0.0 if holder.kind == "graph" else -_EDGE
        under = [(b, p) for b, p in inner if Rect(*p, b.w, b.h).grown(margin).contains(pointer)]
        if not under:
            return holder, at
        holder, at = under[-1]


def _between(holder: Box, at: Point, pointer: Point, without: Container[NodeId]) -> Landing:
    """Among ordered children: before the first whose middle is behind the pointer."""
    level = runs_along(holder.title)
    axis = 0 if level else 1
    rects = [Rect(*plus(at, spot), box.w, box.h) for box, spot in holder.children]
    index = sum(rect.centre[axis] < pointer[axis] for rect in rects)
    frame = Rect(*at, holder.w, holder.h)
    return Landing(holder.id, index, frame=frame, slot=_slot(rects, index, level))


def _slot(rects: list[Rect], index: int, level: bool) -> tuple[Point, Point] | None:
    """The line at which a new child would come in."""
    if not rects:
        return None
    after = rects[index] if index < len(rects) else None
    before = rects[index - 1] if index else None
    if level:
        top, bottom = min(r.y for r in rects), max(r.bottom for r in rects)
        x = _middle(before and before.right, after and after.x, GAP / 4)
        return (x, top - 4), (x, bottom + 4)
    left, right = min(r.x for r in rects), max(r.right for r in rects)
    y = _middle(before and before.bottom, after and after.y, BRANCH_GAP / 4)
    return (left - 4, y), (right + 4, y)


def _middle(before: float | None, after: float | None, margin: float) -> float:
    if before is None or after is None:
        return (after or 0.0) - margin if before is None else before + margin
    return (before + after) / 2


def ghost_corner(box: Box, pointer: Point) -> Point:
    """Where a new card's corner is when the pointer holds it in its middle."""
    return pointer[0] - box.w / 2, pointer[1] - (box.h / 2 if box.is_frame else LINE)
