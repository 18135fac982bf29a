"""The order in which the keyboard reaches the cards, and the card next in some direction."""

from __future__ import annotations

from operator import itemgetter
from typing import Literal

from app.canvas.geometry.box import Box
from app.canvas.geometry.plan import Plan
from app.document.memo import Memo
from app.document.model import NodeId, RemarkId

Direction = Literal["left", "right", "up", "down"]


def order(plan: Plan) -> list[NodeId]:
    """All cards along the flow: a frame, then what it holds, then what stands behind it."""
    return [*_within(plan.top)] if plan.top else []


def all_in_order(plan: Plan) -> list[NodeId | RemarkId]:
    """All cards along the flow, then the notes and regions."""
    return [*order(plan), *plan.remarks]


def step(plan: Plan, focused: NodeId | RemarkId | None, by: int) -> NodeId | RemarkId | None:
    """The card, note or region `by` steps on from the focused one; from none, the first or last; None past
    the ends.
    """
    cards = all_in_order(plan)
    if focused not in cards:
        return (cards[0] if by > 0 else cards[-1]) if cards else None
    at = cards.index(focused) + by
    return cards[at] if 0 <= at < len(cards) else None


def towards(plan: Plan, focused: NodeId, direction: Direction) -> NodeId | None:
    """The nearest card in that direction with the same holder; else the holder; at the edge, none."""
    x, y = plan.rect(focused).centre
    sign = 1 if direction in ("right", "down") else -1
    level = direction in ("left", "right")
    best, least = None, float("inf")
    for id, spot in plan.spots.items():
        if id == focused or spot.parent != plan.holder(focused):
            continue
        u, v = plan.rect(id).centre
        along, across = ((u - x) * sign, abs(v - y)) if level else ((v - y) * sign, abs(u - x))
        cost = along + 2 * across
        if along > 0 and cost < least:
            best, least = id, cost
    holder = plan.holder(focused)
    is_card = holder in plan.spots and holder != plan.inside
    return best if best is not None else holder if is_card else None


def _within(holder: Box) -> list[NodeId]:
    known = _orders.get(holder)
    if known is not None:
        return known
    children, found = holder.children, list[NodeId]()
    if holder.kind == "graph":
        children = tuple(sorted(children, key=itemgetter(1)))  # by their places
    for box, _ in children:
        found.append(box.id)
        if box.children:
            found += _within(box)
    return _orders.put(holder, found)


_orders: Memo[list[NodeId]] = Memo()
"""Within each frame; what an edit does not change has the order it had."""
