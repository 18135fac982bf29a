"""Colours of the theme as pens and brushes, and how much detail a zoom shows."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPen

from app.canvas.geometry.measure import small_size, title_size
from app.canvas.geometry.rect import Rect
from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import BODY, REGULAR, STRONG

TEXT_FROM = 0.6
"""The zoom from which all words can be read; below it names alone are written, larger than the drawing."""
NAME, LEAST_NAME = 11.0, 7.0
"""How large a name is then on the screen, and the least size that can be read, in pixels."""
FAR_SIZES = 9.0
"""How large the sizes under a name are then, where there is room for them, in pixels of the screen."""
PORTS_FROM = 0.35
"""The zoom from which ports can be seen and hit."""


FAR_SEEN = 2.05
"""The least width of a line that is presented: more than 4 pixels where names are 36 pixels high."""


def pen(colour: str, width: float = 1.0, dashes: tuple[float, ...] = (), flat: bool = True) -> QPen:
    """A line; `dashes` in units of its width."""
    return _pen(colour, max(width, FAR_SEEN) if look.is_projected else width, dashes, flat)


@lru_cache(maxsize=256)
def _pen(colour: str, width: float, dashes: tuple[float, ...], flat: bool) -> QPen:
    made = QPen(QColor(colour), width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap if flat else Qt.PenCapStyle.RoundCap)
    if dashes:
        made.setDashPattern(list(dashes))
    return made


@lru_cache(maxsize=64)
def hair(colour: str, width: float = 1.0) -> QPen:
    """A line so many pixels of the screen wide, whatever the zoom."""
    made = QPen(QColor(colour), width)
    made.setCosmetic(True)
    return made


@lru_cache(maxsize=256)
def brush(colour: str, alpha: int = 255) -> QBrush:
    """A fill."""
    shade = QColor(colour)
    shade.setAlpha(alpha)
    return QBrush(shade)


def strong() -> QFont:
    return name_font(title_size())


def small(weight: int = REGULAR) -> QFont:
    return _font(small_size(), weight)


def struck() -> QFont:
    font = QFont(strong())
    font.setStrikeOut(True)
    return font


def slanted() -> QFont:
    font = QFont(small())
    font.setItalic(True)
    return font


@lru_cache(maxsize=32)
def font(size: int) -> QFont:
    return ui_font(size)


def small_far(zoom: float) -> float:
    """The type of small words from afar, in canvas pixels: still to be read on the screen."""
    return FAR_SIZES / zoom


@lru_cache(maxsize=8)
def _font(size: int, weight: int) -> QFont:
    return ui_font(size, weight)


@lru_cache(maxsize=8)
def body() -> QFont:
    return ui_font(BODY)


@lru_cache(maxsize=64)
def name_font(size: int) -> QFont:
    return ui_font(size, STRONG)


NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)


def q_rect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.w, rect.h)
