"""The way that a wire would run if it were made."""

from __future__ import annotations

from app.canvas.geometry.curve import Curve
from app.canvas.geometry.measure import PORT
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import Rect, minus, plus
from app.canvas.geometry.routing import Obstacles, route
from app.document.model import NodeId, Point


def way(plan: Plan, graph: NodeId, start: Point, end: Point) -> Curve:
    """From an out-port at `start` to an in-port at `end`, on the canvas, past the cards of their graph."""
    box, origin = plan.graph(graph), plan.origin(graph)
    corners = [(other, plus(origin, minus(at, box.origin))) for other, at in box.children]
    obstacles = Obstacles(Rect(*corner, other.w, other.h) for other, corner in corners)
    return route((start[0] + PORT, start[1]), (end[0] - PORT, end[1]), obstacles).curve
