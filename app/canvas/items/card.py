"""The item of a card or frame."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.geometry.box import Box
from app.canvas.items.depth import depth_of
from app.canvas.paint.card import card
from app.canvas.paint.frame import frame
from app.canvas.paint.state import State
from app.document.model import NodeId

MARGIN = 8.0
"""Room around the edge for ports and the ring of focus."""


class CardItem(QGraphicsItem):
    """Shows one card or frame. It knows its id and outline, never the node; it takes no part in events."""

    def __init__(self, id: NodeId, box: Box) -> None:
        super().__init__()
        self.id = id
        self.box = box
        self.state = State.PLAIN
        self.mark = ""
        self.stands_free = True
        self._bounds = _bounds(box)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_box(self, box: Box, stands_free: bool) -> None:
        """Take over an outline."""
        if (box.w, box.h) != (self.box.w, self.box.h):
            self.prepareGeometryChange()
            self._bounds = _bounds(box)
        self.box, self.stands_free = box, stands_free
        self.update()

    def show_state(self, state: State) -> None:
        """Take over a state; draws only when it is another one."""
        if state != self.state:
            self.state = state
            self.update()

    def show_mark(self, mark: str) -> None:
        """Take over the mark of weights that are shared; "" for none."""
        if mark != self.mark:
            self.mark = mark
            self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        if self.box.is_frame:
            frame(painter, self.box, self.state, zoom, self.stands_free, depth_of(self))
        else:
            card(painter, self.box, self.state, zoom, self.stands_free, self.mark)


def _bounds(box: Box) -> QRectF:
    return QRectF(-MARGIN, -MARGIN, box.w + 2 * MARGIN, box.h + 2 * MARGIN)
