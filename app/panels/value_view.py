"""One value of a module: its name, shape and summary, and below it the numbers in one of four ways."""

from __future__ import annotations

from typing import Literal

import numpy as np
from PySide6.QtCore import Property, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.look import restyle
from app.look.tokens import GRID
from app.panels.heatmap import HeatMap
from app.panels.still_label import StillLabel, StillWords
from app.panels.value_pictures import HistogramView, ImagesView, is_pictured
from app.panels.value_window import Place, summary
from nncore import printing

View = Literal["numbers", "print", "histogram", "images"]
VIEWS: tuple[tuple[View, str], ...] = (
    ("numbers", "Numbers"),
    ("print", "Torch's print"),
    ("histogram", "Histogram"),
    ("images", "Images"),
)
PRINTED = (24, 12)
"""So many rows and columns are printed at most; the heat map goes through the rest."""


class ValueView(QWidget):
    """Shows an array; only what is seen is worked out."""

    chosen = Signal(str, object)
    """An element was chosen: the value's name and its place."""
    menu_wanted = Signal(object, QPoint)
    """This view, and where on the screen."""

    def __init__(self, name: str, prefix: str = "value", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.array = np.zeros(0)
        self._view: View = "numbers"
        self._title, self._shape = QLabel(name), StillLabel()
        self._summary, self._part = StillWords(), QLabel()
        self.heat, self._histogram, self._images = HeatMap(), HistogramView(), ImagesView()
        self._print = QLabel()
        self._print.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._print.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._paper = _Paper(self._print)
        self._body = QStackedWidget()
        for id, widget in (
            ("numbers", self.heat),
            ("print", self._paper),
            ("histogram", self._histogram),
            ("images", self._images),
        ):
            widget.setObjectName(f"{prefix}:{name}" if id == "numbers" else f"{prefix}-{id}:{name}")
            widget.setAccessibleName(f"{name}, {id}")
            self._body.addWidget(widget)
        self._lay_out()
        self.heat.chosen.connect(lambda place: self.chosen.emit(self.name, place))
        self.heat.moved.connect(self._tell_part)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self, self.mapToGlobal(at)))

    def _lay_out(self) -> None:
        restyle(self._title, role=f"value-{'backward' if self.name.startswith('grad') else 'forward'}")
        for label in (self._shape, self._summary, self._part):
            restyle(label, role="small")
        restyle(self._print, role="mono")
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addStretch(1)
        line.addWidget(self._shape)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self._summary)
        column.addWidget(self._body)
        column.addWidget(self._part)

    def show_array(self, array: np.ndarray, view: View) -> None:
        """Shows the numbers in a way; images only where there are any."""
        self.array = array
        view = "numbers" if view == "images" and not is_pictured(array) else view
        self._view = view
        self._shape.setText("×".join(map(str, array.shape)) or "number")
        if array.size > 1:
            self._summary.setText(summary(array))
        self._summary.setVisible(array.size > 1)
        if view == "numbers":
            self._set_body(self.heat)
            self.heat.show_array(array)
        elif view == "print":
            self._print.setText(_printed(array))
            self._set_body(self._paper)
        elif view == "histogram":
            self._set_body(self._histogram)
            self._histogram.show_array(array)
        else:
            self._set_body(self._images)
            self._images.show_array(array)
        self._tell_part()

    def choose(self, place: Place | None) -> None:
        """Marks an element."""
        self.heat.choose(place)

    def _set_body(self, widget: QWidget) -> None:
        """The others take no room meanwhile."""
        if self._body.currentWidget() is not widget or self._body.maximumHeight() > 10_000:
            self._body.setCurrentWidget(widget)
        self._body.setFixedHeight(max(widget.sizeHint().height(), 1))

    def _tell_part(self) -> None:
        body = self._body.currentWidget()
        if body is not None:
            self._body.setFixedHeight(max(body.sizeHint().height(), 1))
        words = self.heat.window_.title() if self._view == "numbers" else ""
        if self._view == "print" and _cut(self.array).size < self.array.size:
            words = "the first rows and columns of it"
        self._part.setText(words)
        self._part.setVisible(bool(words))


class _Paper(QScrollArea):
    """As high as the print in it, which can be wider."""

    def __init__(self, label: QLabel) -> None:
        super().__init__()
        self._label = label
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(label)

    def sizeHint(self) -> QSize:
        wanted = self._label.sizeHint()
        bar = self.horizontalScrollBar().sizeHint().height() if wanted.width() > self.width() else 0
        return QSize(wanted.width(), wanted.height() + bar)

    def _text(self) -> str:
        return self._label.text()

    text = Property(str, _text)


def _cut(array: np.ndarray) -> np.ndarray:
    if array.ndim == 0:
        return array.reshape(1)
    if array.ndim == 1:
        return array[: PRINTED[0]]
    lead = (slice(0, 2),) * (array.ndim - 2)
    return array[(*lead, slice(0, PRINTED[0]), slice(0, PRINTED[1]))]


def _printed(array: np.ndarray) -> str:
    return printing.tensor(np.ascontiguousarray(_cut(array))).rstrip("\n")
