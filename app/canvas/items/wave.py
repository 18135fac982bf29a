"""Shows on the drawing where a batch is: which modules it has passed, and what is on the wires."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.canvas import words
from app.canvas.geometry.curve import Curve
from app.canvas.geometry.measure import small_width
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import plus
from app.canvas.paint import pens
from app.canvas.paint.wire import label_spot
from app.document.figures import figure
from app.document.model import Document, NodeId, Point
from app.look import look
from app.look.tokens import RADIUS
from app.training.wave import Wave, norm, on_wire

_HIGH = 15.0
"""The height of a line of figures."""
_ROOM = 28.0
"""Half the width of most figures, and some air."""
_MARK = 5.0
"""Half the height of the arrow on a card that was passed."""


class WaveItem(QGraphicsItem):
    """Lies over the cards and wires: blue, pointing right, is forward; orange, pointing left, backward."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._wave = Wave()
        self._document = Document()
        self.figures: list[tuple[Point, str, str]] = []
        """What stands at the wires: where, "forward" or "backward", and the words."""
        self.setZValue(900)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.hide()

    def show_wave(self, plan: Plan, document: Document, wave: Wave | None) -> None:
        """Shows a wave, or with None nothing more."""
        self.prepareGeometryChange()
        self._plan, self._wave, self._document = plan, wave or Wave(), document
        self.figures = list(self._figures()) if wave else []
        self.setVisible(wave is not None)
        self.update()

    def boundingRect(self) -> QRectF:
        if self._plan is None or self._plan.root is None or not self.isVisible():
            return QRectF()
        return pens.q_rect(self._plan.bounds()).adjusted(-120, -24, 120, 60)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        plan = self._plan
        if plan is None:
            return
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        for node, way in self._wave.passed.items():
            if (id := plan.shown(node)) is not None and id in plan.spots:
                self._passed(painter, id, way)
        event = self._wave.event
        if event is not None and (id := plan.shown(event.node)) is not None and id in plan.spots:
            self._active(painter, id, "forward" if event.phase == "forward" else "backward", event.act)
        if zoom >= pens.TEXT_FROM:
            for at, way, words in self.figures:
                _figure(painter, at, way, words)

    def _passed(self, painter: QPainter, id: NodeId, way: str) -> None:
        assert self._plan is not None
        rect, box = pens.q_rect(self._plan.rect(id)), self._plan.box(id)
        colour = look.theme.colour(way)
        painter.setPen(pens.NO_PEN)
        if not box.is_frame:
            painter.setBrush(pens.brush(colour, 44))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        spot = rect.bottom() - 11 if box.is_frame else rect.top() + 11  # a frame's label is above
        _arrow(painter, QPointF(rect.right() - 11, spot), way, colour)

    def _active(self, painter: QPainter, id: NodeId, way: str, act: str) -> None:
        """A broad edge; dashed while a container is entered."""
        assert self._plan is not None
        rect = pens.q_rect(self._plan.rect(id)).adjusted(-2, -2, 2, 2)
        colour = look.theme.fault if act == "fault" else look.theme.colour(way)
        painter.setPen(pens.pen(colour, 4.0, (2.0, 1.5) if act == "enter" else ()))
        painter.setBrush(pens.NO_BRUSH)
        painter.drawRoundedRect(rect, RADIUS + 2, RADIUS + 2)

    # What stands at the wires.

    def _figures(self) -> Iterator[tuple[Point, str, str]]:
        plan = self._plan
        if plan is None:
            return
        for (graph, wire), track in plan.tracks.items():
            value, gradient = on_wire(self._document, self._wave.known, graph, wire)
            at_wire = _beside(track.curve.moved(plan.origin(graph)), words.shape_label(track.shape))
            yield from _pair(at_wire, value, gradient)
        for id, spot in plan.spots.items():
            if spot.box.kind == "frame" and not spot.box.is_container:
                corner = plan.place(id)
                inner = spot.box.children if spot.box.bars else spot.box.children[:-1]
                for child, at in inner:  # what the last one in a row gives is the frame's own output
                    known = self._wave.known.get(child.id, {})
                    x, y = plus(corner, plus(at, (child.w + 24, child.line)))
                    yield from _pair((x, y + 4), known.get("output"), known.get("gradOutput"))


def _beside(way: Curve, label: str) -> Point:
    """Where figures stand: under a wire; beside its shape, where that stands on a level wire."""
    (x, y), level = way.middle
    spot = label_spot(way, label) if label else QRectF()
    if level and spot.bottom() > y:
        return spot.right() + _ROOM, y - _HIGH
    return x, y + (4 if level else 12)


def _pair(at: Point, value: object, gradient: object) -> Iterator[tuple[Point, str, str]]:
    """The lengths of a value and of its gradient, one under the other."""
    for way, what, down in (("forward", value, 0.0), ("backward", gradient, _HIGH)):
        if what is not None:
            yield (at[0], at[1] + down), way, f"|{figure(norm(what), 3)}|"


def _figure(painter: QPainter, at: Point, way: str, words: str) -> None:
    wide = small_width(words) + 6
    spot = QRectF(at[0] - wide / 2, at[1], wide, _HIGH)
    painter.setPen(pens.NO_PEN)
    painter.setBrush(pens.brush(look.theme.canvas, 210))
    painter.drawRoundedRect(spot, 3, 3)
    painter.setFont(pens.small())
    painter.setPen(pens.pen(look.theme.colour(f"{way}_text")))
    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, words)


def _arrow(painter: QPainter, at: QPointF, way: str, colour: str) -> None:
    reach = _MARK if way == "forward" else -_MARK
    tips = [QPointF(-reach * 0.7, -_MARK), QPointF(reach, 0), QPointF(-reach * 0.7, _MARK)]
    painter.setBrush(pens.brush(colour))
    painter.drawPolygon(QPolygonF([at + tip for tip in tips]))
