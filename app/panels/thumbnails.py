"""Small pictures with a word below each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.look import look
from app.look.fonts import ui_font
from app.look.tokens import GRID, SMALL

SIDE = 56


class Thumbnails(QWidget):
    """Pictures as bytes, height×width×channels (1 or 3), in as many rows as they need. Pixels stay sharp."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thumbnails")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pictures: tuple[QImage, ...] = ()
        self.captions: tuple[str, ...] = ()

    def show_pictures(self, pictures: Sequence[np.ndarray], captions: Sequence[str]) -> None:
        """Shows these; none hides the widget."""
        self.pictures = tuple(map(image, pictures))
        self.captions = tuple(captions)
        self.setAccessibleName(f"Pictures: {', '.join(captions)}")
        self.setVisible(bool(pictures))
        self._fit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(ui_font(look.scaled(SMALL)))
        painter.setPen(QColor(look.theme.text_muted))
        side, line = look.scaled(SIDE), look.scaled(2 * GRID)
        for place, (picture, caption) in enumerate(zip(self.pictures, self.captions, strict=True)):
            row, column = divmod(place, self._across())
            left, top = column * (side + GRID), row * (side + line + GRID)
            inner = picture.size().scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
            x, y = left + (side - inner.width()) / 2, top + (side - inner.height()) / 2
            painter.drawImage(QRectF(x, y, inner.width(), inner.height()), picture)
            words = painter.fontMetrics().elidedText(caption, Qt.TextElideMode.ElideRight, side)
            painter.drawText(QRectF(left, top + side, side, line), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(4 * look.scaled(SIDE), self.height())

    def _across(self) -> int:
        """How many stand side by side."""
        return max(1, (self.width() + GRID) // (look.scaled(SIDE) + GRID))

    def _fit(self) -> None:
        rows = -(-len(self.pictures) // self._across())
        self.setFixedHeight(rows * (look.scaled(SIDE) + look.scaled(2 * GRID) + GRID))


def image(pixels: np.ndarray) -> QImage:
    """Bytes, height×width×channels, as a picture; of other than 3 channels the first is shown in grey."""
    height, width, channels = pixels.shape
    colours = 3 if channels == 3 else 1
    form = QImage.Format.Format_RGB888 if colours == 3 else QImage.Format.Format_Grayscale8
    content = np.ascontiguousarray(pixels[:, :, :colours]).tobytes()
    return QImage(content, width, height, width * colours, form).copy()
