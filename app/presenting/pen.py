"""A pen to draw over the canvas: what it draws stays with the drawing under it, and is never in the model."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from app.canvas.camera import Camera
from app.look import look

WIDTH = 3.0
"""The width of its line in pixels, before the words' scale."""


class Pen(QWidget):
    """Lies over a canvas. While it is on it has the mouse; strokes are seen until they are cleared."""

    def __init__(self, canvas: QGraphicsView, camera: Camera) -> None:
        super().__init__(canvas)
        self.setObjectName("pen")
        self.setAccessibleName("Pen")
        self._canvas, self._camera = canvas, camera
        self.strokes: list[list[QPointF]] = []
        """Each by its points on the canvas."""
        self._drawing = False
        for bar in (canvas.horizontalScrollBar(), canvas.verticalScrollBar()):
            bar.valueChanged.connect(self.update)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.turn(False)
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether the mouse draws."""
        return not self.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def turn(self, on: bool) -> None:
        """On or off; what is drawn stays."""
        self._drawing = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not on)

    def clear(self) -> None:
        """Wipes all strokes away."""
        self.strokes.clear()
        self._drawing = False
        self.update()

    def fit(self) -> None:
        """Covers the canvas."""
        self.setGeometry(self._canvas.viewport().geometry())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drawing = True
            self.strokes.append([self._camera.to_canvas(event.position())])
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawing:
            self.strokes[-1].append(self._camera.to_canvas(event.position()))
            self.update(self._around(self.strokes[-1][-2:]))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drawing = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # zooms what is under it

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.colour("selected"), look.scaled(WIDTH))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self.strokes:
            spots = [self._camera.to_viewport(point) for point in stroke]
            painter.drawPolyline(QPolygonF(spots if len(spots) > 1 else spots * 2))

    def _around(self, points: list[QPointF]) -> QRect:
        """The part of the widget in which these are."""
        wide = 2.0 * look.scaled(WIDTH)
        spots = QPolygonF([self._camera.to_viewport(point) for point in points])
        return QRectF(spots.boundingRect()).adjusted(-wide, -wide, wide, wide).toAlignedRect()
