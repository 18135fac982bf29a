"""Drawing a card onto the lines of its neighbours, and the thin lines that show it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from app.canvas.geometry.box import Box
from app.canvas.geometry.rect import Rect, minus
from app.document.model import NodeId, Point
from app.look.tokens import GRID

Guide = tuple[Point, Point]

_PORTS, _EDGES = 12.0, 6.0
"""How near to a neighbour's line a card is drawn onto it: of the first ports, so that a wire between them is
straight; of an edge or the middle.
"""
_NEIGHBOURS = 480.0
"""How far away a card is no neighbour any more."""
_BEYOND = 12.0
"""How far a guide reaches past what it joins."""


class _Lines(NamedTuple):
    """Where a card can be lined up, the likeliest first: along x, along y."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]


class _Pull(NamedTuple):
    """A way onto a neighbour's line: what it means, how far away the neighbour is, how far to go."""

    rank: int
    gap: float
    by: float


def drawn(
    graph: Box, wanted: Point, box: Box, without: Container[NodeId]
) -> tuple[Point, tuple[Guide, ...]]:
    """Where a card that is held at `wanted` comes to stand in a graph, on the grid, and the lines it then
    shares with its neighbours. Points count from where the graph's contents begin.

    `without` are the cards that are moved.
    """
    near = list(_near(graph, Rect(*wanted, box.w, box.h), without))
    mine = _lines(box, wanted)
    x = wanted[0] + _best(_pulls(mine.xs, ((_lines(b, r).xs, _gap(r, wanted, box)) for b, r in near), False))
    y = wanted[1] + _best(_pulls(mine.ys, ((_lines(b, r).ys, _gap(r, wanted, box)) for b, r in near), True))
    place = (float(round(x / GRID) * GRID), float(round(y / GRID) * GRID))
    return place, tuple(_guides(box, place, near))


def _near(graph: Box, held: Rect, without: Container[NodeId]) -> Iterator[tuple[Box, Rect]]:
    around = held.grown(_NEIGHBOURS)
    for box, at in graph.children:
        rect = Rect(*minus(at, graph.origin), box.w, box.h)
        if box.id not in without and box.w and around.meets(rect):
            yield box, rect


def _lines(box: Box, at: Point | Rect) -> _Lines:
    x, y = at[0], at[1]
    return _Lines((x, x + box.w / 2, x + box.w), (y + box.line, y, y + box.h / 2, y + box.h))


def _gap(rect: Rect, at: Point, box: Box) -> float:
    """How far a neighbour is away, along the farther axis."""
    across = max(rect.x - at[0] - box.w, at[0] - rect.right, 0.0)
    down = max(rect.y - at[1] - box.h, at[1] - rect.bottom, 0.0)
    return max(across, down)


def _pulls(
    mine: tuple[float, ...], others: Iterable[tuple[tuple[float, ...], float]], has_ports: bool
) -> Iterator[_Pull]:
    """All ways onto a line of a neighbour: ports to ports, else any edge or middle to the same."""
    for lines, gap in others:
        for rank, (a, b) in enumerate(zip(mine, lines, strict=True)):
            is_ports = has_ports and rank == 0
            if abs(b - a) <= (_PORTS if is_ports else _EDGES):
                yield _Pull(0 if is_ports else 1, gap, b - a)


def _best(pulls: Iterable[_Pull]) -> float:
    """How far to go: onto the likeliest line of the nearest neighbour; nowhere when there is none."""
    found = min(pulls, default=None)
    return found.by if found else 0.0


def _guides(box: Box, place: Point, near: list[tuple[Box, Rect]]) -> Iterator[Guide]:
    """One line across and one down, each the likeliest that it shares, as far as all that share it reach."""
    mine, rect = _lines(box, place), Rect(*place, box.w, box.h)
    for number, y in enumerate(mine.ys):
        same = [other for b, other in near if _lines(b, other).ys[number] == y]
        if same:
            left = min(rect.x, *(other.x for other in same)) - _BEYOND
            right = max(rect.right, *(other.right for other in same)) + _BEYOND
            yield (left, y), (right, y)
            break
    for number, x in enumerate(mine.xs):
        same = [other for b, other in near if _lines(b, other).xs[number] == x]
        if same:
            top = min(rect.y, *(other.y for other in same)) - _BEYOND
            bottom = max(rect.bottom, *(other.bottom for other in same)) + _BEYOND
            yield (x, top), (x, bottom)
            break
