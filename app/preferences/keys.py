"""The page of keys: choose a command, press the keys it shall have."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.keymap import Keymap
from app.look import restyle
from app.look.icons import icon
from app.look.tokens import GRID
from app.preferences.keys_table import KeysTable


class KeysPage(QWidget):
    """Keys that another command has are refused, with its name."""

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings:Keys")
        self._keymap = keymap
        self.search = self._field()
        self.table = KeysTable(keymap)
        self._name, self._note = QLabel(), QLabel()
        self.pressed = QKeySequenceEdit()
        self.pressed.setObjectName("keysPressed")
        self.pressed.setAccessibleName("Press the keys")
        self.pressed.setMaximumSequenceLength(1)
        self.pressed.keySequenceChanged.connect(self._judge)
        self._use = _button(
            "Use", "keysUse", "The command gets these keys in place of its others", self._replace
        )
        self._add = _button("Add", "keysAdd", "The command gets these keys besides its others", self._append)
        self._none = _button("No Keys", "keysNone", "The command has no keys", self._clear)
        self._own = _button("Default", "keysDefault", "The command gets its first keys again", self._reset)
        self._lay_out()
        self.search.textChanged.connect(self.table.filter)
        self.table.chosen.connect(self._show)
        keymap.changed.connect(self._show)
        self._show()

    def _field(self) -> QLineEdit:
        field = QLineEdit(placeholderText="Find a command, or keys such as Ctrl+D")
        field.setObjectName("keysSearch")
        field.setAccessibleName("Find a command or keys")
        field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        field.setClearButtonEnabled(True)
        return field

    def _lay_out(self) -> None:
        column, line, foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        self._note.setObjectName("keysNote")
        self._note.setWordWrap(True)
        restyle(self._name, role="title")
        everything = _button(
            "All Defaults", "keysDefaults", "Every command gets its first keys again", self._keymap.reset_all
        )
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self._name)
        column.addLayout(line)
        column.addWidget(self._note)
        column.addLayout(foot)
        line.addWidget(self.pressed, 1)
        for button in (self._use, self._add, self._none, self._own):
            line.addWidget(button)
        foot.addWidget(everything)
        foot.addStretch(1)

    def _show(self) -> None:
        """Begins anew with the current command."""
        command = self.table.command
        self._name.setText(command.full if command else "")
        self.pressed.clear()
        self._judge()

    def _judge(self) -> None:
        """Says whether what was pressed may be given."""
        command, keys = self.table.command, self.pressed.keySequence().toString()
        why_not = self._keymap.why_not(command, keys) if command and keys else ""
        for button in (self._use, self._add):
            button.setEnabled(bool(command and keys and not why_not))
        self._none.setEnabled(bool(command and self._keymap.keys(command)))
        self._own.setEnabled(bool(command and self._keymap.is_changed(command)))
        hint = f"{command.tip}. Click the field and press the keys that it shall have." if command else ""
        self._say(why_not or hint, "fault-note" if why_not else "small")
        restyle(self.pressed, invalid=bool(why_not))

    def _say(self, words: str, role: str) -> None:
        self._note.setText(words)
        restyle(self._note, role=role)

    def _replace(self) -> None:
        if command := self.table.command:
            self._keymap.give(command, [self.pressed.keySequence().toString()])

    def _append(self) -> None:
        if command := self.table.command:
            self._keymap.give(command, [*self._keymap.keys(command), self.pressed.keySequence().toString()])

    def _clear(self) -> None:
        if command := self.table.command:
            self._keymap.give(command, [])

    def _reset(self) -> None:
        command = self.table.command
        if command is None:
            return
        if why_not := self._keymap.why_not_reset(command):
            self._say(why_not, "fault-note")
        else:
            self._keymap.reset(command)


def _button(text: str, name: str, tip: str, act: object) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button
