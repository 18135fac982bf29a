"""A drawing in the manner of the canvas, to judge the tokens on: frames, cards, wires, a plot."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.look import look
from app.look.fonts import ui_font
from app.look.icons import pixmap
from app.look.tokens import BODY, RADIUS, SMALL, STRONG

CARDS = [
    ("Linear", "4 → 3", "simple", "selected"),
    ("Tanh", "", "transfer", "running"),
    ("LookupTable", "20 × 10", "simple", "frozen"),
    ("CAddTable", "", "table", "muted"),
    ("Linear", "3 → 1", "simple", "fault"),
    ("MSECriterion", "", "criterions", "focus"),
]


class Specimen(QWidget):
    """Paints the specimen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(look.theme.canvas))
        self._dots(painter)
        self._frames(painter, QRectF(16, 16, 560, 240))
        for index, card in enumerate(CARDS):
            spot = QPointF(40 + 176 * (index % 3), 72 + 88 * (index // 3))
            self._card(painter, spot, *card)
        self._wires(painter)
        self._lines(painter, QRectF(24, 272, 560, 120))
        painter.end()

    def _dots(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(look.theme.grid), 1.5))
        for x in range(16, self.width(), 24):
            for y in range(16, self.height(), 24):
                painter.drawPoint(x, y)

    def _frames(self, painter: QPainter, box: QRectF) -> None:
        for depth in range(5):
            inset = box.adjusted(480 + depth * 16 - 480 * (depth == 0), depth * 24, -8 * depth, -8 * depth)
            painter.setPen(QPen(QColor(look.theme.outline), 1))
            painter.setBrush(QColor(look.theme.frame(depth)))
            painter.drawRoundedRect(inset, RADIUS, RADIUS)
        painter.setPen(QColor(look.theme.text))
        painter.setFont(ui_font(BODY, STRONG))
        painter.drawText(box.adjusted(12, 8, 0, 0), "Sequential")
        painter.setPen(QColor(look.theme.text_muted))
        painter.setFont(ui_font(SMALL))
        painter.drawText(box.adjusted(100, 10, 0, 0), "in order")

    def _card(self, painter: QPainter, at: QPointF, name: str, sizes: str, category: str, state: str) -> None:
        theme = look.theme
        body = QRectF(at.x(), at.y(), 136, 56)
        edge = {
            "selected": theme.selected,
            "focus": theme.focus,
            "fault": theme.fault,
            "running": theme.running,
        }.get(state, theme.outline)
        pen = QPen(QColor(edge), 1 if edge == theme.outline else 2)
        if state == "muted":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(body, RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.category(category)))
        painter.drawRoundedRect(QRectF(body.left() + 4, body.top() + 8, 4, 40), 2, 2)
        painter.setPen(QColor(theme.text if state != "muted" else theme.text_muted))
        painter.setFont(ui_font(BODY, STRONG))
        painter.drawText(QPointF(body.left() + 18, body.top() + 24), name)
        painter.setPen(QColor(theme.text_muted))
        painter.setFont(ui_font(SMALL))
        painter.drawText(QPointF(body.left() + 18, body.top() + 44), sizes or state)
        mark = {"fault": ("fault", theme.fault), "frozen": ("snowflake", theme.frozen)}.get(state)
        if mark:
            painter.drawPixmap(QPointF(body.right() - 24, body.top() + 8), pixmap(mark[0], 16, mark[1]))
        painter.setPen(QPen(QColor(theme.outline), 1.5))
        painter.setBrush(QColor(theme.canvas))
        for x in (body.left(), body.right()):
            painter.drawEllipse(QPointF(x, body.center().y()), 5, 5)

    def _wires(self, painter: QPainter) -> None:
        theme = look.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index, colour in enumerate((theme.wire, theme.forward, theme.wire, theme.backward)):
            x, y = 181 + 176 * (index % 2), 100 + 88 * (index // 2)
            path = QPainterPath(QPointF(x, y))
            path.cubicTo(x + 14, y, x + 16, y, x + 30, y)
            painter.setPen(QPen(QColor(colour), 2.5))
            painter.drawPath(path)
            painter.setPen(QColor(theme.text_muted))
            painter.setFont(ui_font(SMALL))
            painter.drawText(QRectF(x - 10, y - 22, 50, 18), Qt.AlignmentFlag.AlignCenter, "N×3")

    def _lines(self, painter: QPainter, box: QRectF) -> None:
        theme = look.theme
        painter.setPen(QPen(QColor(theme.grid), 1))
        for row in range(5):
            y = box.top() + row * box.height() / 4
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right() - 60, y))
        for index in range(len(theme.lines) + 2):
            style = theme.line(index)
            pen = QPen(QColor(style.colour), 2)
            if style.dash:
                pen.setDashPattern(list(style.dash))
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            path = QPainterPath()
            for step in range(101):
                x = box.left() + step * (box.width() - 60) / 100
                y = (
                    box.bottom()
                    - box.height() * (0.05 + index * 0.13 + 0.5 * math.exp(-step / (12 + 5 * index))) / 1.3
                )
                path.lineTo(x, y) if step else path.moveTo(x, y)
            painter.drawPath(path)
            painter.setFont(ui_font(SMALL))
            painter.drawText(path.currentPosition() + QPointF(8, 4), f"curve {index + 1}")
        for index, fill in enumerate(theme.classes):
            painter.setPen(QPen(QColor(theme.ink), 1))
            painter.setBrush(QColor(fill))
            painter.drawEllipse(QPointF(box.left() + 120 + 20 * index, box.top() + 8), 5, 5)
