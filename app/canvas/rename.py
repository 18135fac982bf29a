"""A module's label, typed on its card."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QGraphicsView, QLineEdit

from app.canvas.desk import Desk
from app.canvas.geometry.box import Box
from app.canvas.geometry.measure import HEADER, TEXT_LEFT
from app.canvas.geometry.rect import Rect
from app.canvas.paint import pens
from app.document import edits
from app.document.index import index
from app.document.model import NodeId
from app.look import look

_LEAST = 160
"""How wide the field is at least, in pixels of the screen at 100 %."""
_LINE = 43.0
"""The baseline of the first line under a card's name; the next is 16 lower."""


class LabelField(QLineEdit):
    """Takes the label at Enter, and when the keyboard or the view goes elsewhere; Esc leaves it as it was."""

    def __init__(self, view: QGraphicsView, desk: Desk, id: NodeId) -> None:
        super().__init__(view.viewport())
        self._desk, self._id = desk, id
        self._view: QGraphicsView | None = view
        self.setObjectName("cardLabel")
        self.setAccessibleName(f"Label of {desk.plan.title(id)}")
        self.setPlaceholderText("a name of your own")
        self.setText(index(desk.session.document).nodes[id].label)
        self.selectAll()
        view.ensureVisible(pens.q_rect(desk.plan.rect(id)), 48, 48)
        self.setGeometry(self._place(view))
        self.editingFinished.connect(self._take)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self._take)
        desk.session.document_changed.connect(self._close)
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()  # and not the canvas, where Enter means something else
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._view = None  # the window closes: what is typed is not taken any more
        super().hideEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._take()
        return True

    def _take(self) -> None:
        if self._view is None:
            return
        id, text = self._id, self.text()
        self._close()
        self._desk.session.attempt("Label", lambda document: edits.relabel(document, id, text))

    def _close(self) -> None:
        view, self._view = self._view, None
        if view is not None:
            if self.hasFocus():
                view.setFocus(Qt.FocusReason.PopupFocusReason)
            self.hide()
            self.deleteLater()

    def _place(self, view: QGraphicsView) -> QRect:
        """Where the label stands on the card, or will stand."""
        plan = self._desk.plan
        seen = view.viewportTransform().mapRect(pens.q_rect(_line(plan.box(self._id), plan.rect(self._id))))
        height = self.sizeHint().height()
        width = max(round(seen.width()), look.scaled(_LEAST))
        return QRect(round(seen.x()), round(seen.center().y()) - height // 2, width, height)


def _line(box: Box, rect: Rect) -> Rect:
    """The part of a card that its label takes; at the right of a frame's header."""
    if box.is_frame:
        return Rect(rect.x + rect.w / 2, rect.y, rect.w / 2 - 8, HEADER)
    top = rect.y + _LINE + (16 if box.sizes else 0) - 12
    return Rect(rect.x + TEXT_LEFT - 8, top, rect.w - TEXT_LEFT, 16)
