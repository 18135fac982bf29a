"""The learnt curve of one input, with the examples."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import GRID, SMALL
from app.panels.predictions.paper import Paper, draw_axes, draw_mark, inner, told
from app.training.questions.curve import LearntCurve

MARGIN = 0.08


class CurveView(QWidget):
    """Shows a curve for each output. `pointed` tells in words what is said at the pointer."""

    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curve")
        self.setMouseTracking(True)
        self.shown: LearntCurve | None = None
        self.names = ("x", "y")
        look.changed.connect(self.update)

    def show_curve(self, curve: LearntCurve, names: tuple[str, str]) -> None:
        """Shows it; `names` are those of input and target."""
        self.shown, self.names = curve, names
        examples = len(curve.inputs)
        self.setAccessibleName(f"The learnt curve of {names[1]} over {names[0]}, with {examples} examples")
        self.update()

    def line(self, output: int = 0) -> QPolygonF:
        """The curve of an output as it is drawn, in pixels."""
        curve, paper = self.shown, self._paper()
        if curve is None or paper is None:
            return QPolygonF()
        column = curve.y[:, output]
        points = zip(curve.x.tolist(), column.tolist(), strict=True)
        return QPolygonF([paper.at(x, y) for x, y in points if np.isfinite(y)])

    def words_at(self, x: float) -> str:
        """What the network says there, in words."""
        curve = self.shown
        if curve is None:
            return ""
        values = [float(np.interp(x, curve.x, curve.y[:, place])) for place in range(curve.y.shape[1])]
        return f"{self.names[0]} {told(x)}: {self.names[1]} {', '.join(map(told, values))}"

    def sizeHint(self) -> QSize:
        return QSize(look.scaled(280), look.scaled(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.scaled(160), look.scaled(140))

    def paintEvent(self, event: QPaintEvent) -> None:
        curve, paper = self.shown, self._paper()
        if curve is None or paper is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_axes(painter, paper, self.names, grid=True)
        painter.setClipRect(paper.area)
        for column in range(curve.targets.shape[1]):
            is_class = curve.targets.shape[1] > 1 and bool(np.isin(curve.targets, (0, 1)).all())
            shown = curve.targets[:, column] == 1 if is_class else np.full(len(curve.inputs), True)
            points = (curve.inputs[shown], curve.targets[shown, column], curve.held[shown])
            for x, y, held in zip(*points, strict=True):
                draw_mark(painter, paper.at(float(x), float(y)), column, look.theme.outline, bool(held))
        for output in range(curve.y.shape[1]):
            style = look.theme.line(output)
            pen = QPen(QColor(style.colour), 2)
            if style.dash:
                pen.setDashPattern(list(style.dash))
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            line = self.line(output)
            painter.drawPolyline(line)
            if curve.y.shape[1] > 1 and line.count() and output < len(curve.names):
                _label(painter, line.at(line.count() - 1), paper.area, curve.names[output], style.colour)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        paper = self._paper()
        if paper is not None:
            inside = paper.area.contains(event.position())
            self.pointed.emit(self.words_at(paper.under(event.position())[0]) if inside else "")

    def leaveEvent(self, event: object) -> None:
        self.pointed.emit("")

    def _paper(self) -> Paper | None:
        """Shows all examples, and the curve as far as it is not wild."""
        curve = self.shown
        if curve is None:
            return None
        low, high = float(curve.targets.min()), float(curve.targets.max())
        extent = high - low or 1.0
        finite = curve.y[np.isfinite(curve.y)]
        if finite.size:
            low = min(low, max(float(finite.min()), low - extent))
            high = max(high, min(float(finite.max()), high + extent))
        room = MARGIN * (high - low) or 1.0
        area = inner(self.width(), self.height(), look.scaled(2 * GRID))
        return Paper(area, (float(curve.x[0]), float(curve.x[-1])), (low - room, high + room))


def _label(painter: QPainter, end: QPointF, area: QRectF, name: str, colour: str) -> None:
    """A curve's name at its end, inside the figure."""
    painter.setFont(ui_font(look.scaled(SMALL)))
    painter.setPen(QColor(colour))
    width, line = painter.fontMetrics().horizontalAdvance(name), look.scaled(2 * GRID)
    top = min(max(end.y() - line, area.top()), area.bottom() - line)
    painter.drawText(
        QRectF(area.right() - width - 4, top, width + 4, line), Qt.AlignmentFlag.AlignCenter, name
    )
