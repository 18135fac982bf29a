"""How large things are while they are presented, by the height of the screen: what is 36 pixels of 1080 high
is as large to the eye on every projector.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.look.tokens import FAR_BODY, SMALL

SCREEN = 1080.0
"""The height of the screen that the sizes below are for."""
TITLE = 36.0
"""The type of modules' names, at least."""
TICK = 28.0
"""The type of plots' numbers; all words of the window are enlarged as much."""
LARGEST = 64.0
"""The type of names where a model is so small that there is room for more."""
MARGIN = 24.0
"""What is left free at the edges."""
FOOT = 25
"""The share of the picture, in %, that is kept free at the bottom where heads hide it."""
_SMALLEST_SCREEN = 720.0


def screen_of(window: QWidget) -> QSize:
    """The size of the screen that a window stands on."""
    return window.screen().size()


def of_screen(height: float) -> float:
    """How many times as high as SCREEN it is; small screens count as 720 pixels high."""
    return max(height, _SMALLEST_SCREEN) / SCREEN


def least_zoom(height: float) -> float:
    """The canvas's zoom at which names are TITLE high."""
    return TITLE / FAR_BODY * of_screen(height)


def most_zoom(height: float) -> float:
    """The zoom at which names are as large as is of use."""
    return LARGEST / FAR_BODY * of_screen(height)


def words_scale(height: float) -> float:
    """The scale of the window's words at which plots' numbers are TICK high."""
    return TICK / SMALL * of_screen(height)
