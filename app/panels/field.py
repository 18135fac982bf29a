"""One argument in a form: its name, its field, what it means, and why what was typed is refused."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.look import restyle
from app.panels.described import explain
from app.panels.editors import Editor, editor_for
from app.panels.reading import placeholder, read, refusal
from nncore.errors import NNError
from nncore.spec import REQUIRED, Arg


class Field(QObject):
    """A label, an editor and a note below; who makes it lays them out.

    `given(value, is_step)` hands over a value that fits; None takes the argument back to its default.
    """

    given = Signal(object, bool)
    refused = Signal(str)  # the reason in words; "" when what is shown fits

    def __init__(self, arg: Arg, name: str, parent: QWidget, title: str = "", has_note: bool = True) -> None:
        super().__init__(parent)
        self.arg = arg
        self._has_note = has_note
        self._told: Any = None
        self._followed: tuple[Any, bool, Any] | None = None
        self.editor: Editor = editor_for(arg, parent)
        self.editor.setObjectName(name)
        self.editor.setAccessibleName(title or arg.name)
        self.editor.setAccessibleDescription(explain(arg))
        self.editor.setToolTip(explain(arg))
        self.label = QLabel(title or arg.name, parent)
        self.label.setBuddy(self.editor)
        self.label.setToolTip(explain(arg))
        self.note = QLabel(parent)
        self.note.setObjectName(f"{name}:note")
        self.note.setWordWrap(True)
        self.editor.entered.connect(self._take)
        self._explain()

    @property
    def is_refused(self) -> bool:
        """Whether it shows something that does not fit."""
        return bool(self.editor.property("invalid"))

    def follow(self, value: Any, is_mixed: bool = False, told: Any = None) -> None:
        """Shows what the model has now. While that stays as it was, what is being typed is left alone.

        `is_mixed` says that several modules are edited together whose values differ; `value` is None then.
        `told` is what the wire tells where no value is given.
        """
        if (value, is_mixed, told) != self._followed:
            self._told = told
            self.show_value(value, is_mixed)

    def show_value(self, value: Any, is_mixed: bool = False) -> None:
        """Shows what the model has; what was typed or refused is gone."""
        self._followed = (value, is_mixed, self._told)
        was_refused = self.is_refused
        self.editor.show_value(value)
        self.editor.hint("different values" if is_mixed else placeholder(self.arg, self._told))
        if value is None and self.arg.default is REQUIRED and not is_mixed and not self.arg.follows:
            self._mark(f"Still needed: {self.arg.wants}.", "warning-note")
        else:
            self._explain()
        if was_refused:
            self.refused.emit("")

    def forget(self) -> None:
        """Shows the model's value in place of what was typed and not taken."""
        if self._followed is not None and (self.is_refused or self.editor.is_changed()):
            self.show_value(*self._followed[:2])

    def refuse(self, words: str) -> None:
        """Keeps what was typed, marked, with the reason below."""
        self._mark(words, "fault-note", invalid=True)
        self.refused.emit(words)

    def _take(self, entered: Any, is_step: bool) -> None:
        try:
            value = read(self.arg, entered) if isinstance(entered, str) else entered
        except NNError as error:
            self.refuse(refusal(self.arg, error))
            return
        self.given.emit(value, is_step)

    def _explain(self) -> None:
        meaning = self.arg.meaning
        self._mark(meaning[:1].upper() + meaning[1:] + "." if meaning else "", "small")

    def _mark(self, words: str, role: str, invalid: bool = False) -> None:
        self.note.setText(words)
        self.note.setVisible(self._has_note and bool(words))
        restyle(self.note, role=role)
        restyle(self.editor, invalid=invalid)
