"""The frame that a wire is led into when it is let go on its edge or within it."""

from __future__ import annotations

from typing import NamedTuple

from app.canvas.geometry.hit import hit
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import Rect, minus, plus
from app.document.model import NodeId, Point

_EDGE = 12.0
"""How far outside a frame its edge can still be hit."""


class Entry(NamedTuple):
    """A frame that stands in the graph of the wire, and the module in it that is under the pointer, if it is
    one that wires can be drawn to.
    """

    frame: NodeId
    child: NodeId | None


def entry(plan: Plan, graph: NodeId, at: Point) -> Entry | None:
    """The frame of `graph` at a point of the canvas; None where there is none."""
    under = hit(plan, at, 0.0).node
    chain = list(plan.chain(under)) if under is not None else []
    standing = next((id for id in chain if plan.holder(id) == graph), None)
    if standing is None:
        standing = _edge(plan, graph, at) if under in (None, graph) else None
    if standing is None or not plan.box(standing).is_frame:
        return None
    inner = next((id for id in chain if plan.holder(id) == standing), None)
    can = inner is not None and plan.stands_free(inner)
    return Entry(standing, inner if can else None)


def _edge(plan: Plan, graph: NodeId, at: Point) -> NodeId | None:
    """The frame whose edge is just beside a point."""
    holder, origin = plan.graph(graph), plan.origin(graph)
    for box, spot in holder.children:
        corner = plus(origin, minus(spot, holder.origin))
        if box.is_frame and Rect(*corner, box.w, box.h).grown(_EDGE).contains(at):
            return box.id
    return None
