"""Where notes and regions are, how much room their words need, and which of them is at a point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from app.canvas.geometry.rect import Rect, up
from app.document.model import Remark, RemarkId
from app.look.fonts import ui_font
from app.look.tokens import BODY

PAD = 12.0
"""Between a note's edge and its words."""
TITLE = 28.0
"""The height of a region's title."""
CORNER = 16.0
"""The side of the square in the lower right corner by which the size is changed."""
WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextExpandTabs


def area(remark: Remark) -> Rect:
    """What it takes up; a note is high enough for its words."""
    wide, high = remark.size
    if remark.kind == "note":
        high = max(high, up(_height(remark.text, wide - 2 * PAD) + 2 * PAD, 8))
    return Rect(*remark.at, wide, high)


@lru_cache(maxsize=1024)
def _height(text: str, wide: float) -> float:
    room = QRectF(0, 0, wide, 1e6)
    return QFontMetricsF(ui_font(BODY)).boundingRect(room, WRAP, text).height()


def by_height(remarks: Iterable[Remark]) -> list[Remark]:
    """From the lowest to the topmost: large regions, small ones, notes as they were written."""
    return sorted(remarks, key=_height_of)


def _height_of(remark: Remark) -> tuple[bool, float]:
    is_note = remark.kind == "note"
    return is_note, 0.0 if is_note else -remark.size[0] * remark.size[1]


def corner(remark: Remark) -> Rect:
    """Where its size can be changed."""
    rect = area(remark)
    return Rect(rect.right - CORNER, rect.bottom - CORNER, CORNER, CORNER)


def found(remarks: Iterable[Remark], point: tuple[float, float]) -> Remark | None:
    """The topmost that can be taken hold of at a point: a note anywhere, a region at its title and corner."""
    for remark in reversed(by_height(remarks)):
        rect = area(remark)
        if not rect.contains(point):
            continue
        if remark.kind == "note" or point[1] <= rect.y + TITLE or corner(remark).contains(point):
            return remark
    return None


def enclosed(remarks: Iterable[Remark], region: Remark) -> list[RemarkId]:
    """The notes and smaller regions that lie wholly on a region."""
    whole = area(region)
    return [r.id for r in remarks if r.id != region.id and whole.encloses(area(r))]


def ground(remarks: Sequence[Remark], point: tuple[float, float]) -> Remark | None:
    """The topmost region under a point."""
    under = [r for r in by_height(remarks) if r.kind == "region" and area(r).contains(point)]
    return under[-1] if under else None
