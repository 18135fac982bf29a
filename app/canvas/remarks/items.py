"""The items of notes and regions in a scene, behind the cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from app.canvas.geometry.rect import plus
from app.canvas.paint.state import State
from app.canvas.remarks import paint
from app.canvas.remarks.outline import area, by_height, ground
from app.document.model import Point, Remark, RemarkId
from app.look import look

_BEHIND = -1000.0
"""The height of the lowest; wires and cards stand at 0 and above."""
_MARGIN = 8.0


class RemarkItem(QGraphicsItem):
    """Shows one note or region; it takes no part in events."""

    def __init__(self, remark: Remark) -> None:
        super().__init__()
        self.remark = remark
        self.state = State.PLAIN
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_remark(self, remark: Remark) -> None:
        """Take over what it is and where it stands."""
        self.prepareGeometryChange()
        self.remark = remark
        self.setPos(*remark.at)
        self.update()

    def show_state(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.update()

    def boundingRect(self) -> QRectF:
        rect = area(self.remark)
        return QRectF(-_MARGIN, -_MARGIN, rect.w + 2 * _MARGIN, rect.h + 2 * _MARGIN)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        paint.remark(painter, self.remark, self.state, zoom)


class RemarkItems:
    """All notes and regions of a scene."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self._items: dict[RemarkId, RemarkItem] = {}
        self._shown: tuple[Remark, ...] = ()

    def __getitem__(self, id: RemarkId) -> RemarkItem:
        return self._items[id]

    def show(self, remarks: Mapping[RemarkId, Remark]) -> None:
        """Take over these; what is as it was is left alone."""
        shown = tuple(remarks.values())
        if shown == self._shown:
            return
        self._shown = shown
        for id in self._items.keys() - remarks.keys():
            self._scene.removeItem(self._items.pop(id))
        for height, remark in enumerate(by_height(shown)):
            item = self._items.get(remark.id)
            if item is None:
                item = self._items[remark.id] = RemarkItem(remark)
                self._scene.addItem(item)
            item.setZValue(_BEHIND + height)
            item.show_remark(remark)

    def show_state(self, id: RemarkId, state: State) -> None:
        """Show that it is selected, hovered or focused."""
        if id in self._items:
            self._items[id].show_state(state)

    def lift(self, ids: Iterable[RemarkId], by: Point) -> None:
        """Show some away from their places."""
        for id in ids:
            item = self._items[id]
            item.setPos(*plus(item.remark.at, by))

    def stretch(self, id: RemarkId, remark: Remark) -> None:
        """Show one in another size for the time being."""
        self._items[id].show_remark(remark)

    def settle(self) -> None:
        """Put all back to what they are."""
        for remark in self._shown:
            self._items[remark.id].show_remark(remark)

    def ground(self, point: Point) -> str:
        """The colour under what stands at a point: that of a region, or the paper's."""
        region = ground(self._shown, point) if self._shown else None
        return look.theme.canvas if region is None else look.theme.tints[region.tint].ground

    def draw(self, painter: QPainter, seen: QRectF, zoom: float) -> None:
        """All that meets `seen`, without the items' ado."""
        for item in sorted(self._items.values(), key=QGraphicsItem.zValue):
            if item.sceneBoundingRect().intersects(seen):
                painter.translate(item.pos())
                paint.remark(painter, item.remark, item.state, zoom)
                painter.translate(-item.pos())

