"""Notes and regions in the outline: what their rows say, and the field for a note's words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.document.model import Document, RemarkId
from app.panels.outline_said import Said

_WHAT = {"note": "a note on the canvas", "region": "a ground behind modules"}


def remark_said(document: Document, id: RemarkId) -> Said:
    """What the row of a note or region says.

    Raises:
        StopIteration: when there is none such.
    """
    place, remark = next((n, r) for n, r in enumerate(document.remarks, start=1) if r.id == id)
    words = " ".join(remark.text.split())
    name = remark.kind.capitalize()
    of_all = f"{place} of {len(document.remarks)} notes and regions"
    parts = (name, words or "nothing written", remark.tint, of_all)
    label = words or ("without words" if remark.kind == "note" else "without a title")
    note = f"{remark.tint} · {_WHAT[remark.kind]}"
    return Said(name, label, note, "", ", ".join(parts), "", tint=remark.tint)


class NoteField(QPlainTextEdit):
    """Takes as many lines as are wanted; Ctrl+Enter ends that, as on the canvas."""

    finished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("outlineWords")
        self.setAccessibleName("Words of the note")
        self.setPlaceholderText("Ctrl+Enter ends")
        self.setTabChangesFocus(True)

    def event(self, event: QEvent) -> bool:
        """The outline's own Ctrl+Enter waits while words are typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ends(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _ends(event):
            self.finished.emit()
        else:
            super().keyPressEvent(event)


def _ends(event: QKeyEvent) -> bool:
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
