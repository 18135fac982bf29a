"""Dragging the corner of a note or region: its size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from app.canvas.desk import Desk
from app.canvas.geometry.rect import minus, plus
from app.canvas.gestures.gesture import Gesture, Keys
from app.canvas.remarks.outline import area
from app.document import edits
from app.document.model import Document, Point, RemarkId


class Resize(Gesture):
    """The corner follows the pointer, on the grid."""

    cursor = Qt.CursorShape.SizeFDiagCursor

    def __init__(self, desk: Desk, id: RemarkId, at: Point) -> None:
        super().__init__(desk)
        self._remark, self._from = desk.plan.remarks[id], at
        desk.session.select([id])

    def move(self, at: Point, keys: Keys, spot: QPointF) -> None:
        shown = self._resized(self.desk.session.document, at)
        found = next(remark for remark in shown.remarks if remark.id == self._remark.id)
        self.desk.stage.remarks.stretch(found.id, found)
        self.desk.hint(f"{found.size[0]:.0f} × {found.size[1]:.0f}. Esc leaves it as it was")

    def end(self, at: Point, keys: Keys, spot: QPointF) -> None:
        self.cancel()
        if at != self._from:
            words = f"Resize {self._remark.kind}"
            self.desk.session.attempt(words, lambda document: self._resized(document, at))

    def cancel(self) -> None:
        self.desk.stage.remarks.settle()
        self.desk.hint("")

    def _resized(self, document: Document, at: Point) -> Document:
        rect = area(self._remark)
        return edits.resize_remark(document, self._remark.id, plus((rect.w, rect.h), minus(at, self._from)))
