"""The words of a note or region, typed where they stand."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QGraphicsView, QPlainTextEdit

from app.canvas.desk import Desk
from app.canvas.geometry.rect import Rect
from app.canvas.gestures.gesture import CTRL
from app.canvas.paint import pens
from app.canvas.remarks.outline import TITLE, area
from app.document import edits
from app.document.model import Remark, RemarkId
from app.look import look

_LEAST = (200, 64)
"""How large the field is at least, in pixels of the screen at 100 %; a title has one line."""


class WordsField(QPlainTextEdit):
    """Takes the words when the keyboard or the view goes elsewhere, and at Ctrl+Enter (a title: Enter); Esc
    leaves them as they were.
    """

    def __init__(self, view: QGraphicsView, desk: Desk, id: RemarkId) -> None:
        super().__init__(view.viewport())
        self._desk, self._id = desk, id
        self._view: QGraphicsView | None = view
        remark = desk.plan.remarks[id]
        self._is_title = remark.kind == "region"
        self.setObjectName("remarkWords")
        self.setAccessibleName(f"Words of the {remark.kind}")
        self.setPlaceholderText("A title" if self._is_title else "What is to be said; Ctrl+Enter ends it")
        self.setPlainText(remark.text)
        self.selectAll()
        self.setTabChangesFocus(True)
        view.ensureVisible(pens.q_rect(area(remark)), 48, 48)
        self.setGeometry(self._place(view, remark))
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self._take)
        desk.session.document_changed.connect(self._close)
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif is_enter and (self._is_title or event.modifiers() & CTRL):
            self._take()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own menu is open
            self._take()

    def hideEvent(self, event: QHideEvent) -> None:
        self._view = None  # the window closes: what is typed is not taken any more
        super().hideEvent(event)

    def _take(self) -> None:
        if self._view is None:
            return
        id, text = self._id, self.toPlainText()
        self._close()
        words = "Name region" if self._is_title else "Write note"
        self._desk.session.attempt(words, lambda document: edits.write_remark(document, id, text))

    def _close(self) -> None:
        view, self._view = self._view, None
        if view is not None:
            if self.hasFocus():
                view.setFocus(Qt.FocusReason.PopupFocusReason)
            self.hide()
            self.deleteLater()

    def _place(self, view: QGraphicsView, remark: Remark) -> QRect:
        """Over the words, and somewhat more where they are small."""
        rect = area(remark)
        seen = view.viewportTransform().mapRect(
            pens.q_rect(Rect(rect.x, rect.y, rect.w, TITLE) if self._is_title else rect)
        )
        line = self.fontMetrics().height() + look.scaled(14)
        wide, high = look.scaled(_LEAST[0]), line if self._is_title else look.scaled(_LEAST[1])
        height = line if self._is_title else max(high, round(seen.height()))
        return QRect(round(seen.x()), round(seen.y()), max(wide, round(seen.width())), height)
