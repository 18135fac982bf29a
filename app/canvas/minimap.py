"""The whole model, small, in a corner of the canvas: where one is in it, and a way to elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QGraphicsView, QWidget

from app.canvas.camera import Camera, Eye
from app.canvas.geometry.rect import Rect
from app.canvas.mapping import Scale, draw
from app.canvas.paint import pens
from app.canvas.stage import Stage
from app.look import look
from app.look.tokens import RADIUS_SMALL

_MOST, _LEAST = (176, 112), (72, 40)
"""How large it is, in pixels at 100 %: as the model's form asks for, between these."""
_MARGIN = 12
"""From the canvas's edges, in pixels at 100 %."""
_PAD = 6.0
_AROUND = 24.0
"""How much of the empty canvas around the model is in the picture."""
_ROOM = 16
"""How many times its own size the canvas must be, so that it does not stand in the way."""
_GUESTS = {QEvent.Type.DragEnter: True, QEvent.Type.DragLeave: False, QEvent.Type.Drop: False}
"""It makes way while something is dragged over the canvas that can be dropped there."""
_REST = 120
"""Milliseconds of rest after an edit until the picture is made anew."""


class Minimap(QWidget):
    """Shows itself while a part of the model is out of sight. Click or drag in it moves what is seen."""

    def __init__(self, stage: Stage, camera: Camera, view: QGraphicsView) -> None:
        super().__init__(view)
        self._stage, self._camera, self._view = stage, camera, view
        self._wanted = True
        self._has_guest = False
        self._bounds = Rect(0, 0, 0, 0)
        self._picture = QPixmap()
        self.setObjectName("minimap")
        self.setAccessibleName("Minimap")
        self.setToolTip("The whole model. Click or drag here to go elsewhere in it")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._later = QTimer(self, singleShot=True, interval=_REST)
        self._later.timeout.connect(self._redraw)
        look.changed.connect(self._dress)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self.follow_eye)
        view.viewport().installEventFilter(self)
        self._dress()

    def show_always(self, wanted: bool) -> None:
        """Whether it comes up when a part of the model is out of sight."""
        self._wanted = wanted
        self.follow_eye()

    def follow_model(self) -> None:
        """The stage shows something else."""
        self._bounds = self._stage.plan.bounds()
        self._picture = QPixmap()
        self._fit()
        self.follow_eye()

    def follow_eye(self) -> None:
        """Another part of the model is seen."""
        port = self._view.viewport().size()
        has_room = port.width() * port.height() >= _ROOM * self.width() * self.height()
        is_wanted = self._wanted and has_room and not self._has_guest
        self.setVisible(is_wanted and not self._camera.seen().encloses(self._bounds))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
            self.follow_eye()
        elif event.type() in _GUESTS:
            self._has_guest = _GUESTS[event.type()]
            self.follow_eye()
        return False

    # How it looks.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pens.pen(theme.outline, 1.0))
        painter.setBrush(pens.brush(theme.canvas))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS_SMALL, RADIUS_SMALL)
        if not self._picture.isNull():
            painter.drawPixmap(QPointF(0, 0), self._picture)
        elif not self._later.isActive():
            self._later.start()
        painter.setPen(pens.pen(theme.selected, 1.5))
        painter.setBrush(pens.brush(theme.selected, 32))
        seen = self._scale().rect(self._camera.seen())
        painter.drawRect(seen.intersected(frame.adjusted(1, 1, -1, -1)))

    def _redraw(self) -> None:
        """The picture of the model, which is kept until the model changes."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(QSize(round(self.width() * ratio), round(self.height() * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        draw(painter, self._stage.plan, self._scale())
        painter.end()
        self._picture = picture
        self.update()

    def _dress(self) -> None:
        self._picture = QPixmap()
        self._fit()
        self.follow_eye()

    def _fit(self) -> None:
        """As large as the form of the model asks for."""
        model = self._bounds.grown(_AROUND)
        scale = Scale(model, Rect(0, 0, *map(look.scaled, _MOST)).grown(-_PAD)).factor
        sides = zip((model.w, model.h), _LEAST, strict=True)
        self.resize(*(max(round(side * scale + 2 * _PAD), look.scaled(low)) for side, low in sides))
        self._place()

    def _place(self) -> None:
        margin, port = look.scaled(_MARGIN), self._view.viewport().geometry()
        self.move(port.right() + 1 - margin - self.width(), port.bottom() + 1 - margin - self.height())

    def _scale(self) -> Scale:
        return Scale(self._bounds.grown(_AROUND), Rect(0, 0, self.width(), self.height()).grown(-_PAD))

    # Going elsewhere.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, spot: QPointF) -> None:
        self._camera.look(Eye(self._camera.scale, self._scale().point(spot)))
        self.update()
