"""Where a module goes that is added without a pointer."""

from __future__ import annotations

from app.canvas.aside import made_room
from app.canvas.desk import Desk
from app.canvas.geometry.box import Box
from app.canvas.geometry.measure import GAP
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import Rect, minus, plus, snapped, up
from app.canvas.ghost import ghost
from app.document import edits
from app.document.described import is_criterion
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, NodeId, Point
from app.look.tokens import GRID
from app.session import Selected

_BELOW = 96.0


def add_beside(
    plan: Plan, document: Document, module: str, beside: Selected | None
) -> tuple[Document, NodeId]:
    """With a module behind the card `beside`: the next in its container, or the next to the right in its
    graph.

    Without such a card it comes behind the last module on the canvas. The criterion makes room. A criterion
    takes the place that is kept for it.

    Raises:
        Refused: when the container takes no such module.
    """
    if is_criterion(module):
        if plan.inside is not None:
            return edits.add(document, module, parent=plan.inside)
        end = plan.end_card()
        into = beside == end and plan.box(end).is_frame
        return edits.add(document, module, parent=end if into else None, at=plan.spots[end].at)
    before = beside if isinstance(beside, int) and beside in plan.spots else None
    if before is None or before in (plan.end_card(), plan.inside):
        before = _last(plan)
    if before == plan.inside:
        return edits.add(document, module, parent=before)
    spot = plan.spots[before]
    if spot.box.kind == "frame" and not spot.box.children:
        return edits.add(document, module, parent=before)
    if not plan.stands_free(before):
        at = index(document).children_index(before) + 1
        return edits.add(document, module, parent=spot.parent, index=at)
    return _free(plan, document, module, before)


def add_behind(desk: Desk, module: str, focused: Selected | None) -> None:
    """The same as an act of the person's; the new module gets the selection and the focus."""
    made: list[NodeId] = []

    def edit(document: Document) -> Document:
        document, id = add_beside(desk.plan, document, module, focused)
        made.append(id)
        return made_room(desk.plan, document, still={id})

    if desk.session.attempt(f"Add {module}", edit):
        desk.session.select(made)
        desk.focus(made[0])


def _last(plan: Plan) -> NodeId:
    """The module on the canvas that is farthest along the flow; the data when there is none. Inside a
    container, its last; the container when there is none.
    """
    children = plan.top.children if plan.top else ()
    if plan.top is not None and plan.top.kind == "frame" and children:
        return children[-1][0].id
    modules = [(at[0] + box.w, box.id) for box, at in children if box.kind in ("card", "frame", "graph")]
    return max(modules)[1] if modules else INPUT if plan.inside is None else plan.inside


def _free(plan: Plan, document: Document, module: str, before: NodeId) -> tuple[Document, NodeId]:
    """To the right of a free-standing card on its line, or below where another card stands there."""
    graph = plan.holder(before)
    box, spot = ghost(module, document), plan.spots[before]
    at = minus(spot.at, plan.graph(graph).origin)
    end = plan.end_card() if graph == plan.root_id else None
    wanted = snapped(plus(at, (up(spot.box.w + GAP, GRID), spot.box.line - box.line)), GRID)
    place = _clear(plan, graph, box, wanted, end)
    if end is not None:
        document = _make_room(plan, document, Rect(*place, box.w, box.h), end)
    return edits.add(document, module, parent=graph, at=place)


def _clear(plan: Plan, graph: NodeId, box: Box, wanted: Point, end: NodeId | None) -> Point:
    """The first spot from `wanted` downwards that no card of the graph covers; the `end` will move."""
    holder = plan.graph(graph)
    cards = [(other, at) for other, at in holder.children if other.id != end]
    taken = [Rect(*minus(at, holder.origin), other.w, other.h).grown(GRID) for other, at in cards]
    x, y = wanted
    while any(Rect(x, y, box.w, box.h).meets(rect) for rect in taken):
        y += _BELOW
    return x, y


def _make_room(plan: Plan, document: Document, new: Rect, end: NodeId) -> Document:
    """With the end card to the right of a new card that would reach it."""
    rect = plan.rect(end)
    if not Rect(new.x, new.y, new.w + GAP, new.h).grown(GRID).meets(rect):
        return document
    return edits.move_end(document, document.root.id, OUTPUT, (up(new.right + GAP, GRID), rect.y))
