"""The fields in which one value is entered: a line of text, a number with arrows, a tick, a choice.

Each gives what was entered as `entered(value, is_step)`: text to be read for the first two, else the value
itself. `is_step` marks one of many small changes in a row, which are one act to undo.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QWidget

from app.panels.reading import step, written
from nncore.spec import Arg, Choice, Flag, Int, Number

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def editor_for(arg: Arg, parent: QWidget | None = None) -> Editor:
    """The field that suits the argument's kind."""
    if isinstance(arg, Flag):
        return TickEditor(arg, parent)
    if isinstance(arg, Choice):
        return ChoiceEditor(arg, parent)
    return NumberEditor(arg, parent) if isinstance(arg, (Int, Number)) else TextEditor(arg, parent)


class TextEditor(QLineEdit):
    """Gives its text at Enter, Tab, or when the keyboard goes elsewhere, if it was changed."""

    entered = Signal(object, bool)

    def __init__(self, arg: Arg, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.editingFinished.connect(self._finish)

    def show_value(self, value: Any) -> None:
        """Shows a value, not as something entered. None is an empty field."""
        self._shown = written(value)
        self.setText(self._shown)

    def hint(self, words: str) -> None:
        """What the empty field shows."""
        self.setPlaceholderText(words)

    def is_changed(self) -> bool:
        """Whether it shows something else than it was given."""
        return self.text() != self._shown

    def event(self, event: QEvent) -> bool:
        return _leaves_undo(event, self) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_changed():
            self.setText(self._shown)
            self.entered.emit(self._shown, False)
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        if self.is_changed():
            self.entered.emit(self.text(), False)


class NumberEditor(QAbstractSpinBox):
    """The same with arrows, keys and the wheel (when it has the keyboard) to count. It can be empty."""

    entered = Signal(object, bool)

    def __init__(self, arg: Arg, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arg = arg
        self._shown = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.editingFinished.connect(self._finish)

    def text_line(self) -> QLineEdit:
        """The line in it that holds the text."""
        return self.lineEdit()

    def show_value(self, value: Any) -> None:
        """Shows a value, not as something entered. None is an empty field."""
        self._shown = written(value)
        self.lineEdit().setText(self._shown)

    def hint(self, words: str) -> None:
        """What the empty field shows."""
        self.lineEdit().setPlaceholderText(words)

    def is_changed(self) -> bool:
        """Whether it shows something else than it was given."""
        return self.text() != self._shown

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        return QValidator.State.Acceptable, text, place  # refused when entered, with the reason in words

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        flag = QAbstractSpinBox.StepEnabledFlag
        return flag.StepUpEnabled | flag.StepDownEnabled

    def stepBy(self, steps: int) -> None:
        self.lineEdit().setText(step(self._arg, self.text(), steps))
        if self.is_changed():
            self.entered.emit(self.text(), True)

    def event(self, event: QEvent) -> bool:
        return _leaves_undo(event, self.lineEdit()) or super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # scrolling the form must not change what is under the pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_changed():
            self.lineEdit().setText(self._shown)
            self.entered.emit(self._shown, False)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.ShortcutFocusReason):
            self.selectAll()

    def _finish(self) -> None:
        if self.is_changed():
            self.entered.emit(self.text(), False)


class TickEditor(QCheckBox):
    """Yes or no."""

    entered = Signal(object, bool)

    def __init__(self, arg: Arg, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._default = arg.default
        self.clicked.connect(lambda is_on: self.entered.emit(is_on, False))
        self.toggled.connect(lambda is_on: self.setText("yes" if is_on else "no"))
        self.setText("no")

    def show_value(self, value: Any) -> None:
        """Shows a value; None is the default."""
        self.setChecked((self._default if value is None else value) is True)

    def hint(self, words: str) -> None:
        """It is never empty."""

    def is_changed(self) -> bool:
        return False


class ChoiceEditor(QComboBox):
    """One of a few words."""

    entered = Signal(object, bool)

    def __init__(self, arg: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arg = arg
        for option in arg.options:
            self.addItem(option, option)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda place: self.entered.emit(self.itemData(place), False))

    def show_value(self, value: Any) -> None:
        """Shows a value; None is the default, or no choice where there is none."""
        shown = self._arg.default if value is None else value
        self.setCurrentIndex(self.findData(str(shown)))

    def hint(self, words: str) -> None:
        """What it shows when nothing is chosen."""
        self.setPlaceholderText(words)

    def is_changed(self) -> bool:
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # as above


Editor = TextEditor | NumberEditor | TickEditor | ChoiceEditor


def _leaves_undo(event: QEvent, line: QLineEdit) -> bool:
    """Ctrl+Z takes back typing first; when there is none, it must reach the model's own undo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if not any(event.matches(key) for key in _UNDO) or line.isUndoAvailable() or line.isRedoAvailable():
        return False
    event.ignore()
    return True
