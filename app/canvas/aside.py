"""Neighbours move aside when a frame grows over them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.canvas.geometry.box import Box
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import Rect, minus, up
from app.document import edits
from app.document.model import INPUT, OUTPUT, Document, NodeId, Point
from app.document.wellformed import DEPTH
from app.look.tokens import GRID

_CLEAR = 2.0 * GRID
"""How near another card may be to a frame before it counts as under it."""

_ROOM = 4.0 * GRID
"""How much is left between them then."""

_Rects = Mapping[NodeId, Rect]


def made_room(
    plan: Plan, document: Document, still: Collection[NodeId] = (), earlier: Document | None = None
) -> Document:
    """A document in which frames may have grown since `earlier` (None: since `plan` was made), with what they
    would now cover moved to the right or down, together with all that stands farther on; `still` stays.

    A graph whose contents moved may grow itself: that is looked at next, from the inside out.
    """
    outline = plan.root if earlier is None else plan.foreseen(earlier)
    known = {graph.id: graph for graph in _graphs(outline)}
    before: dict[NodeId, _Rects] = {}
    for _ in range(DEPTH):
        moves: dict[NodeId, Point] = {}
        for graph in _others(plan.foreseen(document), known):
            old = before.setdefault(graph.id, _rects(known.get(graph.id)))
            moves |= _moves(old, _rects(graph), still)
        if not moves:
            break
        document = edits.move(document, moves)
        for graph in _others(plan.foreseen(document), known):
            old = before.setdefault(graph.id, _rects(known.get(graph.id)))
            before[graph.id] = {**old, **{id: rect for id, rect in _rects(graph).items() if id in moves}}
    return document


def _others(outline: Box, known: Mapping[NodeId, Box]) -> Iterator[Box]:
    """The graphs of an outline that are not the very ones that are known."""
    return (graph for graph in _graphs(outline) if known.get(graph.id) is not graph)


def _moves(before: _Rects, after: _Rects, still: Collection[NodeId]) -> dict[NodeId, Point]:
    """Where cards go for the first frame that grew over any."""
    for id, new in after.items():
        old = before.get(id)
        if old is None or (new.x, new.y) != (old.x, old.y) or (new.w <= old.w and new.h <= old.h):
            continue
        others = {key: rect for key, rect in after.items() if key != id and key not in still}
        far, near = new.grown(_CLEAR), old.grown(_CLEAR)
        covered = [rect for rect in others.values() if far.meets(rect) and not near.meets(rect)]
        if beside := [rect.x for rect in covered if rect.x >= old.right]:
            by = up(new.right + _ROOM - min(beside), GRID)
            return {key: (r.x + by, r.y) for key, r in others.items() if r.x >= old.right}
        if below := [rect.y for rect in covered if rect.y >= old.bottom]:
            by = up(new.bottom + _ROOM - min(below), GRID)
            return {key: (r.x, r.y + by) for key, r in others.items() if r.y >= old.bottom}
    return {}


def _rects(graph: Box | None) -> dict[NodeId, Rect]:
    """The cards of a graph, as `edits.move` counts their places; none of one that is not there."""
    if graph is None:
        return {}
    return {
        OUTPUT if box.kind in ("criterion", "slot") else INPUT if box.kind == "data" else box.id: Rect(
            *minus(at, graph.origin), box.w, box.h
        )
        for box, at in graph.children
    }


def _graphs(box: Box | None) -> list[Box]:
    """All graphs of an outline, the innermost first."""
    if box is None:
        return []
    inner = [graph for child, _ in box.children if child.children for graph in _graphs(child)]
    return [*inner, box] if box.kind == "graph" else inner
