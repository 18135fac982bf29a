"""A piece of a plot's line as an icon, for lists of lines."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app.look import look
from app.look.tokens import LineStyle

LENGTH, HEIGHT = 24, 16


def line_size() -> QSize:
    """How large the icon is, in logical pixels."""
    return QSize(look.scaled(LENGTH), look.scaled(HEIGHT))


def line_icon(style: LineStyle, width: float, on: QWidget) -> QIcon:
    """The line in its colour and dashes, `width` pixels thick at 100 %, at the resolution of `on`."""
    ratio, size = on.devicePixelRatioF(), line_size()
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(style.colour), look.scaled(width))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style.dash:
        pen.setDashPattern(list(style.dash))
    painter.setPen(pen)
    middle = size.height() / 2
    painter.drawLine(QLineF(0, middle, size.width(), middle))
    painter.end()
    return QIcon(picture)
