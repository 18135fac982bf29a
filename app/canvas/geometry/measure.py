"""The measures of cards and frames in canvas pixels at 100 %, and how wide words are."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFontMetricsF

from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import BODY, FAR_BODY, FAR_SMALL, REGULAR, SMALL, STRONG

CARD_HEIGHT = 56.0
CARD_WIDTH = 96.0
"""The least width; words make it wider, by steps of 16."""
LINE = 28.0
"""How far under a card's top its first ports are: cards with the same top have straight wires."""
STEP = 24.0
"""From one port to the next, so that each has a target of 24 pixels."""
TEXT_LEFT, TEXT_RIGHT = 20.0, 20.0
LABEL_HEIGHT = 16.0

PORT = 5.0
"""The radius of a port as drawn."""
REACH = 12.0
"""The radius of a port's target."""

HEADER = 32.0
CONTENT = 48.0
"""How far under a frame's top its contents begin."""
SIDE, BOTTOM = 32.0, 24.0
GAP = 56.0
"""Between the children of a Sequential, at least: room for a wire and its shape."""
BRANCH_GAP = 32.0
"""Between stacked branches: room for the words of a fault."""
EMPTY = (240.0, 112.0)
"""The size of a frame that holds nothing."""


@lru_cache(maxsize=4096)
def width(text: str, size: int = BODY, weight: int = REGULAR) -> float:
    """How wide `text` is in Inter at `size`."""
    return QFontMetricsF(ui_font(size, weight)).horizontalAdvance(text)


def title_size() -> int:
    """The type of modules' names, in canvas pixels."""
    return FAR_BODY if look.is_projected else BODY


def small_size() -> int:
    """The type of all other words."""
    return FAR_SMALL if look.is_projected else SMALL


def title_width(text: str) -> float:
    return width(text, title_size(), STRONG)


def small_width(text: str) -> float:
    return width(text, small_size())
