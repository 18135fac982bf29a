"""The order of the vertices within their layers, with as few crossings as can be found soon."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from app.canvas.layout.net import Net, Step

Rows = list[list[int]]

_SWEEPS = 8
_IN_VAIN = 3
"""After so many sweeps without a gain it is left."""
_LOOKS = 8000
"""How many pairs of neighbours are looked at after a sweep, about."""


class Sorter:
    """Sorts the layers of one net by sweeps: each vertex goes to the median of what it is wired to in the
    layer before, then in the layer behind, and so on.
    """

    def __init__(self, net: Net) -> None:
        self._net = net
        count = len(net.layer)
        self._sources: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self._targets: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        for steps in net.steps:
            for step in steps:
                self._sources[step.target].append((step.source, step.first))
                self._targets[step.source].append((step.target, step.last))

    def improved(self, rows: Rows) -> tuple[Rows, int]:
        """The rows in an order with fewer crossings, and how many; the same rows when none is found."""
        best, least = rows, self.crossings(rows)
        while least:
            found, count = self._swept(best, least)
            if count >= least:
                break
            best, least = found, count
        return best, least

    def crossings(self, rows: Rows) -> int:
        """How many pairs of wires cross."""
        place = self._places(rows)
        return sum(_crossings(steps, place) for steps in self._net.steps)

    def _swept(self, rows: Rows, least: int) -> tuple[Rows, int]:
        best, vain = rows, 0
        now = [list(row) for row in rows]
        place = self._places(now)
        for sweep in range(_SWEEPS):
            downward = sweep % 2 == 0
            for row in now if downward else reversed(now):
                self._sort(row, place, downward)
            self._switch(now, place)
            count = sum(_crossings(steps, place) for steps in self._net.steps)
            vain += 1
            if count < least:
                best, least, vain = [list(row) for row in now], count, 0
            if not least or vain == _IN_VAIN:
                break
        return best, least

    def _places(self, rows: Rows) -> list[int]:
        place = [0] * len(self._net.layer)
        for row in rows:
            for number, vertex in enumerate(row):
                place[vertex] = number
        return place

    def _sort(self, row: list[int], place: list[int], downward: bool) -> None:
        """By medians; a vertex that is not wired to the layer keeps its place."""
        keyed: list[tuple[float, int, int]] = []
        kept: list[tuple[int, int]] = []
        for number, vertex in enumerate(row):
            ends = (self._sources if downward else self._targets)[vertex]
            found = [place[other] + port for other, port in ends]
            if found:
                keyed.append((_median(found), number, vertex))
            else:
                kept.append((number, vertex))
        keyed.sort()
        row[:] = [vertex for _, _, vertex in keyed]
        for number, vertex in kept:
            row.insert(number, vertex)
        for number, vertex in enumerate(row):
            place[vertex] = number

    def _switch(self, rows: Rows, place: list[int]) -> None:
        """Neighbours change places where that takes crossings away, as long as it does and not too long."""
        left = _LOOKS
        looked_at = set(range(len(rows)))
        while looked_at and left > 0:
            gained: set[int] = set()
            for layer in sorted(looked_at):
                row = rows[layer]
                left -= len(row)
                for number in range(len(row) - 1 if left > 0 else 0):
                    a, b = row[number], row[number + 1]
                    if self._gain(a, b, place) > 0:
                        row[number], row[number + 1] = b, a
                        place[a], place[b] = number + 1, number
                        gained |= {layer - 1, layer, layer + 1}
            looked_at = gained & set(range(len(rows)))

    def _gain(self, a: int, b: int, place: list[int]) -> int:
        """How many crossings go when `b` comes before `a`, which stands right before it now."""
        gain = 0
        ends, others = self._sources[a], self._sources[b]
        if ends and others:
            gain = _switched([place[v] + port for v, port in ends], [place[v] + port for v, port in others])
        ends, others = self._targets[a], self._targets[b]
        if ends and others:
            gain += _switched([place[v] + port for v, port in ends], [place[v] + port for v, port in others])
        return gain


def as_it_stands(net: Net) -> Rows:
    """The order in which the cards stand now; passing wires where they would run straight."""
    cards = net.graph.cards
    key = [card.at[1] + card.across / 2 for card in cards]
    for number, (link, onward) in enumerate(net.between):
        vertex = len(cards) + number
        source = cards[link.source]
        ends = [cards[each.target].at[1] + each.enters for each in onward]
        layers = [net.layer[each.target] for each in onward]
        first, last = net.layer[link.source], sum(layers) / len(layers)
        part = (net.layer[vertex] - first) / (last - first)
        begin = source.at[1] + link.leaves
        key.append(begin + (sum(ends) / len(ends) - begin) * part)
    return [sorted(row, key=lambda vertex: (key[vertex], vertex)) for row in net.rows]


def as_it_is_wired(net: Net) -> Rows:
    """The order in which one comes by the vertices going back from the ends, first ports first.

    Branches that part at one card and come together at another do not cross then.
    """
    into: list[list[Step]] = [[] for _ in net.layer]
    leads: list[bool] = [False] * len(net.layer)
    for steps in net.steps:
        for step in steps:
            into[step.target].append(step)
            leads[step.source] = True
    for found in into:
        found.sort(key=lambda step: (step.last, step.source, step.first))
    ends = [vertex for row in reversed(net.rows) for vertex in row if not leads[vertex]]
    if net.graph.end is not None:
        ends.sort(key=lambda vertex: vertex != net.graph.end)
    visited = _going_back(ends, lambda vertex: [step.source for step in into[vertex]], len(net.layer))
    return [sorted(row, key=visited.__getitem__) for row in net.rows]


def _going_back(ends: list[int], before: Callable[[int], list[int]], count: int) -> list[int]:
    """When each vertex is come by, depth first."""
    when = [-1] * count
    clock = 0
    stack = list(reversed(ends))
    while stack:
        vertex = stack.pop()
        if when[vertex] < 0:
            when[vertex] = clock
            clock += 1
            stack.extend(reversed(before(vertex)))
    return when


def _crossings(steps: list[Step], place: list[int]) -> int:
    ends = sorted((place[s.source] + s.first, place[s.target] + s.last) for s in steps)
    before: list[float] = []
    count = 0
    for _, end in ends:
        index = bisect_right(before, end)
        count += len(before) - index
        before.insert(index, end)
    return count


def _switched(a: list[float], b: list[float]) -> int:
    """Crossings of the wires of `a` and `b` as they stand, less those the other way round."""
    if len(a) == len(b) == 1:
        return (a[0] > b[0]) - (a[0] < b[0])
    return sum((x > y) - (x < y) for x in a for y in b)


def _median(values: list[float]) -> float:
    values.sort()
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
