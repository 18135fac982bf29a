"""Which wires a straight line crosses: those would be cut."""

from __future__ import annotations

from itertools import pairwise

from app.canvas.geometry.plan import Plan, WireKey
from app.canvas.geometry.rect import between, minus
from app.document.model import Point


def crossed(plan: Plan, a: Point, b: Point) -> list[WireKey]:
    """The stored wires that the line from `a` to `b` crosses."""
    found: list[WireKey] = []
    origins = {graph: plan.origin(graph) for graph in {graph for graph, _ in plan.tracks}}
    for key, track in plan.tracks.items():
        p, q = minus(a, origins[key[0]]), minus(b, origins[key[0]])
        if between(p, q).grown(1).meets(track.curve.bounds.grown(1)) and any(
            _cross(p, q, c, d) for c, d in pairwise(track.curve.points)
        ):
            found.append(key)
    return found


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two segments have a point in common."""
    return _side(a, b, c) * _side(a, b, d) <= 0 and _side(c, d, a) * _side(c, d, b) <= 0 and a != b


def _side(a: Point, b: Point, p: Point) -> float:
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
