"""A tensor as a table of numbers on signed colours, of which one can be chosen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Property, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.document.figures import signed
from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import SMALL
from app.panels.signed_colour import signed_colour
from app.panels.value_window import Place, ValueWindow
from nncore import printing

CELL = (54, 22)
"""The width and height of a cell at 100 %."""
HIGH = 8
"""So many rows are shown at most."""

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class HeatMap(QWidget):
    """Shows a window of a tensor. The arrows move the choice, and the window with it; PageUp and PageDown, or
    the wheel with Ctrl, go through the slices; the wheel through the rows, with Shift through the columns.
    """

    chosen = Signal(object)
    """The element that was chosen, its indices counted from 0."""
    moved = Signal()
    """Another part is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._array = np.zeros(1)
        self.window_ = ValueWindow((1,), HIGH)
        self.choice: Place | None = None
        self._largest = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    # What is shown.

    def show_array(self, array: np.ndarray) -> None:
        """Shows a tensor; the same part of it as before where the shape is the same."""
        if array.shape != self._array.shape:
            self.window_ = ValueWindow(array.shape, HIGH, self._fit())
            if self.choice is not None and not _is_in(self.choice, array.shape):
                self.choice = None
            self.updateGeometry()
        self._array = array
        values = np.abs(array[np.isfinite(array)]) if array.dtype.kind == "f" else np.abs(array)
        self._largest = float(values.max()) if values.size else 0.0
        self.update()

    def choose(self, place: Place | None) -> None:
        """Marks an element, and shows it."""
        self.choice = place
        if place is not None:
            self._see(self.window_.showing(place))
        self.update()

    def _text(self) -> str:
        return printing.tensor(self._array)

    text = Property(str, _text)
    """Torch's print, for who cannot see the cells: screen readers and tests."""

    # Its size.

    def sizeHint(self) -> QSize:
        rows = max(min(self.window_.table[0], HIGH), 1)
        return QSize(look.scaled(CELL[0]) * 4, rows * look.scaled(CELL[1]) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(look.scaled(CELL[0]) * 2, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fit() != self.window_.wide:
            self.window_ = replace(self.window_, wide=self._fit(), left=0, top=0)
            self.updateGeometry()
            self.moved.emit()

    def _fit(self) -> int:
        return max(2, (self.width() - 2) // look.scaled(CELL[0]))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, seen = QPainter(self), self.window_
        painter.setFont(ui_font(SMALL * look.scale))
        for row in seen.rows:
            for column in seen.columns:
                place = seen.place(row, column)
                if place is not None:
                    self._cell(painter, self._rect(row, column), float(self._array[place]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.choice is not None and self._is_seen(self.choice):
            painter.setPen(QPen(look.colour("selected"), 2))
            painter.drawRect(self._rect(*seen.cell(self.choice)).adjusted(0, 0, -1, -1))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _cell(self, painter: QPainter, rect: QRect, value: float) -> None:
        painter.fillRect(rect.adjusted(0, 0, -1, -1), signed_colour(value, self._largest))
        painter.setPen(look.colour("text"))
        words = signed(value, 5) if self._array.dtype.kind == "f" else str(int(value))
        where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -3, 0), where, words)

    def _rect(self, row: int, column: int) -> QRect:
        wide, high = look.scaled(CELL[0]), look.scaled(CELL[1])
        return QRect(1 + (column - self.window_.left) * wide, 1 + (row - self.window_.top) * high, wide, high)

    def _is_seen(self, place: Place) -> bool:
        row, column = self.window_.cell(place)
        here = self.window_.place(row, column) == place
        return here and row in self.window_.rows and column in self.window_.columns

    # The mouse and the keys.

    def place_at(self, spot: QPoint) -> Place | None:
        """The element under a point of the widget."""
        row = self.window_.top + (spot.y() - 1) // look.scaled(CELL[1])
        column = self.window_.left + (spot.x() - 1) // look.scaled(CELL[0])
        if row not in self.window_.rows or column not in self.window_.columns:
            return None
        return self.window_.place(row, column)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.choose(place)
            self.chosen.emit(place)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self.window_.slices > 1:
            self._see(self.window_.moved(slices=1 if key == Qt.Key.Key_PageDown else -1))
        elif key in _STEPS:
            self._step(*_STEPS[key])
        else:
            super().keyPressEvent(event)

    def _step(self, down: int, right: int) -> None:
        seen = self.window_
        row, column = (
            seen.cell(self.choice) if self.choice is not None else (seen.top - down, seen.left - right)
        )
        place = seen.place(row + down, column + right)
        if place is not None:
            self.choose(place)
            self.chosen.emit(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = -1 if event.angleDelta().y() > 0 or event.angleDelta().x() > 0 else 1
        keys = event.modifiers()
        if keys & Qt.KeyboardModifier.ControlModifier:
            after = self.window_.moved(slices=turn)
        elif keys & Qt.KeyboardModifier.ShiftModifier:
            after = self.window_.moved(columns=turn)
        else:
            after = self.window_.moved(rows=turn)
        if after == self.window_ or not (self.hasFocus() or keys):
            event.ignore()
            return
        self._see(after)
        event.accept()

    def _see(self, window: ValueWindow) -> None:
        if window != self.window_:
            self.window_ = window
            self.update()
            self.moved.emit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.place_at(event.pos())
            if place is not None:
                at = ", ".join(str(i + 1) for i in place)
                QToolTip.showText(event.globalPos(), f"[{at}] = {float(self._array[place])!r}", self)
            return True
        return super().event(event)


def _is_in(place: Place, shape: tuple[int, ...]) -> bool:
    return len(place) == len(shape) and all(i < n for i, n in zip(place, shape, strict=True))
