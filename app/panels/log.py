"""The log: the loss of every finished epoch, to all its digits."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.look import look
from app.look.fonts import mono_font
from app.look.tokens import GRID, SMALL
from app.runner import Runner
from app.session import Session

HEAD, TAIL = 500, 100
"""Of a long run the first and the last epochs are shown."""
PAUSE = 200
"""Milliseconds between two updates while it runs."""


class LogPanel(QWidget):
    """Follows the runner. While some of the text is selected it stands still, to be copied."""

    def __init__(self, session: Session, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("logPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._runner = runner
        self._shown: list[tuple[int, float]] = []  # the lines without the fold
        self._is_stale = False
        self._since = QElapsedTimer()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)
        self.text = self._field()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.text)
        runner.progressed.connect(self._ask)
        runner.state_changed.connect(self._ask)
        session.history_changed.connect(self._ask_anew)
        look.changed.connect(self._dress)
        self._dress()
        self.refresh()

    def _field(self) -> QPlainTextEdit:
        text = QPlainTextEdit(self)
        text.setObjectName("lossLog")
        text.setAccessibleName("The loss of each epoch")
        text.setToolTip("The mean loss of each finished epoch, to all its digits")
        text.setPlaceholderText("The loss of each epoch is written here.")
        text.setReadOnly(True)
        text.setUndoRedoEnabled(False)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.selectionChanged.connect(self._ask)
        return text

    def _dress(self) -> None:
        self.text.setFont(mono_font(look.scaled(SMALL)))

    def _ask_anew(self) -> None:
        """After undo, rewind or opening a file the first epochs may be others."""
        self._is_stale = True
        self._ask()

    def _ask(self) -> None:
        """Writes soon, at most once in PAUSE."""
        if not self._later.isActive():
            rest = PAUSE - self._since.elapsed() if self._since.isValid() else 0
            self._later.start(max(rest, 0))

    def refresh(self) -> None:
        """Writes what is new."""
        if self.text.textCursor().hasSelection():
            return
        self._since.start()
        lines = self._wanted()
        if lines == self._shown:
            return
        old = self._shown
        if len(lines) > len(old) and lines[: len(old)] == old and not _fold(lines, HEAD):
            self._append(lines[len(old) :])
        elif len(old) >= HEAD and lines[:HEAD] == old[:HEAD]:
            self._replace(lines)
        else:
            self.text.setPlainText(_text(lines))
        self._shown = lines
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _wanted(self) -> list[tuple[int, float]]:
        """The epochs to be shown."""
        runner = self._runner
        epoch = runner.epoch
        if epoch <= HEAD + TAIL:
            return runner.epoch_losses(0)
        head = self._shown[:HEAD]
        if len(head) < HEAD or self._is_stale:
            head = runner.epoch_losses(0)[:HEAD]
        self._is_stale = False
        return head + runner.epoch_losses(epoch - TAIL)

    def _append(self, lines: list[tuple[int, float]]) -> None:
        self.text.appendPlainText(_text(lines))

    def _replace(self, lines: list[tuple[int, float]]) -> None:
        """Writes all behind the head anew."""
        cursor = QTextCursor(self.text.document().findBlockByNumber(HEAD - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(f"\n{_fold(lines, HEAD)}{_text(lines[HEAD:])}")


def _text(lines: list[tuple[int, float]]) -> str:
    """One line an epoch; what is left out between two of them is said."""
    written = []
    for place, (epoch, loss) in enumerate(lines):
        written.append(f"{_fold(lines, place)}epoch {epoch}, loss: {loss:.14g}")
    return "\n".join(written)


def _fold(lines: list[tuple[int, float]], place: int) -> str:
    """The line before `place` that says how many epochs are left out there; "" for none."""
    if not 0 < place < len(lines):
        return ""
    missing = lines[place][0] - lines[place - 1][0] - 1
    return f"… {missing:,} epochs are not shown …\n" if missing else ""
