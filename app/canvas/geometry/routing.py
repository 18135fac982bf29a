"""Wires never run under cards: where the plain curve would, it takes a lane above or below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from typing import NamedTuple

from app.canvas.geometry.curve import Curve, curve, through
from app.canvas.geometry.rect import Rect
from app.document.model import Point

CLEAR = 6.0
"""How near to a card a wire may pass."""
LANE = 20.0
"""How far from the cards that it goes round a wire runs."""
TURN = 48.0
"""How long the bend into a lane is."""
NEST = 8.0
"""How much further out a wire runs for every second card that it goes round, so that a wire within another
has a lane of its own.
"""
_MOST_OUT = 64.0
_EXTRA, _WRONG_SIDE = 64.0, 240.0
"""A lane counts as so much longer than it is; so much more, when it is on the wrong side."""
_CELL = 256.0

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom of a rectangle."""


class Obstacles:
    """Rectangles that are found by where they are.

    Wires among them bend out of a port by `turn` and pass cards at a distance of `lane`.
    """

    def __init__(self, rects: Iterable[Rect] = (), turn: float = TURN, lane: float = LANE) -> None:
        self.turn, self.lane = turn, lane
        self.rects: set[Rect] = set()
        self._cells: dict[tuple[int, int], list[Edges]] = {}
        self.become(set(rects))

    def become(self, rects: set[Rect]) -> set[Rect]:
        """Takes over other rectangles; those that came or went."""
        gone, come = self.rects - rects, rects - self.rects
        for rect in gone:
            for cell in _cells(*_edges(rect)):
                self._cells[cell].remove(_edges(rect))
        for rect in come:
            for cell in _cells(*_edges(rect)):
                self._cells.setdefault(cell, []).append(_edges(rect))
        self.rects = rects
        return gone | come

    def near(self, left: float, top: float, right: float, bottom: float) -> set[Edges]:
        """Those that meet this area."""
        return {
            edges
            for cell in _cells(left, top, right, bottom)
            for edges in self._cells.get(cell, ())
            if edges[0] < right and left < edges[2] and edges[1] < bottom and top < edges[3]
        }


class Route(NamedTuple):
    """The way of a wire, and the area looked at to find it: it stays true while nothing changes there."""

    start: Point
    end: Point
    side: int
    area: Rect
    curve: Curve


def route(a: Point, b: Point, obstacles: Obstacles, side: int = 0) -> Route:
    """The way from `a`, just right of an out-port, to `b`, just left of an in-port, past the obstacles.

    The plain curve if it is clear; else one that bends early or late; else by a lane below or above what is
    in the way. What hides it least is taken, then the shortest. `side`: by which lane it crosses no other
    wire to the same card: 1 below, -1 above, 0 either.
    """
    plain = curve(a, b)
    hit = _under(plain, obstacles)
    if not hit:
        return Route(a, b, side, plain.bounds.grown(CLEAR), plain)
    ways = [(plain, 0.0), *((way, 0.0) for way in (*_bends(a, b), *_returns(a, b, hit, obstacles)))]
    for way_side in (1, -1):
        against = _EXTRA + (_WRONG_SIDE if side == -way_side else 0.0)
        ways.append((_lane(a, b, hit, obstacles, way_side < 0), against))
    area = plain.bounds
    for way, _ in ways:
        area = area.united(way.bounds)
    return Route(a, b, side, area.grown(CLEAR), _best(ways, obstacles))


def _best(ways: list[tuple[Curve, float]], obstacles: Obstacles) -> Curve:
    """The way that is hidden least; of those the shortest, as counted with what is against it."""
    best, least = ways[0][0], len(obstacles.rects) + 1
    for way, _ in sorted(ways, key=lambda way: way[0].length + way[1]):
        hidden = len(_under(way, obstacles))
        if hidden < least:
            best, least = way, hidden
        if not hidden:
            break
    return best


def _bends(a: Point, b: Point) -> tuple[Curve, ...]:
    """Straight on and then to the height of the end, and the other way round."""
    bend = min(max(TURN, abs(b[1] - a[1]) / 2), 2 * TURN)
    if b[0] - a[0] < bend + TURN:
        return ()
    return through((a, (b[0] - bend, a[1]), b)), through((a, (a[0] + bend, b[1]), b))


