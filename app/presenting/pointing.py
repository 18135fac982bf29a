"""The mouse while presenting: it points and moves the view; nothing can be pulled out of its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.canvas.view import CanvasView

_LEFT = Qt.MouseButton.LeftButton


class Pointing(QObject):
    """Stands before a canvas's gestures: a click selects, a double click steps inside, a drag moves the
    view.
    """

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._from: QPointF | None = None
        self._moves = False

    def turn(self, on: bool) -> None:
        """On or off."""
        self._from = None
        viewport = self._canvas.viewport()
        if on:
            viewport.installEventFilter(self)
        else:
            viewport.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == _LEFT:
            self._from, self._moves = event.position(), False
        elif event.type() == QEvent.Type.MouseMove and self._from is not None:
            self._move(event.position())
        elif event.type() == QEvent.Type.MouseButtonRelease and self._from is not None:
            if not self._moves:
                self._select(event.position())
            self._from = None
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self._canvas.step_inside(self._canvas.pointer.hit(event.position()).node)
        elif event.button() != _LEFT and event.type() != QEvent.Type.MouseMove:
            return event.button() != Qt.MouseButton.RightButton
        else:
            return False
        return True

    def _move(self, to: QPointF) -> None:
        assert self._from is not None
        by = to - self._from
        if self._moves or by.manhattanLength() >= QApplication.startDragDistance():
            self._moves, self._from = True, to
            self._canvas.camera.pan(by)

    def _select(self, at: QPointF) -> None:
        node = self._canvas.pointer.hit(at).node
        self._canvas.give_focus(node)
        self._canvas.session.select([] if node is None else [node])
