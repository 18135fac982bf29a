"""A number in few digits, as it stands at a wire or in a cell."""

from __future__ import annotations

import math


def figure(value: float, digits: int = 4) -> str:
    """About so many digits: 0.3177, 12.35, 1.2e+06; a true minus sign. Whole numbers as they are."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    size = abs(value)
    if value == int(value) and size < 1e5:
        text = str(int(value))
    elif 1e-3 <= size < 1e5:
        text = f"{value:.{max(0, digits - max(1, math.floor(math.log10(size)) + 1))}f}"
    else:
        text = f"{value:.{digits - 3}e}"
    return text.replace("-", "−", 1) if value < 0 else text


def signed(value: float, digits: int = 4) -> str:
    """The same with its sign always before it; zero has none."""
    text = figure(value, digits)
    return f"+{text}" if value > 0 else text
