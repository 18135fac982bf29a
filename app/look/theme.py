"""The one holder of the current theme: who paints reads `look.theme`, and repaints on `look.changed`."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.look import fonts
from app.look.palette import palette
from app.look.qss import stylesheet
from app.look.tokens import BODY, DARK, LIGHT, Theme

Mode = Literal["system", "light", "dark"]


def desktop_scheme() -> Qt.ColorScheme:
    """What the desktop prefers, as far as it says."""
    return QGuiApplication.styleHints().colorScheme()


class Look(QObject):
    """The theme in force, the size of the window's words, and the way to change both."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mode: Mode = "system"
        self._scale = 1.0
        self._theme = LIGHT
        self._projected = False
        self._app: QApplication | None = None

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    @property
    def mode(self) -> Mode:
        """What the person chose; "system" follows the desktop."""
        return self._mode

    @property
    def scale(self) -> float:
        """The size of the window's words and controls, 1.0 at 100 %. The canvas has its own zoom."""
        return self._scale

    @property
    def is_projected(self) -> bool:
        """Whether it is to be seen from afar: then no line is fine."""
        return self._projected

    def colour(self, name: str) -> QColor:
        """A token or category of the theme in force as Qt's colour, e.g. `look.colour("forward")`."""
        return QColor(self._theme.colour(name))

    def scaled(self, pixels: float) -> int:
        """A length of the window given in pixels at 100 %, e.g. the side of a tool bar's icons."""
        return max(1, round(pixels * self._scale))

    def apply(self, app: QApplication) -> None:
        """Dress `app`: its fonts, palette and stylesheet, now and at each later change."""
        fonts.register()
        if self._app is None:
            app.styleHints().colorSchemeChanged.connect(self._follow)
        self._app = app
        app.setStyle("Fusion")
        self._theme = self._wanted()
        self._dress()

    def set_mode(self, mode: Mode) -> None:
        """Choose "light", "dark" or "system"."""
        self._mode = mode
        self._follow()

    def set_scale(self, scale: float) -> None:
        """Make the window's words and controls larger or smaller; kept between 0.9 and 3."""
        scale = min(max(scale, 0.9), 3.0)
        if scale != self._scale:
            self._scale = scale
            self._dress()

    def project(self, on: bool, mode: Mode, scale: float) -> None:
        """Dresses for a projector, or for the desk again, all at once."""
        self._projected, self._mode, self._scale = on, mode, min(max(scale, 0.9), 3.0)
        self._theme = self._wanted()
        self._dress()

    def _follow(self) -> None:
        theme = self._wanted()
        if theme is not self._theme:
            self._theme = theme
            self._dress()

    def _wanted(self) -> Theme:
        if self._mode != "system":
            return DARK if self._mode == "dark" else LIGHT
        return DARK if desktop_scheme() == Qt.ColorScheme.Dark else LIGHT

    def _dress(self) -> None:
        if self._app is not None:
            self._app.setFont(fonts.ui_font(BODY * self._scale))
            self._app.setPalette(palette(self._theme))
            self._app.setStyleSheet(stylesheet(self._theme, self._scale))
        self.changed.emit()


look = Look()
"""The program has one look, as it has one screen to be seen on."""
