"""Where a module goes that is added without a pointer."""

from __future__ import annotations

from app.canvas.geometry.box import Box
from app.canvas.geometry.measure import GAP
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import Rect, minus, plus, snapped
from app.canvas.ghost import ghost
from app.canvas.landing import Landing
from app.document.described import is_criterion
from app.document.index import index
from app.document.model import INPUT, Document, NodeId, Point
from app.look.tokens import GRID
from app.session import Selected

_STEP = 24.0 + GAP


def free_place(plan: Plan, document: Document, module: str, beside: Selected | None, seen: Rect) -> Landing:
    """Behind the card `beside`: in its container the next place, in its graph the next free spot to the
    right.

    Without such a card, a free spot near the middle of `seen`. A criterion takes the place that is kept for
    it.
    """
    if is_criterion(module):
        return Landing(plan.root_id, at=plan.spots[plan.end_card()].at)
    box = ghost(module, document)
    if not isinstance(beside, int) or beside not in plan.spots or beside == plan.end_card():
        middle = seen.centre
        return Landing(plan.root_id, at=_free(plan, plan.root_id, box, minus(middle, (box.w / 2, box.h / 2))))
    spot = plan.spots[beside]
    if spot.box.kind == "frame" and not spot.box.children:
        return Landing(beside, index=0)
    if not plan.stands_free(beside):
        return Landing(spot.parent, index=index(document).children_index(beside) + 1)
    graph = plan.root_id if beside == INPUT else plan.holder(beside)
    at = minus(spot.at, plan.graph(graph).origin)
    return Landing(graph, at=_free(plan, graph, box, plus(at, (spot.box.w + GAP, spot.box.line - box.line))))


def _free(plan: Plan, graph: NodeId, box: Box, wanted: Point) -> Point:
    """The first spot from `wanted` on, along the flow and then below, that no card of the graph covers."""
    origin = plan.graph(graph).origin
    taken = [
        Rect(*minus(at, origin), other.w, other.h).grown(GRID) for other, at in plan.graph(graph).children
    ]
    x, y = snapped(wanted, GRID)
    for row in range(16):
        for column in range(8):
            spot = (x + column * _STEP, y + row * _STEP)
            if not any(Rect(*spot, box.w, box.h).meets(rect) for rect in taken):
                return spot
    return x, y
