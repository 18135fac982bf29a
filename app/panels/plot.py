"""One plot: lines over a growing x, drawn seldom and cheaply, with a cursor that reads values.

This file imports pyqtgraph, which takes half a second: import it when a plot is to be shown.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtWidgets import (
    QGraphicsItem,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.look import look, restyle
from app.look.fonts import ui_font
from app.look.icons import icon
from app.look.tokens import GRID, SMALL
from app.panels.end_labels import EndLabel, EndLabels
from app.panels.plot_ranges import Range, following

MARKED = 40
"""Lines of no more points than this show each as a dot."""
NEAR = 16
"""Pixels within which the pointer is at a line."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One line: plain values, x ascending. `fine` is for a line that must not hide others."""

    key: Hashable
    name: str
    x: np.ndarray
    y: np.ndarray


class Plot(QWidget):
    """Draws traces. Wheel zooms, drag pans, a double click follows the newest again."""

    pointed = Signal(object)  # the key of the line under the pointer, or None
    moved = Signal()  # the person chose another range or axis: other points are to be drawn

    def __init__(self, title: str, x_name: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._traces: tuple[Trace, ...] = ()
        self._x: Range = (1.0, 5.0)
        self._y: Range | None = None
        self._follows = True
        self._cursor: float | None = None
        self._strong: Hashable = None
        self._seen: object = None
        self._curves: list[pg.PlotCurveItem] = []
        self._dots: list[pg.ScatterPlotItem] = []
        self.view = pg.PlotWidget(self, background=None, enableMenu=False)
        self.labels = EndLabels(self)
        self.name_x(x_name)
        self.labels.pointed.connect(self._point)
        self.title = QLabel(title, self)
        self.reading = QLabel(self)
        self.log_x = self._switch("log-axis", f"Logarithmic {x_name} axis: equal steps multiply")
        self.log_y = self._switch("log-axis", "Logarithmic value axis: equal steps multiply")
        self._lay_out(empty)
        self._prepare()
        look.changed.connect(self._dress)
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
        return first, last, max(int(self.view.getViewBox().width()), 1)

    def reach(self, first: float, last: float) -> None:
        """Says from where to where x goes; shown unless the person looks elsewhere."""
        self._x = (first, last)
        if self._follows:
            self._set_range(self._x, None)

    def show_traces(self, traces: Sequence[Trace]) -> None:
        """Draws these lines, unless that would change no pixel."""
        self._pages.setCurrentIndex(1 if any(len(trace.x) for trace in traces) else 0)
        self._traces = tuple(traces)
        if self._follows:
            self._fit_y()
        look_now = self._pixels()
        if look_now != self._seen:
            self._seen = look_now
            self._draw()
        self._label()

    def drawn(self) -> dict[Hashable, tuple[np.ndarray, np.ndarray]]:
        """The points on the screen, in the axes' own units, by the lines' keys."""
        return {trace.key: curve.getData() for trace, curve in zip(self._traces, self._curves, strict=True)}

    def point(self, key: Hashable) -> None:
        """Makes one line stand out; None for none."""
        if key != self._strong:
            self._strong = key
            self._style()
            self._label()

    def name_x(self, name: str) -> None:
        """Says what x counts."""
        self._x_name = name
        self.labels.name_axis(name)

    def add_button(self, button: QToolButton) -> None:
        """Puts another switch before those of the axes."""
        self._head.insertWidget(3, button)

    def follow(self) -> None:
        """Shows everything again, and what will come."""
        self._follows = True
        self._y = None
        self._set_range(self._x, None)
        self._fit_y()
        self.moved.emit()

    # How it is built.

    def _switch(self, picture: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setText(tip[:5])
        button.clicked.connect(self._switched)
        return button

    def _lay_out(self, empty: str) -> None:
        restyle(self.title, role="heading")
        restyle(self.reading, role="small")
        fit = QToolButton(self)
        fit.setIcon(icon("frame-all"))
        fit.setToolTip("Shows all of it and follows the newest (double click in the plot)")
        fit.setAccessibleName("Show all and follow")
        fit.clicked.connect(self.follow)
        self.log_x.setText("log x")
        self.log_y.setText("log y")
        head = QHBoxLayout()
        head.setContentsMargins(GRID, GRID // 2, GRID, 0)
        head.setSpacing(GRID // 2)
        for widget in (self.title, self.reading):
            head.addWidget(widget)
        head.addStretch(1)
        self._head = head
        for button in (self.log_x, self.log_y, fit):
            restyle(button, kind="small")
            head.addWidget(button)
        self._empty = QLabel(empty, self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        restyle(self._empty, role="muted")
        drawn = QWidget(self)
        row = QHBoxLayout(drawn)
        row.setContentsMargins(0, 0, GRID // 2, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.labels)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(drawn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._pages, 1)

    def _prepare(self) -> None:
        """Sets pyqtgraph's parts up: no box, a light grid, axes that are kept as pictures."""
        item = self.view.getPlotItem()
        item.hideButtons()
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.setStyle(tickLength=0, maxTickLevel=0, tickTextOffset=6)
            axis.enableAutoSIPrefix(False)
            axis.setGrid(255)
            axis.setZValue(-1000)  # the grid lies below the lines
            axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        item.getAxis("left").setWidth(look.scaled(52))
        box = item.getViewBox()
        box.setDefaultPadding(0.0)
        box.disableAutoRange()
        box.sigRangeChangedManually.connect(self._look_elsewhere)
        box.sigResized.connect(self._resized)
        self._line = pg.InfiniteLine(angle=90, movable=False)
        self._line.hide()
        box.addItem(self._line, ignoreBounds=True)
        self.view.setMouseTracking(True)
        self.view.scene().sigMouseMoved.connect(self._hover)
        self.view.viewport().installEventFilter(self)
        self._set_range(self._x, (0.0, 1.0))

    def _dress(self) -> None:
        """Takes the theme's colours and sizes on."""
        self.view.setBackground(look.theme.canvas)
        font = ui_font(look.scaled(SMALL))
        for side in ("left", "bottom"):
            axis = self.view.getPlotItem().getAxis(side)
            axis.setStyle(tickFont=font)
            axis.setPen(pg.mkPen(look.theme.grid))
            axis.setTextPen(pg.mkPen(look.theme.text_muted))
        self._line.setPen(pg.mkPen(look.theme.text_muted, width=1))
        self._style()
        self._label()

    # How it is drawn.

    def _plotted(self, trace: Trace) -> tuple[np.ndarray, np.ndarray]:
        """The line's points as its axes have them: logarithms where these are logarithmic."""
        x, y = trace.x, trace.y
        if self.logs[0]:
            keep = x > 0
            x, y = np.log10(x[keep]), y[keep]
        if self.logs[1]:
            keep = y > 0
            x, y = x[keep], np.log10(y[keep])
        keep = np.isfinite(y)
        return (x, y) if keep.all() else (x[keep], y[keep])

    def _pixels(self) -> object:
        """All that can be seen of the lines, in pixels: equal means that nothing need be drawn."""
        box = self.view.getViewBox()
        (x0, x1), (y0, y1) = self.view.viewRange()
        width, height = box.width(), box.height()
        seen: list[object] = [x0, x1, y0, y1, width, height, self.logs]
        for trace in self._traces:
            x, y = self._plotted(trace)
            columns = np.round((x - x0) * (width / (x1 - x0))).astype(np.int64)
            rows = np.round((y - y0) * (height / (y1 - y0))).astype(np.int64)
            seen.append((trace.key, columns.tobytes(), rows.tobytes()))
        return seen

    def _draw(self) -> None:
        self._match_items()
        for trace, curve, dots in zip(self._traces, self._curves, self._dots, strict=True):
            x, y = self._plotted(trace)
            curve.setData(x, y, skipFiniteCheck=True)
            dots.setVisible(len(x) <= MARKED)
            if len(x) <= MARKED:
                dots.setData(x, y)

    def _match_items(self) -> None:
        """As many of pyqtgraph's items as there are lines."""
        box = self.view.getViewBox()
        count = len(self._traces)
        if count == len(self._curves):
            return
        while len(self._curves) > count:
            box.removeItem(self._curves.pop())
            box.removeItem(self._dots.pop())
        while len(self._curves) < count:
            self._curves.append(pg.PlotCurveItem(antialias=True))
            self._dots.append(pg.ScatterPlotItem(size=look.scaled(6), antialias=True, pxMode=True))
            box.addItem(self._curves[-1], ignoreBounds=True)
            box.addItem(self._dots[-1], ignoreBounds=True)
        self._style()

    def _style(self) -> None:
        drawn = zip(self._traces, self._curves, self._dots, strict=False)
        for place, (trace, curve, dots) in enumerate(drawn):
            style = look.theme.line(place)
            is_strong = trace.key == self._strong
            pen = pg.mkPen(style.colour, width=look.scaled(3 if is_strong else 2))
            if style.dash:
                pen.setDashPattern(list(style.dash))
            curve.setPen(pen)
            curve.setZValue(1 if is_strong else 0)
            dots.setSymbol(style.marker)
            dots.setPen(None)
            dots.setBrush(pg.mkBrush(style.colour))

    # Ranges.

    def _set_range(self, x: Range | None, y: Range | None) -> None:
        if x is not None and self.logs[0]:
            x = (np.log10(max(x[0], 1e-9)), np.log10(max(x[1], 1e-9)))
        box = self.view.getViewBox()
        now = box.viewRange()
        if x is not None:
            air = 0.015 * (x[1] - x[0])
            x = (x[0] - air, x[1] + air)
        new = {axis: r for axis, r in ((0, x), (1, y)) if r is not None and tuple(now[axis]) != r}
        if new:
            box.setRange(xRange=new.get(0), yRange=new.get(1), padding=0)

    def _fit_y(self) -> None:
        values = [y for y in (self._plotted(trace)[1] for trace in self._traces) if len(y)]
        if values:
            low, high = min(float(y.min()) for y in values), max(float(y.max()) for y in values)
            self._y = following(self._y, low, high)
            self._set_range(None, self._y)

    def _look_elsewhere(self) -> None:
        self._follows = False
        self.moved.emit()

    def _resized(self) -> None:
        self._seen = None
        self.moved.emit()

    def _switched(self) -> None:
        log_x, log_y = self.logs
        item = self.view.getPlotItem()
        item.getAxis("bottom").setLogMode(x=log_x, y=False)
        item.getAxis("left").setLogMode(x=False, y=log_y)
        self._seen = None
        self.follow()

    # The cursor.

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._cursor = None
            self._line.hide()
            self.reading.setText("")
            self._point(None)
            self._label()
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self.follow()
            return True
        return False

    def _hover(self, at: QPointF) -> None:
        box = self.view.getViewBox()
        if not box.sceneBoundingRect().contains(at):
            return
        spot = box.mapSceneToView(at)
        self._cursor = spot.x()
        self._line.setPos(spot.x())
        self._line.show()
        self._point(self._nearest(spot))
        self._label()

    def _nearest(self, spot: QPointF) -> Hashable:
        """The line that passes the pointer within a few pixels."""
        box = self.view.getViewBox()
        (_, _), (y0, y1) = self.view.viewRange()
        found: list[tuple[float, int]] = []
        for place, trace in enumerate(self._traces):
            x, y = self._plotted(trace)
            if len(x) and x[0] <= spot.x() <= x[-1]:
                away = abs(float(np.interp(spot.x(), x, y)) - spot.y()) * box.height() / (y1 - y0)
                found.append((away, place))
        away, place = min(found, default=(np.inf, 0))
        return self._traces[place].key if away <= NEAR else None

    def _point(self, key: Hashable) -> None:
        if key != self._strong:
            self.point(key)
            self.pointed.emit(key)

    def _label(self) -> None:
        """Names and values at the line's ends: those at the cursor while there is one, else the newest."""
        box = self.view.getViewBox()
        top = box.mapRectToScene(box.boundingRect()).top()
        (_, _), (y0, y1) = self.view.viewRange()
        scale = box.height() / (y1 - y0)
        labels = []
        at = None
        for place, trace in enumerate(self._traces):
            x, y = self._plotted(trace)
            if not len(x):
                continue
            which = len(x) - 1 if self._cursor is None else int(np.argmin(np.abs(x - self._cursor)))
            at = 10.0 ** x[which] if self.logs[0] else x[which]
            value = 10.0 ** y[which] if self.logs[1] else y[which]
            height = top + (y1 - float(y[-1])) * scale
            labels.append(EndLabel(trace.key, trace.name, f"{value:.5g}", height, look.theme.line(place)))
        self.labels.show_labels(labels, self._strong)
        if self._cursor is not None and at is not None:
            self.reading.setText(f"at {self._x_name} {round(float(at)):,}")
