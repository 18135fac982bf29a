"""How far across the flow each vertex is: blocks are drawn to what they are wired to, and keep apart."""

from __future__ import annotations

from math import ceil, floor

from app.canvas.layout.blocks import Blocks
from app.canvas.layout.graph import GRID
from app.canvas.layout.net import Net

_ROUNDS = 48
_STRAIGHTEN = 4
_JOG = 2 * GRID
"""Bends up to this are taken out if they can be."""
_FAR = 1e9
_TOUCH = 0.5
"""How near to the least distance two blocks count as touching."""

Apart = list[tuple[int, int, float]]


def across(net: Net, made: Blocks) -> list[float]:
    """The upper edge of each vertex, on the grid for cards.

    As a pendulum: what touches moves together (Sander, "A fast heuristic for hierarchical Manhattan layout",
    1995; there "linear segments").
    """
    apart = _from_above(made)
    places = [0.0] * made.count
    _push(places, apart)
    for number in range(_ROUNDS):
        _swing(made, places, apart, number % 2 == 1)
    phases = _phases(net, made)
    places = [_snapped(at, phase) for at, phase in zip(places, phases, strict=True)]
    _part(places, apart, phases)
    for _ in range(_STRAIGHTEN):
        if not _straighten(made, places, apart, phases):
            break
    return [places[block] + top for block, top in zip(made.of, made.top, strict=True)]


def _from_above(made: Blocks) -> Apart:
    """The least distances, so that all above a block come before all below it."""
    below: list[list[int]] = [[] for _ in range(made.count)]
    waits = [0] * made.count
    for upper, lower in made.apart:
        below[upper].append(lower)
        waits[lower] += 1
    ready = [block for block in range(made.count - 1, -1, -1) if not waits[block]]
    found: Apart = []
    while ready:
        block = ready.pop()
        for lower in below[block]:
            found.append((block, lower, made.apart[block, lower]))
            waits[lower] -= 1
            if not waits[lower]:
                ready.append(lower)
    return found


def _push(places: list[float], apart: Apart, upwards: bool = False) -> None:
    """Makes the least distances true again."""
    if upwards:
        for upper, lower, least in reversed(apart):
            if places[upper] > places[lower] - least:
                places[upper] = places[lower] - least
    else:
        for upper, lower, least in apart:
            if places[lower] < places[upper] + least:
                places[lower] = places[upper] + least


def _swing(made: Blocks, places: list[float], apart: Apart, upwards: bool) -> None:
    """Moves each block half way to where it is drawn; blocks that press on each other as one."""
    force, weight = [0.0] * made.count, [1e-6] * made.count
    for a, b, straight, on_a, on_b in made.pulls:
        off = places[b] - places[a] - straight
        force[a] += off * on_a
        force[b] -= off * on_b
        weight[a] += on_a
        weight[b] += on_b
    group = list(range(made.count))

    def head(block: int) -> int:
        while group[block] != block:
            group[block] = group[group[block]]
            block = group[block]
        return block

    touching = [(a, b) for a, b, least in apart if places[b] - places[a] - least < _TOUCH]
    merged = True
    while merged:
        merged = False
        for upper, lower in touching:
            a, b = head(upper), head(lower)
            if a != b and force[a] * weight[b] > force[b] * weight[a]:
                group[b], merged = a, True
                force[a] += force[b]
                weight[a] += weight[b]
    for block in range(made.count):
        one = head(block)
        places[block] += 0.5 * force[one] / weight[one]
    _push(places, apart, upwards)


def _phases(net: Net, made: Blocks) -> list[float]:
    """What a block's place is beyond the grid, so that its cards are on it."""
    phases = [0.0] * made.count
    for vertex in range(net.cards - 1, -1, -1):
        phases[made.of[vertex]] = -made.top[vertex] % GRID
    return phases


def _snapped(at: float, phase: float) -> float:
    return floor((at - phase) / GRID + 0.5) * GRID + phase


def _part(places: list[float], apart: Apart, phases: list[float]) -> None:
    """What has come too near by the snapping is moved down by the grid."""
    for upper, lower, least in apart:
        if places[lower] < places[upper] + least:
            places[lower] = ceil((places[upper] + least - phases[lower]) / GRID) * GRID + phases[lower]


def _straighten(made: Blocks, places: list[float], apart: Apart, phases: list[float]) -> bool:
    """Moves blocks by themselves, a little, to where their wires bend least in all; whether any was."""
    above: list[list[tuple[int, float]]] = [[] for _ in range(made.count)]
    below: list[list[tuple[int, float]]] = [[] for _ in range(made.count)]
    for upper, lower, least in apart:
        above[lower].append((upper, least))
        below[upper].append((lower, least))
    pulls: list[list[tuple[int, float, float]]] = [[] for _ in range(made.count)]
    for a, b, straight, on_a, on_b in made.pulls:
        pulls[a].append((b, -straight, on_a))
        pulls[b].append((a, straight, on_b))
    moved = False
    for block, found in enumerate(pulls):
        if not found:
            continue
        low = max((places[other] + least for other, least in above[block]), default=-_FAR)
        high = min((places[other] - least for other, least in below[block]), default=_FAR)
        goals = [(places[other] + straight, weight) for other, straight, weight in found]
        best = _straightest(places[block], goals, (low, high), phases[block])
        moved |= best != places[block]
        places[block] = best
    return moved


def _straightest(
    at: float, goals: list[tuple[float, float]], limits: tuple[float, float], phase: float
) -> float:
    """The place by `at`, within the limits, at which wires to the goals bend least, each by its weight."""

    def bend(place: float) -> float:
        return sum(abs(goal - place) * weight for goal, weight in goals)

    best, least = at, bend(at) - 1e-6
    for goal, _ in goals:
        place = _snapped(goal, phase)
        if limits[0] <= place <= limits[1] and abs(place - at) <= _JOG and bend(place) < least:
            best, least = place, bend(place)
    return best