def _returns(a: Point, b: Point, hit: set[Edges], obstacles: Obstacles) -> tuple[Curve, ...]:
    """Against the flow: back through the gap below or above what is in the way, between the two ends."""
    if b[0] >= a[0] + TURN:
        return ()
    low, high = sorted((a[1], b[1]))
    far = obstacles.lane
    lanes = {y for _, top, _, bottom in hit for y in (top - far, bottom + far) if low < y < high}
    return tuple(_back(a, b, y, obstacles.turn) for y in sorted(lanes, key=lambda y: abs(y - a[1]))[:4])


def _lane(a: Point, b: Point, hit: set[Edges], obstacles: Obstacles, up: bool) -> Curve:
    """The curve that passes all it meets on one side."""
    blocked = set(hit)
    y = left = right = 0.0
    for _ in range(8):
        lefts, tops, rights, bottoms = zip(*blocked, strict=True)
        y = min(tops) - obstacles.lane if up else max(bottoms) + obstacles.lane
        left, right = min(*lefts, max(a[0], b[0])), max(*rights, min(a[0], b[0]))
        more = obstacles.near(left, y - CLEAR, right, y + CLEAR) - blocked
        if not more:
            break
        blocked |= more
    further = y + min(NEST * (len(blocked) // 2), _MOST_OUT) * (-1 if up else 1)
    low, high = min(y, further) - CLEAR, max(y, further) + CLEAR
    if not obstacles.near(left - CLEAR, low, right + CLEAR, high) - blocked:
        y = further
    if b[0] < a[0] + TURN:
        return _back(a, b, y, obstacles.turn)
    first, last = max(left, a[0] + TURN), min(right, b[0] - TURN)
    if last > first:
        return through((a, (first, y), (last, y), b))
    return through((a, ((a[0] + b[0]) / 2, y), b))


def _back(a: Point, b: Point, y: float, turn: float) -> Curve:
    """Against the flow: out to the right, back along the lane, in from the left."""
    out, into = a[0] + turn / 2, b[0] - turn / 2
    return Curve((
        (a, (a[0] + turn, a[1]), (out + turn, y), (out, y)),
        ((out, y), (out, y), (into, y), (into, y)),
        ((into, y), (into - turn, y), (b[0] - turn, b[1]), b),
    ))  # fmt: skip


def _under(way: Curve, obstacles: Obstacles) -> set[Edges]:
    """What the curve would be hidden by."""
    found: set[Edges] = set()
    for (ax, ay), (bx, by) in pairwise(way.points):
        left, right = (ax, bx) if ax < bx else (bx, ax)
        top, bottom = (ay, by) if ay < by else (by, ay)
        near = obstacles.near(left - CLEAR, top - CLEAR, right + CLEAR, bottom + CLEAR)
        found.update(edges for edges in near - found if _crosses(ax, ay, bx - ax, by - ay, edges))
    return found


def _crosses(x: float, y: float, run: float, rise: float, edges: Edges) -> bool:
    """Whether the segment from x, y has a part within the rectangle or very near it (Liang and Barsky)."""
    left, top, right, bottom = edges
    enter, leave = 0.0, 1.0
    for start, length, low, high in ((x, run, left, right), (y, rise, top, bottom)):
        low, high = low - CLEAR + 2, high + CLEAR - 2
        if length == 0:
            if not low < start < high:
                return False
            continue
        one, other = (low - start) / length, (high - start) / length
        enter, leave = max(enter, min(one, other)), min(leave, max(one, other))
    return enter < leave


def _edges(rect: Rect) -> Edges:
    return rect.x, rect.y, rect.right, rect.bottom


def _cells(left: float, top: float, right: float, bottom: float) -> Iterator[tuple[int, int]]:
    xs = range(int(left // _CELL), int(right // _CELL) + 1)
    ys = range(int(top // _CELL), int(bottom // _CELL) + 1)
    return product(xs, ys)
