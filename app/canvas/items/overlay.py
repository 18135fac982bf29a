"""What a gesture shows on top of the drawing: where something would land, a wire under way, a rubber band."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.geometry.box import Box
from app.canvas.geometry.curve import Curve
from app.canvas.geometry.measure import PORT
from app.canvas.geometry.rect import Rect
from app.canvas.paint import pens
from app.canvas.paint.card import card
from app.canvas.paint.state import State
from app.document.model import Point
from app.look import look
from app.look.tokens import RADIUS


@dataclass(frozen=True, slots=True)
class Preview:
    """All that is shown at one moment of a gesture, in canvas pixels.

    Attributes:
        ghosts: cards that would be made or stand there.
        frame: the container that would take it.
        slot: where between children it would come: a line.
        curve: the wire being drawn.
        curves: the wires being moved.
        knife: the line that cuts; cut: the wires that it would cut.
        band: the rubber band.
        guides: lines that what is moved shares with its neighbours.
        fitting, unfit: ports that would take the wire, and those that would not.
        aim: the port that the wire has snapped to.
    """

    ghosts: tuple[tuple[Box, Point], ...] = ()
    frame: Rect | None = None
    slot: tuple[Point, Point] | None = None
    curve: Curve | None = None
    curves: tuple[Curve, ...] = ()
    knife: tuple[Point, Point] | None = None
    cut: tuple[Curve, ...] = ()
    band: Rect | None = None
    guides: tuple[tuple[Point, Point], ...] = ()
    fitting: tuple[Point, ...] = ()
    unfit: tuple[Point, ...] = ()
    aim: Point | None = None


NOTHING = Preview()


class Overlay(QGraphicsItem):
    """Shows a `Preview`."""

    def __init__(self) -> None:
        super().__init__()
        self.preview = NOTHING
        self._bounds = QRectF()
        self.setZValue(1000)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_preview(self, preview: Preview) -> None:
        """Show this instead of what was shown."""
        if preview != self.preview:
            self.prepareGeometryChange()
            self.preview = preview
            self._bounds = _bounds(preview)
            self.update()

    def clear(self) -> None:
        self.show_preview(NOTHING)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        self.draw(painter, option.levelOfDetailFromTransform(painter.worldTransform()))

    def draw(self, painter: QPainter, zoom: float) -> None:
        """The same without an item's ado."""
        shown, theme = self.preview, look.theme
        painter.setBrush(pens.NO_BRUSH)
        if shown.frame:
            painter.setPen(pens.pen(theme.forward, 2.5))
            painter.drawRoundedRect(pens.q_rect(shown.frame), RADIUS, RADIUS)
        if shown.slot:
            painter.setPen(pens.pen(theme.forward, 4.0, flat=False))
            painter.drawLine(QPointF(*shown.slot[0]), QPointF(*shown.slot[1]))
        painter.setPen(pens.hair(theme.selected))
        for a, b in shown.guides:
            painter.drawLine(QPointF(*a), QPointF(*b))
        for box, at in shown.ghosts:
            _ghost(painter, box, at, zoom)
        _port_marks(painter, shown)
        painter.setPen(pens.pen(theme.forward, 3.0, flat=False))
        painter.setBrush(pens.NO_BRUSH)
        for run in (*shown.curves, *((shown.curve,) if shown.curve else ())):
            painter.drawPath(run.path)
        _knife(painter, shown, zoom)
        if shown.band:
            painter.setPen(pens.pen(theme.selected, 1.5 / zoom, (4.0, 3.0)))
            painter.setBrush(pens.brush(theme.selected, 24))
            painter.drawRect(pens.q_rect(shown.band))


def _knife(painter: QPainter, shown: Preview, zoom: float) -> None:
    """The wires to be cut are broad and dashed; the knife is a fine line with a dot at its end."""
    painter.setPen(pens.pen(look.theme.fault, 4.0 / min(zoom, 1.0), (2.0, 1.0)))
    for run in shown.cut:
        painter.drawPath(run.path)
    if shown.knife:
        painter.setPen(pens.pen(look.theme.fault, 1.5 / zoom))
        painter.drawLine(QPointF(*shown.knife[0]), QPointF(*shown.knife[1]))
        painter.setBrush(pens.brush(look.theme.fault))
        painter.drawEllipse(QPointF(*shown.knife[1]), 3 / zoom, 3 / zoom)


def _ghost(painter: QPainter, box: Box, at: Point, zoom: float) -> None:
    painter.save()
    painter.setOpacity(0.75)
    painter.translate(*at)
    card(painter, box, State.TARGET, zoom, stands_free=True)
    painter.restore()


def _port_marks(painter: QPainter, shown: Preview) -> None:
    theme = look.theme
    painter.setPen(pens.NO_PEN)
    painter.setBrush(pens.brush(theme.canvas, 190))
    for x, y in shown.unfit:
        painter.drawEllipse(QPointF(x, y), PORT + 2, PORT + 2)
    for x, y in shown.fitting:
        painter.setPen(pens.NO_PEN)
        painter.setBrush(pens.brush(theme.forward, 60))
        painter.drawEllipse(QPointF(x, y), PORT + 5, PORT + 5)
        painter.setPen(pens.pen(theme.forward, 2.0))
        painter.setBrush(pens.brush(theme.canvas))
        painter.drawEllipse(QPointF(x, y), PORT + 0.5, PORT + 0.5)
    if shown.aim:
        painter.setPen(pens.pen(theme.forward, 2.5))
        painter.setBrush(pens.brush(theme.forward))
        painter.drawEllipse(QPointF(*shown.aim), PORT + 2, PORT + 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _bounds(shown: Preview) -> QRectF:
    area = QRectF()
    for box, at in shown.ghosts:
        area |= QRectF(at[0], at[1], box.w, box.h)
    runs = [*shown.curves, *shown.cut, *((shown.curve,) if shown.curve else ())]
    for rect in (shown.frame, shown.band, *(run.bounds for run in runs)):
        if rect:
            area |= pens.q_rect(rect).adjusted(-1, -1, 1, 1)
    points = [*shown.fitting, *shown.unfit, *(shown.slot or ()), *(shown.knife or ())]
    points += [point for guide in shown.guides for point in guide]
    points += [shown.aim] if shown.aim else []
    for x, y in points:
        area |= QRectF(x - 1, y - 1, 2, 2)
    return area.adjusted(-14, -14, 14, 14)
