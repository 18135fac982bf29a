"""The field in which code is read and written: places are marked, faults underlined with their reason."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from app.code.syntax import Underline
from app.code.written import Span
from app.look import look
from app.look.fonts import mono_font
from app.look.tokens import SMALL
from app.panels.code_colours import Colours


class CodeEditor(QPlainTextEdit):
    """Places in its text are Python's: counted in characters from 0."""

    apply_wanted = Signal()
    discard_wanted = Signal()
    undo_wanted = Signal()  # when nothing that was typed is left to undo
    redo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code")
        self.setAccessibleName("The model as code")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.colours = Colours(self.document())
        self._marked: tuple[Span, ...] = ()
        self._underlines: tuple[Underline, ...] = ()
        self._is_wide = False
        self.textChanged.connect(self._measure)
        look.changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str) -> None:
        """Another text in place of this one; what is seen stays where it was."""
        bars = self.verticalScrollBar(), self.horizontalScrollBar()
        places = [bar.value() for bar in bars]
        cursor = self.textCursor().position()
        self._marked, self._underlines = (), ()
        self.setPlainText(text)
        moved = self.textCursor()
        moved.setPosition(min(cursor, self.document().characterCount() - 1))
        self.setTextCursor(moved)
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)

    def chosen(self) -> Span:
        """From and up to where the text is selected; twice the cursor's place when nothing is."""
        cursor = self.textCursor()
        return self._from_qt(cursor.selectionStart()), self._from_qt(cursor.selectionEnd())

    def mark(self, spans: Iterable[Span]) -> None:
        """Puts a ground under these places."""
        self._marked = tuple(spans)
        self._show_marks()

    def underline(self, underlines: Iterable[Underline]) -> None:
        """Underlines these places; what is said about them is shown under the pointer."""
        self._underlines = tuple(underlines)
        self._show_marks()

    def reveal(self, span: Span) -> None:
        """Scrolls until the place can be seen; the cursor stays where it is."""
        line = self.line_of(span[0]) - 1
        bar = self.verticalScrollBar()
        if not bar.value() <= line < bar.value() + bar.pageStep():
            bar.setValue(line - bar.pageStep() // 2)

    def line_of(self, place: int) -> int:
        """The number of the line, from 1."""
        return self.document().findBlock(self._to_qt(place)).blockNumber() + 1

    # How it looks.

    def _dress(self) -> None:
        self.setFont(mono_font(look.scaled(SMALL)))
        self._show_marks()

    def _show_marks(self) -> None:
        ground, wave = QTextCharFormat(), QTextCharFormat()
        ground.setBackground(look.colour("selection"))
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(look.colour("fault"))
        wave.setBackground(look.colour("fault_fill"))
        places = [(span, ground) for span in self._marked]
        places += [((line.start, max(line.end, line.start + 1)), wave) for line in self._underlines]
        self.setExtraSelections([self._extra(*place) for place in places])

    def _extra(self, span: Span, shown: QTextCharFormat) -> QTextEdit.ExtraSelection:
        extra = QTextEdit.ExtraSelection()
        extra.cursor = self._cursor(*span)
        extra.format = shown
        return extra

    # Places: Qt counts what lies beyond the first 65,536 characters of Unicode twice.

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(self._to_qt(start), last))
        cursor.setPosition(min(self._to_qt(end), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _to_qt(self, place: int) -> int:
        if not self._is_wide:
            return place
        return len(self.toPlainText()[:place].encode("utf-16-le")) // 2

    def _from_qt(self, place: int) -> int:
        if not self._is_wide:
            return place
        return len(self.toPlainText().encode("utf-16-le")[: 2 * place].decode("utf-16-le", "ignore"))

    def _measure(self) -> None:
        """Notes whether there are characters that Qt counts twice."""
        self._is_wide = max(self.toPlainText(), default="") > "\uffff"

    # Keys and tooltips.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.apply_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.discard_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable():
            self.redo_wanted.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._from_qt(self.cursorForPosition(event.pos()).position())
            words = [line.message for line in self._underlines if line.start <= place <= line.end]
            QToolTip.showText(event.globalPos(), "\n".join(words), self)
            return True
        return super().event(event)
