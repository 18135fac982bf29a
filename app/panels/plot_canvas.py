"""The drawing of a plot with pyqtgraph: no box, a light grid, axes kept as pictures, lines, a cursor.

Importing pyqtgraph takes half a second: import this when a plot is to be shown.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsItem, QWidget

from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import SMALL, LineStyle
from app.panels.plot_axis import PlotAxis
from app.panels.plot_line import PlotLine
from app.panels.plot_ranges import Range
from app.panels.plot_trace import Points, Role

MARKED = 40
"""Lines of no more points than this show each as a dot,"""
APART = 10
"""if they stand at least so many pixels apart."""
FAINT = 0.3
"""How much is seen of points that a course runs through."""
SIDES = ("left", "bottom")


class PlotCanvas(pg.PlotWidget):  # type: ignore[misc]
    """Shows lines in the colours of the theme, by their place in the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        axes = {"left": PlotAxis("left", look.scaled(24)), "bottom": PlotAxis("bottom", look.scaled(48))}
        super().__init__(parent, background=None, enableMenu=False, axisItems=axes)
        self.curves: list[PlotLine] = []
        self._courses: list[PlotLine] = []
        self._noisy: list[bool] = []
        self._roles: list[Role] = []
        self._dots: list[pg.ScatterPlotItem] = []
        self.box = self.getPlotItem().getViewBox()
        self._line = pg.InfiniteLine(angle=90, movable=False)
        self._moment = pg.InfiniteLine(angle=90, movable=False)
        self._image = pg.ImageItem(axisOrder="row-major")
        self._image.setZValue(-10)
        self.shares: np.ndarray | None = None
        """The picture that is shown, if there is one."""
        self._prepare()

    @property
    def scale_y(self) -> float:
        """Pixels to a unit of the upright axis."""
        _, (low, high) = self.viewRange()
        return float(self.box.height() / (high - low))

    @property
    def moment(self) -> float | None:
        """Where the marked moment stands on the axis; None while there is none."""
        return float(self._moment.value()) if self._moment.isVisible() else None

    def pixel_y(self, y: float) -> float:
        """Where a value stands, in pixels from the top of the widget."""
        top = self.box.mapRectToScene(self.box.boundingRect()).top()
        return float(top + (self.viewRange()[1][1] - y) * self.scale_y)

    def pixels(self, x: np.ndarray, y: np.ndarray) -> tuple[bytes, bytes]:
        """A line's points in whole pixels: alike for two lines that look alike."""
        (x0, x1), (y0, _) = self.viewRange()
        columns = np.round((x - x0) * (self.box.width() / (x1 - x0)))
        return columns.astype(np.int64).tobytes(), np.round((y - y0) * self.scale_y).astype(
            np.int64
        ).tobytes()

    def set_logs(self, x: bool, y: bool) -> None:
        """Makes axes logarithmic, or linear again."""
        self.getPlotItem().getAxis("bottom").setLogMode(x=x, y=False)
        self.getPlotItem().getAxis("left").setLogMode(x=False, y=y)

    def set_range(self, x: Range | None = None, y: Range | None = None) -> None:
        """Shows these ranges; None leaves one as it is. An axis that stays is not drawn anew."""
        now = self.viewRange()
        x, y = (None if new and new == tuple(old) else new for new, old in zip((x, y), now, strict=True))
        if x or y:
            self.box.setRange(xRange=x, yRange=y, padding=0)

    def draw(
        self,
        lines: Sequence[Points],
        courses: Sequence[Points | None],
        roles: Sequence[Role],
        strong: int | None,
    ) -> None:
        """Draws these lines, the one at place `strong` thicker; those with a course faintly, behind it.

        Ghosts are thin and grey, and come last.
        """
        noisy = [course is not None for course in courses]
        if len(lines) != len(self.curves) or (noisy, [*roles]) != (self._noisy, self._roles):
            self._match(len(lines))
            self._noisy, self._roles = noisy, [*roles]
            self.restyle(strong)
        for points, course in zip(courses, self._courses, strict=True):
            course.setVisible(points is not None)
            if points is not None:
                course.show_points(*points)
        for role, (x, y), curve, dots in zip(roles, lines, self.curves, self._dots, strict=True):
            curve.show_points(x, y)
            is_marked = len(x) == 1 or (role == "line" and self._is_marked(x))
            dots.setVisible(is_marked)
            if is_marked:
                dots.setData(x, y)

    def style(self, place: int) -> LineStyle:
        """The look of the line at a place."""
        role = self._roles[place]
        if role == "line":
            return look.theme.line(place)
        if role == "ghost":
            return look.theme.ghost(self._roles[:place].count("ghost"))
        return LineStyle(look.theme.text, (), "o")

    def restyle(self, strong: int | None, only: Collection[int | None] | None = None) -> None:
        """Gives every line its colour and width, or `only` those at these places."""
        items = zip(self.curves, self._courses, self._dots, self._noisy, strict=True)
        for place, (curve, course, dots, is_noisy) in enumerate(items):
            if only is not None and place not in only:
                continue
            style, width = self.style(place), 1 if self._roles[place] == "ghost" else 2
            pen = pg.mkPen(style.colour, width=look.scaled(width + (place == strong)))
            if style.dash:
                pen.setDashPattern(list(style.dash))
            faint = QColor(style.colour)
            faint.setAlphaF(FAINT)
            for item, its_pen in ((curve, pg.mkPen(faint, width=1) if is_noisy else pen), (course, pen)):
                item.setPen(its_pen)
                # One thick path of a thousand points takes Qt forty times as long as its pieces do.
                item.setSegmentedLineMode("off" if style.dash or its_pen is not pen else "on")
            curve.setZValue((place == strong) - (self._roles[place] == "ghost"))
            course.setZValue(3 if place == strong else 2)
            dots.setSymbol(style.marker)
            dots.setSize(look.scaled(6))
            dots.setPen(None)
            dots.setBrush(pg.mkBrush(style.colour))

    def grid(self) -> tuple[np.ndarray, np.ndarray]:
        """The middles of the columns of pixels, and the edges of the rows, in the axes' units."""
        (x0, x1), (y0, y1) = self.viewRange()
        columns, rows = max(int(self.box.width()), 1), max(int(self.box.height()), 1)
        return x0 + (np.arange(columns) + 0.5) * (x1 - x0) / columns, np.linspace(y0, y1, rows + 1)

    def show_image(self, shares: np.ndarray) -> None:
        """Fills the plot with a picture: 0 is the paper, 1 the colour of what goes forward."""
        self.shares = shares
        (x0, x1), (y0, y1) = self.viewRange()
        if self._image.scene() is None:
            self.box.addItem(self._image, ignoreBounds=True)
        self._image.setImage((255 * np.sqrt(shares)).astype(np.uint8), levels=(0, 255), autoLevels=False)
        self._image.setRect(QRectF(x0, y0, x1 - x0, y1 - y0))

    def show_cursor(self, x: float | None) -> None:
        """Puts the cursor's line at `x`; None takes it away."""
        self._line.setVisible(x is not None)
        if x is not None:
            self._line.setPos(x)

    def show_moment(self, x: float | None) -> None:
        """Puts the line of the moment that is shown elsewhere at `x`; None takes it away."""
        self._moment.setVisible(x is not None)
        if x is not None:
            self._moment.setPos(x)

    def dress(self) -> None:
        """Takes the theme's colours and sizes on."""
        self.setBackground(look.theme.canvas)
        for side in SIDES:
            axis = self.getPlotItem().getAxis(side)
            axis.setStyle(tickFont=ui_font(look.scaled(SMALL)))
            axis.setPen(pg.mkPen(look.theme.grid))
            axis.setTextPen(pg.mkPen(look.theme.text_muted))
        self.getPlotItem().getAxis("left").setWidth(look.scaled(52))
        self._line.setPen(pg.mkPen(look.theme.text_muted, width=1))
        paper, full = look.colour("canvas"), look.colour("forward")
        ends = [[c.red(), c.green(), c.blue(), alpha] for c, alpha in ((paper, 0), (full, 255))]
        self._image.setLookupTable(np.linspace(ends[0], ends[1], 256).astype(np.uint8))
        self._moment.setPen(pg.mkPen(look.theme.selected, width=look.scaled(2)))

    def _is_marked(self, x: np.ndarray) -> bool:
        """Whether a line's points are so few that each is to be seen."""
        (first, last), _ = self.viewRange()
        if len(x) < 2 or len(x) > MARKED:
            return len(x) == 1
        return float((x[-1] - x[0]) / (last - first) * self.box.width() / (len(x) - 1)) >= APART

    def _prepare(self) -> None:
        self.getPlotItem().hideButtons()
        for side in SIDES:
            axis = self.getPlotItem().getAxis(side)
            axis.setStyle(tickLength=0, maxTickLevel=0, tickTextOffset=6)
            axis.enableAutoSIPrefix(False)
            axis.setGrid(255)
            axis.setZValue(-1000)  # the grid lies below the lines
            axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.box.setDefaultPadding(0.0)
        self.box.disableAutoRange()
        for line in (self._line, self._moment):
            line.hide()
            self.box.addItem(line, ignoreBounds=True)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what is around stays as it is

    def _match(self, count: int) -> None:
        """As many of pyqtgraph's items as there are lines."""
        while len(self.curves) > count:
            self.box.removeItem(self.curves.pop())
            self.box.removeItem(self._courses.pop())
            self.box.removeItem(self._dots.pop())
        while len(self.curves) < count:
            self.curves.append(PlotLine())
            self._courses.append(PlotLine())
            self._dots.append(pg.ScatterPlotItem(antialias=True, pxMode=True))
            self.box.addItem(self.curves[-1], ignoreBounds=True)
            self.box.addItem(self._courses[-1], ignoreBounds=True)
            self.box.addItem(self._dots[-1], ignoreBounds=True)
