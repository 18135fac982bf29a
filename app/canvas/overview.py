"""The drawing from afar: all in a few batched calls, since ports and most words are too small to be seen.

Items paint one by one, each with a call into Python; from afar thousands of them are in view at once.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGraphicsView

from app.canvas.geometry.box import Box
from app.canvas.geometry.rect import Rect, plus
from app.canvas.paint import pens
from app.canvas.paint.batch import NAMES_FROM, Batch, batch, draw, draw_names
from app.canvas.paint.state import State
from app.canvas.stage import LIFTED, Stage
from app.document.model import NodeId, Point
from app.look import look
from app.session import Selected

_MARK = 5.0
"""The radius of a fault's mark, in pixels of the screen."""
_SHOWN = State.SELECTED | State.HOVERED | State.FOCUSED | State.FAULTY
"""The states that are seen from afar."""


def is_far(zoom: float) -> bool:
    """Whether so little can be made out that the whole is drawn in batches."""
    return zoom < pens.PORTS_FROM


class Overview:
    """Draws what a stage shows. What did not change is kept from the last time."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._kept: dict[NodeId, tuple[Box, Batch]] = {}

    def cover(self, view: QGraphicsView, event: QPaintEvent) -> None:
        """Paints what a view of the stage has to paint anew, with what gestures show on top."""
        painter = QPainter(view.viewport())
        painter.setClipRegion(event.region())
        painter.setTransform(view.viewportTransform())
        area = view.mapToScene(event.rect().adjusted(-1, -1, 1, 1)).boundingRect()
        zoom = view.transform().m11()
        self._stage.drawBackground(painter, area)
        self.paint(painter, area, zoom)
        self._stage.overlay.draw(painter, zoom)

    def paint(self, painter: QPainter, area: QRectF, zoom: float) -> None:
        """All that meets `area`, with a painter in canvas pixels."""
        self._stage.remarks.draw(painter, area, zoom)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # edges one pixel wide need none
        self._cards(painter, area, zoom)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._wires(painter, area)
        for id, by in self._stage.lifted.items():
            self._lifted(painter, id, by, zoom)
        self._states(painter, area)
        self._faults(painter, area, zoom)

    def _cards(self, painter: QPainter, area: QRectF, zoom: float) -> None:
        root = self._stage.plan.root
        kept: dict[NodeId, tuple[Box, Batch]] = {}
        for box, at in root.children if root else ():
            known = self._kept.get(box.id)
            kept[box.id] = known = known if known and known[0] is box else (box, batch(box))
            if box.id not in self._stage.lifted and area.intersects(QRectF(*at, box.w, box.h)):
                self._one(painter, known[1], at, zoom, area)
        self._kept = kept

    def _one(self, painter: QPainter, shown: Batch, at: Point, zoom: float, area: QRectF) -> None:
        painter.translate(*at)
        draw(painter, shown, zoom)
        if zoom >= NAMES_FROM:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_names(painter, shown, zoom, area.translated(-at[0], -at[1]))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.translate(-at[0], -at[1])

    def _wires(self, painter: QPainter, area: QRectF) -> None:
        """Those of the canvas itself; the others are drawn with their frames."""
        stage, path = self._stage, QPainterPath()
        seen = Rect(area.x(), area.y(), area.width(), area.height()).grown(1)
        root = stage.plan.root
        for track in root.tracks if root else ():
            item = stage.wires[stage.plan.root_id, track.wire] if stage.is_unsettled else None
            way = track.curve if item is None else item.curve
            if way.bounds.grown(1).meets(seen) and (item is None or item.isVisible()):
                path.addPath(way.path)
        painter.setPen(pens.hair(look.theme.wire))
        painter.setBrush(pens.NO_BRUSH)
        painter.drawPath(path)

    def _lifted(self, painter: QPainter, id: NodeId, by: Point, zoom: float) -> None:
        """A card in the hand, with what is in it; within a frame, its place is empty meanwhile."""
        plan = self._stage.plan
        rect = plan.rect(id)
        if plan.holder(id) != plan.root_id:
            depth = len(list(plan.chain(id))) - 2
            painter.fillRect(pens.q_rect(rect), pens.brush(look.theme.frame(depth)))
        painter.setOpacity(LIFTED)
        painter.translate(*plus((rect.x, rect.y), by))
        draw(painter, batch(plan.box(id)), zoom)
        painter.translate(*(-x for x in plus((rect.x, rect.y), by)))
        painter.setOpacity(1.0)

    def _states(self, painter: QPainter, area: QRectF) -> None:
        """Edges of what is selected, hovered, focused or faulty, at least two pixels wide."""
        stage, theme = self._stage, look.theme
        marked: dict[Selected, State] = dict.fromkeys(
            stage.check.faults, State.FAULTY
        )
        for item, state in stage.marks.items():
            if state & _SHOWN:
                marked[item] = state | marked.get(item, State.PLAIN)
        painter.setBrush(pens.NO_BRUSH)
        for item, state in marked.items():
            if State.SELECTED in state:
                painter.setPen(pens.hair(theme.selected, 3.0))
            elif State.FAULTY in state:
                painter.setPen(pens.hair(theme.fault, 2.0))
            else:
                painter.setPen(pens.hair(theme.focus if State.FOCUSED in state else theme.text_muted, 2.0))
            self._edge(painter, item, area)

    def _edge(self, painter: QPainter, item: Selected, area: QRectF) -> None:
        plan = self._stage.plan
        if isinstance(item, tuple):
            if item in plan.tracks:
                painter.drawPath(plan.tracks[item].curve.path.translated(*plan.origin(item[0])))
        elif isinstance(item, int) and item in plan.spots:
            rect = plan.rect(item).moved(self._stage.lifted.get(item, (0.0, 0.0)))
            if area.intersects(pens.q_rect(rect)):
                painter.drawRect(pens.q_rect(rect))

    def _faults(self, painter: QPainter, area: QRectF, zoom: float) -> None:
        painter.setPen(pens.NO_PEN)
        painter.setBrush(pens.brush(look.theme.fault))
        for spot in self._stage.fault_spots():
            if area.adjusted(-_MARK / zoom, -_MARK / zoom, _MARK / zoom, _MARK / zoom).contains(spot):
                painter.drawEllipse(QPointF(spot), _MARK / zoom, _MARK / zoom)
