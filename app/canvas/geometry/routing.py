"""Wires never run under cards: where the plain curve would, it takes a lane above or below them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from app.canvas.geometry.curve import Curve, curve, through
from app.canvas.geometry.rect import Rect, between
from app.document.model import Point

CLEAR = 6.0
"""How near to a card a wire may pass."""
LANE = 20.0
"""How far from the cards that it goes round a wire runs."""
TURN = 48.0
"""How long the bend into a lane is."""
_CELL = 256.0


class Obstacles:
    """Rectangles that are found by where they are."""

    def __init__(self, rects: Iterable[Rect]) -> None:
        self._cells: dict[tuple[int, int], list[Rect]] = {}
        for rect in rects:
            for cell in _cells(rect):
                self._cells.setdefault(cell, []).append(rect)

    def near(self, area: Rect) -> tuple[Rect, ...]:
        """Those that meet `area`, each once, in a fixed order."""
        found = {rect for cell in _cells(area) for rect in self._cells.get(cell, ()) if rect.meets(area)}
        return tuple(sorted(found))


def route(a: Point, b: Point, obstacles: Obstacles) -> Curve:
    """The way from an out-port at `a` to an in-port at `b` past the obstacles: the plain curve if it is
    clear.
    """
    plain = curve(a, b)
    hit = _under(plain, obstacles)
    if not hit:
        return plain
    lanes = [_lane(a, b, hit, obstacles, up) for up in (False, True)]
    return min((plain, *lanes), key=lambda way: (len(_under(way, obstacles)), way.length))


def _lane(a: Point, b: Point, hit: tuple[Rect, ...], obstacles: Obstacles, up: bool) -> Curve:
    """The curve that passes all it meets on one side."""
    blocked = set(hit)
    for _ in range(8):
        y = min(r.y for r in blocked) - LANE if up else max(r.bottom for r in blocked) + LANE
        left = min(min(r.x for r in blocked), max(a[0], b[0]))
        right = max(max(r.right for r in blocked), min(a[0], b[0]))
        more = [r for r in obstacles.near(between((left, y - CLEAR), (right, y + CLEAR))) if r not in blocked]
        if not more:
            break
        blocked.update(more)
    if b[0] >= a[0] + TURN:
        first, last = max(left, a[0] + TURN), min(right, b[0] - TURN)
        return (
            through((a, (first, y), (last, y), b))
            if last > first
            else through((a, ((a[0] + b[0]) / 2, y), b))
        )
    return _back(a, b, y)


def _back(a: Point, b: Point, y: float) -> Curve:
    """Against the flow: out to the right, back along the lane, in from the left."""
    out, into = a[0] + TURN / 2, b[0] - TURN / 2
    bend = TURN
    return Curve((
        (a, (a[0] + bend, a[1]), (out + bend, y), (out, y)),
        ((out, y), (out, y), (into, y), (into, y)),
        ((into, y), (into - bend, y), (b[0] - bend, b[1]), b),
    ))  # fmt: skip


def _under(way: Curve, obstacles: Obstacles) -> tuple[Rect, ...]:
    """What the curve would be hidden by."""
    bounds = way.bounds
    near = obstacles.near(bounds.grown(CLEAR))
    return tuple(rect for rect in near if _crosses(way, rect.grown(CLEAR - 2)))


def _crosses(way: Curve, rect: Rect) -> bool:
    inner = way.points[1:-1]
    ends = (way.start, way.end)
    if any(rect.contains(p) and not any(_near(p, end) for end in ends) for p in inner):
        return True
    return any(_passes(a, b, rect) for a, b in pairwise(way.points))


def _near(p: Point, end: Point) -> bool:
    return abs(p[0] - end[0]) <= 2 * CLEAR and abs(p[1] - end[1]) <= 2 * CLEAR


def _passes(a: Point, b: Point, rect: Rect) -> bool:
    """Whether the middle part of a long straight segment lies in the rectangle."""
    steps = int(max(abs(b[0] - a[0]), abs(b[1] - a[1])) // 32)
    return any(
        rect.contains((a[0] + (b[0] - a[0]) * k / steps, a[1] + (b[1] - a[1]) * k / steps))
        for k in range(1, steps)
    )


def _cells(area: Rect) -> Iterable[tuple[int, int]]:
    xs = range(int(area.x // _CELL), int(area.right // _CELL) + 1)
    ys = range(int(area.y // _CELL), int(area.bottom // _CELL) + 1)
    return ((x, y) for x in xs for y in ys)
