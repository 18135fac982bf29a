"""A tensor as its histogram, and as images of its planes."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Property, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.document.figures import figure
from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import SMALL
from app.panels.signed_colour import signed_pixels

BINS = 24
TALL = 96
"""The height of a histogram at 100 %."""
TILE, LEAST = 56, 3
"""The side of an image at 100 %; a plane of fewer pixels than that on a side is no image."""
MOST = 24
"""So many images are shown at most."""


class HistogramView(QWidget):
    """How many elements are how large. Those above zero are blue, those below orange, with the sign below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = np.zeros(BINS, np.int64)
        self.edges = np.linspace(-1, 1, BINS + 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_array(self, array: np.ndarray) -> None:
        """Counts a tensor's finite numbers."""
        values = np.asarray(array, np.float64)
        values = values[np.isfinite(values)]
        low, high = (float(values.min()), float(values.max())) if values.size else (-1.0, 1.0)
        if low == high:
            low, high = low - 0.5, high + 0.5
        self.counts, self.edges = np.histogram(values, BINS, (low, high))
        self.update()

    def _text(self) -> str:
        pairs = zip(self.edges, self.counts, strict=False)
        return "\n".join(f"from {figure(float(edge))}: {count}" for edge, count in pairs if count)

    text = Property(str, _text)

    def sizeHint(self) -> QSize:
        return QSize(look.scaled(240), look.scaled(TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(ui_font(SMALL * look.scale))
        foot = look.scaled(18)
        floor, most = self.height() - foot, max(int(self.counts.max()), 1)
        wide = self.width() / BINS
        for place, count in enumerate(self.counts.tolist()):
            middle = (self.edges[place] + self.edges[place + 1]) / 2
            high = (floor - foot) * count / most
            bar = QRectF(place * wide, floor - high, wide - 1, high)
            painter.fillRect(bar, look.colour("forward" if middle > 0 else "backward"))
        painter.setPen(look.colour("outline"))
        painter.drawLine(0, floor, self.width(), floor)
        painter.setPen(look.colour("text_muted"))
        row = QRect(0, floor, self.width(), foot)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft, figure(float(self.edges[0])))
        painter.drawText(row, Qt.AlignmentFlag.AlignRight, figure(float(self.edges[-1])))
        painter.drawText(QRect(0, 0, self.width(), foot), Qt.AlignmentFlag.AlignLeft, f"most {most:,}")


class ImagesView(QWidget):
    """The planes of a tensor side by side, all on one scale: blue above zero, orange below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.planes = np.zeros((0, 1, 1))
        self.left_out = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_array(self, array: np.ndarray) -> None:
        """Shows the planes of the last two dimensions."""
        planes = array.reshape(-1, *array.shape[-2:])
        self.planes, self.left_out = planes[:MOST], max(len(planes) - MOST, 0)
        self.updateGeometry()
        self.update()

    def _text(self) -> str:
        more = f", {self.left_out:,} more are not shown" if self.left_out else ""
        return f"{len(self.planes)} images of {self.planes.shape[1]}×{self.planes.shape[2]}{more}"

    text = Property(str, _text)

    def _columns(self) -> int:
        return max(1, self.width() // look.scaled(TILE + 8))

    def sizeHint(self) -> QSize:
        rows = -(-max(len(self.planes), 1) // self._columns())
        return QSize(look.scaled(240), rows * look.scaled(TILE + 8) + look.scaled(18))

    def resizeEvent(self, _: object) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(ui_font(SMALL * look.scale))
        side, step = look.scaled(TILE), look.scaled(TILE + 8)
        finite = np.abs(self.planes[np.isfinite(self.planes)])
        largest = float(finite.max()) if finite.size else 0.0
        for number, plane in enumerate(self.planes):
            row, column = divmod(number, self._columns())
            pixels = signed_pixels(plane, largest)
            high, wide = plane.shape
            image = QImage(pixels.tobytes(), wide, high, 4 * wide, QImage.Format.Format_RGBA8888)
            spot = QRect(column * step, row * step, side, side)
            painter.drawImage(_fitted(spot, wide, high), image)
            painter.setPen(look.colour("outline"))
            painter.drawRect(_fitted(spot, wide, high).adjusted(-1, -1, 0, 0))
        painter.setPen(look.colour("text_muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignBottom, self._text())


def is_pictured(array: np.ndarray) -> bool:
    """Whether a tensor is made of images."""
    return array.ndim >= 3 and min(array.shape[-2:]) >= LEAST


def _fitted(spot: QRect, wide: int, high: int) -> QRect:
    scale = min(spot.width() / wide, spot.height() / high)
    return QRect(spot.x() + 1, spot.y() + 1, max(1, round(wide * scale)), max(1, round(high * scale)))
