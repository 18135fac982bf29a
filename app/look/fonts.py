"""The type: Inter for words and numbers, JetBrains Mono for tensors and code, both bundled."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from app import resources
from app.look.tokens import BODY, REGULAR

UI_FAMILY = "Inter"
MONO_FAMILY = "JetBrains Mono"


@cache
def register() -> None:
    """Make the bundled faces known to Qt, once. Needs a QGuiApplication.

    Raises ResourceError when a face is missing or cannot be read.
    """
    folder = resources.path("fonts")
    for face in sorted(folder.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(face)) < 0:
            raise resources.ResourceError(f"The font {face} cannot be read; install Netloom again.")


def ui_font(size: float = BODY, weight: int = REGULAR) -> QFont:
    """Inter at `size` pixels, `weight` REGULAR or STRONG, its figures of one width so that columns align."""
    return QFont(_ui_font(size, weight))


@cache
def _ui_font(size: float, weight: int) -> QFont:
    register()
    font = QFont(UI_FAMILY)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return _sized(font, size)


def mono_font(size: float = BODY, weight: int = REGULAR) -> QFont:
    """JetBrains Mono at `size` pixels, without ligatures: `->` in code stays the two signs that one types."""
    register()
    font = QFont(MONO_FAMILY)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("calt"), 0)
    return _sized(font, size)


def _sized(font: QFont, size: float) -> QFont:
    font.setPixelSize(max(1, round(size)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # the same advance at every zoom
    return font
