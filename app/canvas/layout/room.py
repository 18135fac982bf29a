"""Finds room for a group of cards among others."""

from __future__ import annotations

from collections.abc import Sequence

from app.canvas.geometry.rect import Rect, up
from app.canvas.layout.graph import GRID
from app.document.model import Point

_CLEAR = 16.0


def clear(by: Point, group: Sequence[Rect], others: Sequence[Rect]) -> Point:
    """The shift of the group that is nearest to `by`, up or down, so that it covers none of the others."""
    rects = [rect.moved(by) for rect in group]
    banned: list[tuple[float, float]] = []
    for rect in rects:
        wide = rect.grown(_CLEAR - 1)
        beside = [other for other in others if wide.x < other.right and other.x < wide.right]
        banned += [(other.y - wide.bottom, other.bottom - wide.y) for other in beside]
    banned.sort()
    down = _first_free(banned)
    up_ = _first_free(sorted((-high, -low) for low, high in banned))
    return by[0], by[1] + (down if down <= up_ else -up_)


def _first_free(banned: Sequence[tuple[float, float]]) -> float:
    """The least shift from 0 on that is within none of these (open) intervals, sorted; on the grid."""
    at = 0.0
    for low, high in banned:
        if low < at < high:
            at = up(high, int(GRID))
    return at
