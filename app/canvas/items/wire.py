"""The item of a stored wire."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.canvas import words
from app.canvas.geometry.curve import Curve
from app.canvas.geometry.plan import WireKey
from app.canvas.items.depth import depth_of
from app.canvas.paint import pens, wire
from app.canvas.paint.state import State
from app.document.model import Point
from app.look import look
from nncore.shapes import Shape


class WireItem(QGraphicsItem):
    """Shows one wire with its shape, as a child of its graph's frame (none: the canvas, where `ground` tells
    the colour at a point).
    """

    def __init__(self, key: WireKey, curve: Curve, ground: Callable[[Point], str]) -> None:
        super().__init__()
        self.key = key
        self._ground_at = ground
        self.curve = curve
        self.shape_shown: Shape | None = None
        self.state = State.PLAIN
        self._bounds = QRectF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(2)

    def show_track(self, curve: Curve, shape: Shape | None) -> None:
        """Take over a way and the shape that flows along it."""
        self.prepareGeometryChange()
        self.curve, self.shape_shown = curve, shape
        self._bounds = QRectF()
        self.update()

    def redress(self) -> None:
        """The type has another size."""
        self.prepareGeometryChange()
        self._bounds = QRectF()
        self.update()

    def show_state(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.update()

    def boundingRect(self) -> QRectF:
        if self._bounds.isNull():
            text = words.shape_label(self.shape_shown)
            self._bounds = pens.q_rect(self.curve.bounds).adjusted(-8, -8, 8, 8)
            if text:
                self._bounds |= wire.label_spot(self.curve, text)
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme = look.theme
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        ground = self._ground()
        faulty = State.FAULTY in self.state
        colour = theme.fault if faulty else theme.wire
        width = wire.LINE
        if State.SELECTED in self.state:
            colour, width = theme.selected, 4.0
        elif State.HOVERED in self.state or State.TARGET in self.state:
            colour, width = (theme.forward if State.TARGET in self.state else theme.text), 3.0
        strands = words.strands(self.shape_shown)
        wire.line(painter, self.curve, strands, colour, ground, width, (4.0, 2.0) if faulty else ())
        if State.FOCUSED in self.state:
            wire.line(painter, self.curve, 1, theme.focus, ground, 1.5, (2.0, 2.0))
        text = words.shape_label(self.shape_shown)
        if text and zoom >= pens.TEXT_FROM:
            wire.label(painter, self.curve, text, ground, theme.fault_text if faulty else "")

    def _ground(self) -> str:
        depth = depth_of(self)
        return look.theme.frame(depth - 1) if depth else self._ground_at(self.curve.middle[0])
