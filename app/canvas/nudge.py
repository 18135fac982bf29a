"""Moving cards with the arrow keys: by the grid where they stand free, one place on where a container orders
them.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import plus
from app.canvas.remarks.carry import called, carried, moved
from app.document import edits
from app.document.index import index
from app.document.model import Document, NodeId, Point
from app.session import Session


def push(session: Session, plan: Plan, by: Point) -> None:
    """Moves whatever is selected: notes and regions with what they carry, else cards."""
    if session.selected_remarks:
        nudge_together(session, plan, by)
    else:
        nudge(session, plan, [id for id in session.selection if isinstance(id, int) and id in plan.spots], by)


def nudge(session: Session, plan: Plan, ids: Sequence[NodeId], by: Point) -> None:
    """Moves the cards; presses in a row are one step of undo."""
    free = [id for id in ids if plan.stands_free(id)]
    key = f"nudge {sorted(ids)}"
    if free:
        places = {id: plus(plan.spots[id].at, by) for id in free}
        offsets = {id: _origin(plan, id) for id in free}
        places = {id: (x - offsets[id][0], y - offsets[id][1]) for id, (x, y) in places.items()}
        session.attempt("Nudge", lambda document: edits.move(document, places), key)
    elif len(ids) == 1:
        step = 1 if sum(by) > 0 else -1
        session.attempt("Reorder", lambda document: _reordered(document, ids[0], step))


def nudge_together(session: Session, plan: Plan, by: Point) -> None:
    """Moves the selected notes and regions with what stands on those, and the selected free cards."""
    what = carried(plan, session.selection)
    key = f"nudge {what}"
    session.attempt(f"Nudge {called(plan, what)}", lambda document: moved(document, plan, what, by), key)


def _origin(plan: Plan, id: NodeId) -> Point:
    """What a card's place in its holder's outline counts from."""
    holder = plan.holder(id)
    return plan.graph(holder).origin


def _reordered(document: Document, id: NodeId, step: int) -> Document:
    found = index(document)
    parent, at = found.parents[id], found.children_index(id)
    assert parent is not None
    last = len(found.nodes[parent].children) - 1
    if not 0 <= at + step <= last:
        return document
    return edits.nest(document, [id], parent, at + step if step < 0 else at + step + 1)
