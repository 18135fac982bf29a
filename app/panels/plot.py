"""One plot: lines over a growing x, drawn seldom and cheaply, with a cursor that reads values.

It needs pyqtgraph, which takes half a second to import: import this when a plot is to be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from app.look import look, restyle
from app.look.icons import icon
from app.look.tokens import GRID
from app.named_keys import keys
from app.panels.end_labels import EndLabel, EndLabels
from app.panels.plot_canvas import PlotCanvas
from app.panels.plot_ranges import Range, following
from app.panels.plot_trace import Points, Trace

NEAR = 16
"""Pixels within which the pointer is at a line."""
AIR = 0.015
"""The share of the width that is left free at either side."""

Image = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""A picture from the x of its columns' middles and the y of its rows' edges: numbers from 0 to 1."""


class Plot(QWidget):
    """Draws traces. Wheel zooms, drag pans, a double click shows all and follows the newest again."""

    pointed = Signal(object)  # the key of the line under the pointer, or None
    used = Signal()  # the pointer came over it
    moved = Signal()  # the person chose another range or axis: other points are to be drawn

    def __init__(self, title: str, x_name: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        restyle(self, kind="plot")
        self._traces: tuple[Trace, ...] = ()
        self._x: Range = (1.0, 5.0)
        self._y: Range | None = None
        self._follows = True
        self._cursor: float | None = None
        self._strong: Hashable = None
        self._moment: float | None = None
        self._seen: object = None
        self.limits: Range | None = None
        """What is seen of the upright axis, whatever the lines are; None for as much as they need."""
        self.image: Image | None = None
        """Gives the picture behind the lines."""
        self.view = PlotCanvas(self)
        self.labels = EndLabels(self)
        self.title = QLabel(title, self)
        self.reading = QLabel(self)
        self.log_x = self._switch("log x", "Logarithmic horizontal axis: equal steps multiply")
        self.log_y = self._switch("log y", "Logarithmic upright axis: equal steps multiply")
        self._head = self._make_head()
        self._pages = self._make_pages()
        self.say_empty(empty)
        keys.changed.connect(self._name_keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addLayout(self._pages, 1)
        self.name_x(x_name)
        self._connect()
        self._dress()

    # What it shows.

    @property
    def logs(self) -> tuple[bool, bool]:
        """Whether the axes are logarithmic."""
        return self.log_x.isChecked(), self.log_y.isChecked()

    @property
    def shown_x(self) -> tuple[float, float, int]:
        """The first and the last x that can be seen, and the pixels between them."""
        (first, last), _ = self.view.viewRange()
        if self.logs[0]:
            first, last = 10.0**first, 10.0 ** min(last, 300)
        return first, last, max(int(self.view.box.width()), 1)

    def reach(self, first: float, last: float) -> None:
        """Says from where to where x goes; shown unless the person looks elsewhere."""
        self._x = (first, last)
        if self._follows:
            self._show_x()

    def show_traces(self, traces: Sequence[Trace]) -> None:
        """Draws these lines, unless that would change no pixel."""
        self._pages.setCurrentIndex(1 if any(len(trace.x) for trace in traces) else 0)
        self._traces = tuple(traces)
        lines = [self._plotted(trace) for trace in traces]
        courses = [trace.course and self._transformed(*trace.course) for trace in traces]
        if self._follows:
            self._fit_y(lines)
        roles = [trace.role for trace in traces]
        pixels = [
            (trace.key, trace.role, self.view.pixels(*line))
            for trace, line in zip(traces, lines, strict=True)
        ]
        seen = (self.view.viewRange(), self.view.box.size(), self.logs, pixels)
        if seen != self._seen:
            self._seen = seen
            self.view.draw(lines, courses, roles, self._strong_place())
            self._draw_image()
        self._label(lines)

    def drawn(self) -> dict[Hashable, Points]:
        """The points on the screen, in the axes' own units, by the lines' keys."""
        shown = zip(self._traces, self.view.curves, strict=True)
        return {trace.key: curve.getData() for trace, curve in shown}

    def point(self, key: Hashable) -> None:
        """Makes one line stand out; None for none."""
        if key != self._strong:
            before, self._strong = self._strong_place(), key
            if (now := self._strong_place()) != before:
                self.view.restyle(now, only=(before, now))
                self._label()

    def mark(self, x: float | None) -> None:
        """Puts an upright line at `x`, the moment that the rest of the window shows; None for none."""
        self._moment = x
        self.view.show_moment(self._on_axis(x))

    @property
    def moment(self) -> float | None:
        """Where the marked moment's line stands on the axis; None while there is none."""
        return self.view.moment

    @property
    def strong(self) -> Hashable:
        """The key of the line that stands out."""
        return self._strong

    def name_x(self, name: str) -> None:
        """Says what x counts."""
        self._x_name = name
        self.labels.name_axis(name)

    def add_button(self, button: QToolButton, at: int = 3) -> None:
        """Puts another switch before those of the axes; or at another place of the row, -1 for its end."""
        restyle(button, kind="small")
        self._head.insertWidget(at, button)

    def say_empty(self, words: str) -> None:
        """Says why there is nothing to see; `[run]` stands for the keys of that command."""
        self._why_empty = words
        self._name_keys()

    def _name_keys(self) -> None:
        self._empty.setText(keys.said(self._why_empty))

    @property
    def traces(self) -> tuple[Trace, ...]:
        """What is shown."""
        return self._traces

    def follow(self) -> None:
        """Shows everything again, and what will come."""
        self._follows, self._y = True, None
        self._show_x()
        self._fit_y([self._plotted(trace) for trace in self._traces])
        self.moved.emit()

    # How it is built.

    def _switch(self, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setCheckable(True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(self._switched)
        return button

    def _make_head(self) -> QHBoxLayout:
        restyle(self.title, role="heading")
        restyle(self.reading, role="small")
        fit = QToolButton(self)
        fit.setIcon(icon("frame-all"))
        fit.setToolTip("Shows all of it and follows the newest (double click in the plot)")
        fit.setAccessibleName("Show all and follow")
        fit.clicked.connect(self.follow)
        head = QHBoxLayout()
        head.setContentsMargins(GRID, 0, GRID, 0)
        head.setSpacing(GRID // 2)
        head.addWidget(self.title)
        head.addWidget(self.reading)
        head.addStretch(1)
        for button in (self.log_x, self.log_y, fit):
            restyle(button, kind="small")
            head.addWidget(button)
        return head

    def _make_pages(self) -> QStackedLayout:
        words = self._empty = QLabel(self)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setWordWrap(True)
        restyle(words, role="muted")
        drawn = QWidget(self)
        row = QHBoxLayout(drawn)
        row.setContentsMargins(0, 0, GRID // 2, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.labels)
        pages = QStackedLayout()
        pages.addWidget(words)
        pages.addWidget(drawn)
        return pages

    def _connect(self) -> None:
        self.labels.pointed.connect(self._point)
        self.view.box.sigRangeChangedManually.connect(self._look_elsewhere)
        self.view.box.sigResized.connect(self.moved)
        self.view.scene().sigMouseMoved.connect(self._hover)
        self.view.viewport().installEventFilter(self)
        look.changed.connect(self._dress)

    def _draw_image(self) -> None:
        if self.image is not None:
            columns, edges = self.view.grid()
            self.view.show_image(self.image(10.0**columns if self.logs[0] else columns, edges))

    def _dress(self) -> None:
        self.view.dress()
        self._seen = None
        self.view.restyle(self._strong_place())
        self._label()

    # Ranges.

    def _show_x(self) -> None:
        first, last = self._x
        if self.logs[0]:
            first, last = float(np.log10(max(first, 1e-9))), float(np.log10(max(last, 1e-9)))
        air = AIR * (last - first)
        self.view.set_range(x=(first - air, last + air))

    def _fit_y(self, lines: Sequence[Points]) -> None:
        values = [y for _, y in lines if len(y)]
        if self.limits and not self.logs[1]:
            self.view.set_range(y=self.limits)
        elif values:
            low, high = min(float(y.min()) for y in values), max(float(y.max()) for y in values)
            self._y = following(self._y, low, high)
            self.view.set_range(y=self._y)

    def _look_elsewhere(self) -> None:
        self._follows = False
        self.moved.emit()

    def _switched(self) -> None:
        self.view.set_logs(*self.logs)
        self.view.show_moment(self._on_axis(self._moment))
        self.follow()

    def _on_axis(self, x: float | None) -> float | None:
        """Where x stands on its axis; None where it does not."""
        if x is None or not self.logs[0]:
            return x
        return float(np.log10(x)) if x > 0 else None

    # The lines, and the cursor.

    def _plotted(self, trace: Trace) -> Points:
        """The line's points as its axes have them."""
        return self._transformed(trace.x, trace.y)

    def _transformed(self, x: np.ndarray, y: np.ndarray) -> Points:
        """Points as the axes have them: logarithms where these are logarithmic."""
        if self.logs[0]:
            keep = x > 0
            x, y = np.log10(x[keep]), y[keep]
        if self.logs[1]:
            keep = y > 0
            x, y = x[keep], np.log10(y[keep])
        keep = np.isfinite(y)
        return (x, y) if keep.all() else (x[keep], y[keep])

    def _strong_place(self) -> int | None:
        keys = [trace.key for trace in self._traces]
        return keys.index(self._strong) if self._strong in keys else None

    def enterEvent(self, event: QEnterEvent) -> None:
        self.used.emit()
        super().enterEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._cursor = None
            self.view.show_cursor(None)
            self.reading.setText("")
            self._point(None)
            self._label()
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self.follow()
            return True
        return False

    def _hover(self, at: QPointF) -> None:
        if not self.view.box.sceneBoundingRect().contains(at):
            return
        spot = self.view.box.mapSceneToView(at)
        self._cursor = spot.x()
        self.view.show_cursor(spot.x())
        self._point(self._nearest(spot))
        self._label()

    def _nearest(self, spot: QPointF) -> Hashable:
        """The line that passes the pointer within a few pixels."""
        found: list[tuple[float, int]] = []
        for place, trace in enumerate(self._traces):
            x, y = self._plotted(trace)
            if len(x) and x[0] <= spot.x() <= x[-1]:
                away = abs(float(np.interp(spot.x(), x, y)) - spot.y()) * self.view.scale_y
                found.append((away, place))
        away, place = min(found, default=(np.inf, 0))
        return self._traces[place].key if away <= NEAR else None

    def _point(self, key: Hashable) -> None:
        if key != self._strong:
            self.point(key)
            self.pointed.emit(key)

    def _label(self, lines: Sequence[Points] | None = None) -> None:
        """Names and values at the lines' ends: those at the cursor while there is one, else the newest."""
        lines = [self._plotted(trace) for trace in self._traces] if lines is None else lines
        labels, at = [], None
        for place, (trace, (x, y)) in enumerate(zip(self._traces, lines, strict=True)):
            if not len(x):
                continue
            which = len(x) - 1 if self._cursor is None else int(np.argmin(np.abs(x - self._cursor)))
            at = 10.0 ** x[which] if self.logs[0] else x[which]
            value = 10.0 ** y[which] if self.logs[1] else y[which]
            height, style = self.view.pixel_y(float(y[-1])), self.view.style(place)
            spare = trace.role == "ghost"
            labels.append(EndLabel(trace.key, trace.name, f"{value:.5g}", height, style, spare))
        self.labels.show_labels(labels, self._strong)
        if self._cursor is not None and at is not None:
            self.reading.setText(f"at {self._x_name} {round(float(at)):,}")
