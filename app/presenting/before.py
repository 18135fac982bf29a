"""The window as it was before it presented, to be put back exactly so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.docks import LAYOUT_VERSION
from app.look import look

if TYPE_CHECKING:
    from app.window import Window

_PATIENCE = 3000
"""Milliseconds within which the desktop has given the window its size again."""


class Before(QObject):
    """Taken when it is made. What a desktop does in its own time is put right once it is done."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        canvas, settings = window.canvas, window.settings
        self.layout = window.saveGeometry(), window.saveState(LAYOUT_VERSION)
        self._state, self._geometry = window.windowState(), window.geometry()
        self._bars = [(bar, bar.isVisibleTo(window)) for bar in (window.menuBar(), window.statusBar())]
        self._look = look.mode, look.scale
        self._settings = settings.theme, settings.scale
        self._seen = canvas.viewport().size()
        self._eye, self._inside = canvas.camera.eye(), canvas.inside.memory()
        self._framing = canvas.camera.framing
        self._selection, self._focused = window.session.selection, canvas.attention.focused
        self._focus = QApplication.focusWidget()

    def put_back(self) -> None:
        """All as it was."""
        window = self._window
        for bar, was_shown in self._bars:
            bar.setVisible(was_shown)
        window.settings.theme, window.settings.scale = self._settings
        look.project(False, *self._look)
        self._place()
        window.setWindowState(self._state)
        if not self._state & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
            window.setGeometry(self._geometry)
        self._place()
        window.installEventFilter(self)
        window.canvas.installEventFilter(self)
        QTimer.singleShot(_PATIENCE, self, self._let_go)

    def put_content_back(self) -> None:
        """What the canvas shows, and what is selected."""
        window, canvas = self._window, self._window.canvas
        canvas.camera.framing = self._framing
        canvas.stage.plan.space()
        canvas.inside.recall(self._inside)
        window.session.select(item for item in self._selection)
        canvas.give_focus(self._focused)
        canvas.camera.look(self._eye)
        if self._focus is not None:
            self._focus.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            window = self._window
            if watched is window and window.size() == self._geometry.size():
                QTimer.singleShot(0, self, self._place)
            elif watched is window.canvas and window.canvas.viewport().size() == self._seen:
                window.canvas.camera.look(self._eye)
        elif event.type() in (QEvent.Type.Wheel, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress):
            self._let_go()  # from now on it is the person who moves things
        return False

    def _place(self) -> None:
        """The panels, and what is seen of the drawing between them."""
        window = self._window
        window.restoreState(self.layout[1], LAYOUT_VERSION)
        window.ensurePolished()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # sizes of the type before
        window.restoreState(self.layout[1], LAYOUT_VERSION)
        self._window.canvas.camera.look(self._eye)

    def _let_go(self) -> None:
        self._window.removeEventFilter(self)
        self._window.canvas.removeEventFilter(self)
