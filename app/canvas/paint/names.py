"""Names seen from afar: as large as they can be, on two lines where one is too long, at last cut."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from app.canvas.geometry.measure import width
from app.canvas.paint.pens import FAR_SIZES, LEAST_NAME, NAME
from app.look.tokens import BODY, STRONG

_LINE = 1.2
"""From one line to the next, in sizes of the type."""
_LARGER = 1.2
"""How many times as large as on one line a name must come out on two, to be broken."""
_WITH_SIZES = 10.0
"""How large a name is at least that has sizes below it, in pixels of the screen."""
_FEW = 4
"""With fewer letters than this of a line a name says nothing any more."""


class Name(NamedTuple):
    """The size in canvas pixels and the text; 0 and "" where there is no room."""

    size: float
    text: str


NONE = Name(0.0, "")


@lru_cache(maxsize=8192)
def fitted(title: str, zoom: float, wide: float, high: float) -> Name:
    """A module's name in a space of so many canvas pixels."""
    least, most = LEAST_NAME / zoom, NAME / zoom
    if least > high:
        return NONE
    lines = _halves(title) if 2 * _LINE * least <= high else (title,)
    one = min(most, BODY * wide / _wide(title), high / _LINE)
    size = min(most, BODY * wide / max(map(_wide, lines)), high / len(lines) / _LINE)
    if one >= least and one * _LARGER >= size:
        return Name(one, title)
    if size >= least:
        return Name(size, "\n".join(lines))
    short = [_cut(line, wide, least) for line in lines]
    return Name(least, "\n".join(short)) if all(len(line) >= _FEW for line in short) else NONE


@lru_cache(maxsize=8192)
def fits(title: str, sizes: str, zoom: float, wide: float, high: float) -> bool:
    """Whether a name, on one line, and its sizes below can both be read in so many canvas pixels."""
    room = high - FAR_SIZES / zoom * _LINE
    small = width(sizes, BODY) / BODY * FAR_SIZES / zoom
    return small <= wide and room >= NAME / zoom * _LINE and _wide(title) / BODY * _WITH_SIZES / zoom <= wide


def _wide(text: str) -> float:
    return width(text, BODY, STRONG)


def _halves(title: str) -> tuple[str, ...]:
    """A name of several words in two, as even as can be: Spatial, Convolution."""
    breaks = [k for k in range(1, len(title)) if title[k].isupper() and not title[k - 1].isupper()]
    if not breaks:
        return (title,)
    at = min(breaks, key=lambda k: abs(2 * k - len(title)))
    return title[:at], title[at:]


def _cut(line: str, wide: float, size: float) -> str:
    """As many letters as fit."""
    room = wide * BODY / size
    if _wide(line) <= room:
        return line
    kept = next((k for k in range(len(line) - 1, 0, -1) if _wide(line[:k] + "…") <= room), 0)
    return line[:kept] + "…"
