"""The ranges of a plot's axes: they change in steps and seldom, so that axes are drawn seldom."""

from __future__ import annotations

import math

Range = tuple[float, float]


def grown(last: float) -> float:
    """The end of an axis that reaches `last`, with room to grow: 10, 12, 15, 20, 25, 30, 40, 50, 60, 80."""
    if last <= 5:
        return 5.0
    scale = 10.0 ** math.floor(math.log10(last))
    return next(step * scale for step in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * scale >= last)


def following(old: Range | None, low: float, high: float) -> Range:
    """The range that shows all from `low` to `high`: the old one while it fits well, else one with air."""
    if high - low < 1e-12 * max(abs(high), abs(low), 1e-300):
        spread = abs(high) * 0.1 or 1.0
        low, high = low - spread, high + spread
    extent = high - low
    if old and old[0] <= low and high <= old[1] and old[1] - old[0] <= 1.6 * extent:
        return old
    air = 0.12 * extent
    return low - air, high + air
