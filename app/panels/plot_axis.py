"""An axis whose numbers never lie over one another, also a logarithmic one."""

from __future__ import annotations

import math
from typing import Any

import pyqtgraph as pg

_STEPS = (tuple(range(1, 10)), (1, 2, 5), (1, 3), (1,))
"""Which multiples of each power of ten are numbered, as far as there is room for them."""


class PlotAxis(pg.AxisItem):  # type: ignore[misc]
    """pyqtgraph's, with plain numbers at the powers of ten and, where there is room, between."""

    def __init__(self, side: str, least: float) -> None:
        """`least`: pixels from one number to the next."""
        super().__init__(side)
        self._least = least

    def logTickValues(
        self, low: float, high: float, size: float, ticks: Any
    ) -> list[tuple[None, list[float]]]:
        """Where numbers stand between two logarithms, on an axis `size` pixels long."""
        room = max(size / self._least, 2)
        if high - low < 0.8:  # not a whole power of ten: as on a linear axis
            return [(None, _even(10**low, 10**high, room))]
        for multiples in _STEPS:
            found = _between(low, high, multiples, 1)
            if _apart(found) * size / (high - low) >= self._least:
                return [(None, found)]
        return [(None, _between(low, high, (1,), math.ceil((high - low) / room)))]

    def logTickStrings(self, values: list[float], scale: float, spacing: object) -> list[str]:
        return [f"{10**value * scale:.8g}" for value in values]


def _between(low: float, high: float, multiples: tuple[int, ...], stride: int) -> list[float]:
    """The logarithms of `multiples` of every `stride`-th power of ten."""
    first = math.floor(low / stride) * stride
    powers = range(first, math.ceil(high) + 1, stride)
    values = [power + math.log10(multiple) for power in powers for multiple in multiples]
    return [value for value in values if low <= value <= high]


def _even(low: float, high: float, room: float) -> list[float]:
    """The logarithms of round numbers at even distances, about as many as there is room for."""
    rough = 1.5 * (high - low) / room
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next((times * unit for times in (1, 2, 5) if times * unit >= rough), 10 * unit)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [math.log10(count * step) for count in range(max(first, 1), last + 1)]


def _apart(values: list[float]) -> float:
    """The smallest distance between two neighbours; none where there are fewer than two."""
    return min((b - a for a, b in zip(values, values[1:], strict=False)), default=0.0)
