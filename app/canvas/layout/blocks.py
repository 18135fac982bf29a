"""Which vertices stand on one line: chains become blocks, so that their wires are straight."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from app.canvas.layout.graph import GRID
from app.canvas.layout.net import Net, Step
from app.canvas.layout.order import Rows

_WEIGHTS = (4.0, 1.0, 2.0, 0.25)
"""How strongly wires draw, by rank."""
_FORK = 0.05


class Pull(NamedTuple):
    """A wire between two blocks: it is straight when b's place − a's place is `apart`. It draws each of them
    with a weight of its own.
    """

    a: int
    b: int
    apart: float
    on_a: float
    on_b: float


@dataclass(slots=True)
class Blocks:
    """`of` says in which block each vertex is, `top` how far below the block's place its upper edge is.

    `apart` are the least distances of blocks that are neighbours in a layer, upper block first.
    """

    of: list[int]
    top: list[float]
    count: int
    apart: dict[tuple[int, int], float]
    pulls: list[Pull]


class _Pair(NamedTuple):
    """All wires between two vertices; `drop`: how much lower b's top is when they are straight."""

    a: int
    b: int
    drop: float
    rank: int
    wires: int


def blocks(net: Net, rows: Rows) -> Blocks:
    """The blocks of the net in this order."""
    place = {vertex: number for row in rows for number, vertex in enumerate(row)}
    pairs = _pairs(net)
    lined = _aligned(net, pairs, place)
    of, top, count = _joined(net, lined)
    return Blocks(of, top, count, _apart(net, rows, of, top), _pulls(pairs, of, top))


def _pairs(net: Net) -> list[list[_Pair]]:
    """The pairs of each gap between layers. Rank 0: of the longest way; 1: another wire between cards; 2: two
    points of a wire; 3: from a card to a point, or back.
    """
    depth, height = _longest(net)
    found: list[list[_Pair]] = []
    for steps in net.steps:
        between: dict[tuple[int, int], list[Step]] = {}
        for step in steps:
            between.setdefault((step.source, step.target), []).append(step)
        gap = []
        for (a, b), wires in between.items():
            drop = sum(step.leaves - step.enters for step in wires) / len(wires)
            points = (a >= net.cards) + (b >= net.cards)
            longest = height[a] == height[b] + 1 and depth[b] == depth[a] + 1
            rank = 4 - points if points else 0 if longest else 1
            gap.append(_Pair(a, b, round(drop / GRID) * GRID if len(wires) > 1 else drop, rank, len(wires)))
        found.append(gap)
    return found


def _longest(net: Net) -> tuple[list[int], list[int]]:
    """How many wires the longest way from a beginning to each card has, and to an end."""
    depth, height = [0] * len(net.layer), [0] * len(net.layer)
    links = sorted(net.graph.links, key=lambda link: net.layer[link.source])
    for link in links:
        if net.layer[link.target] > net.layer[link.source]:
            depth[link.target] = max(depth[link.target], depth[link.source] + 1)
    for link in sorted(links, key=lambda link: -net.layer[link.target]):
        if net.layer[link.target] > net.layer[link.source]:
            height[link.source] = max(height[link.source], height[link.target] + 1)
    return depth, height


def _aligned(net: Net, pairs: list[list[_Pair]], place: dict[int, int]) -> list[_Pair]:
    """The pairs put on one line: those that both vertices would have, as far as they do not cross."""
    out: dict[int, list[_Pair]] = {}
    into: dict[int, list[_Pair]] = {}
    for gap in pairs:
        for pair in gap:
            out.setdefault(pair.a, []).append(pair)
            into.setdefault(pair.b, []).append(pair)
    balanced = net.graph.balanced
    forth = {id(_chosen(found, lambda pair: place[pair.b], balanced)) for found in out.values()}
    back = {id(_chosen(found, lambda pair: place[pair.a], balanced)) for found in into.values()}
    kept: list[_Pair] = []
    for gap in pairs:
        wanted = [pair for pair in gap if id(pair) in forth and id(pair) in back]
        wanted.sort(key=lambda pair: (pair.rank, place[pair.a]))
        kept += _without_crossings(wanted, place)
    return kept


def _chosen(pairs: list[_Pair], place: object, balanced: bool) -> _Pair | None:
    """The pair that a vertex would be in line with: of the best rank; in the middle, if there is one."""
    assert callable(place)
    best = min(pair.rank for pair in pairs)
    equal = sorted((pair for pair in pairs if pair.rank == best), key=place)
    if not balanced:
        return equal[0]
    return equal[len(equal) // 2] if len(equal) % 2 else None


def _without_crossings(wanted: Iterable[_Pair], place: dict[int, int]) -> list[_Pair]:
    kept: list[tuple[int, int]] = []
    found = []
    for pair in wanted:
        ends = place[pair.a], place[pair.b]
        at = bisect_left(kept, ends)
        above = at == 0 or kept[at - 1][1] < ends[1]
        below = at == len(kept) or kept[at][1] > ends[1]
        if above and below:
            insort(kept, ends)
            found.append(pair)
    return found


def _joined(net: Net, lined: list[_Pair]) -> tuple[list[int], list[float], int]:
    """The block of each vertex, where its top is in it, and how many blocks there are.

    The cards of a block are on the grid together, even where their ports are not.
    """
    before = {pair.b: pair for pair in lined}
    of, top, count = [-1] * len(net.layer), [0.0] * len(net.layer), 0
    first: dict[int, float] = {}
    for vertex in sorted(range(len(net.layer)), key=net.layer.__getitem__):
        pair = before.get(vertex)
        if pair is None:
            of[vertex], count = count, count + 1
        else:
            of[vertex], top[vertex] = of[pair.a], top[pair.a] + pair.drop
        if vertex < net.cards:
            begin = first.setdefault(of[vertex], top[vertex])
            top[vertex] = begin + round((top[vertex] - begin) / GRID) * GRID
    return of, top, count


def _apart(net: Net, rows: Rows, of: list[int], top: list[float]) -> dict[tuple[int, int], float]:
    apart: dict[tuple[int, int], float] = {}
    gaps = net.graph.gaps
    for row in rows:
        for upper, lower in pairwise(row):
            points = (upper >= net.cards) + (lower >= net.cards)
            gap = (gaps.cards, gaps.passing, gaps.wires)[points]
            key = of[upper], of[lower]
            least = top[upper] + net.across(upper) + gap - top[lower]
            apart[key] = max(apart.get(key, least), least)
    return apart


def _pulls(pairs: list[list[_Pair]], of: list[int], top: list[float]) -> list[Pull]:
    """Wires between blocks. Those of the longest way draw most; of what forks evenly, the branches draw the
    fork and are hardly drawn by it. So it is where branches come together.
    """
    out: Counter[tuple[int, int]] = Counter()
    into: Counter[tuple[int, int]] = Counter()
    for gap in pairs:
        out.update((pair.a, pair.rank) for pair in gap)
        into.update((pair.b, pair.rank) for pair in gap)
    found = []
    for pair in (pair for gap in pairs for pair in gap if of[pair.a] != of[pair.b]):
        weight = _WEIGHTS[pair.rank]
        on_a = weight * (_FORK if into[pair.b, pair.rank] > 1 else 1.0)
        on_b = weight * (_FORK if out[pair.a, pair.rank] > 1 else 1.0)
        found.append(Pull(of[pair.a], of[pair.b], top[pair.a] + pair.drop - top[pair.b], on_a, on_b))
    return found
