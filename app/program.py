"""The program with its window: from the first line to the last."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app import __version__
from app.canvas import accessible
from app.garbage import Sweeper, keep_what_is_there
from app.look import look
from app.look.icons import app_icon
from app.look.motion import motion
from app.settings import Settings
from app.window import Window

SMALL_SCREEN = 1600
"""So many pixels wide are screens that the window takes up whole at the very first start."""
SHARE = 0.92
"""How much of a larger screen's sides it takes."""


def application() -> QApplication:
    """The application, dressed as its settings say."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("netloom")
    app.setApplicationDisplayName("Netloom")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("netloom")
    app.setWindowIcon(app_icon())
    accessible.install()
    return app


def first_size(screen: QSize) -> QSize:
    """Of the window at the very first start: most of what the screen has free."""
    return screen if screen.width() <= SMALL_SCREEN else screen * SHARE


def run(file: Path | None) -> int:
    """Open the window, with `file` in it if one is given; the exit code."""
    app = application()
    settings = Settings()
    look.set_mode(settings.theme)
    look.set_scale(settings.scale)
    motion.mode = settings.get("motion")
    look.apply(app)
    window = Window(settings)
    window.resize(first_size(app.primaryScreen().availableSize()))
    window.restore()
    window.show()
    keep_what_is_there()
    Sweeper(window)
    window.start(file)
    return app.exec()
