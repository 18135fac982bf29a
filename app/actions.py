"""The commands as Qt's actions: what menus, bars and keys show, kept true to what is allowed just now."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from app.commands import everything
from app.commands.command import Command
from app.keymap import Keymap
from app.look.icons import icon
from app.named_keys import keys
from app.presenting.resting import why_resting

if TYPE_CHECKING:
    from app.window import Window


class Actions(QObject):
    """One action for each command, by the command's id."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.keymap = Keymap(window.settings, everything(), self)
        self._commands = self.keymap.commands
        self._said: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self.by_id = {id: self._make(command) for id, command in self._commands.items()}
        self.keymap.changed.connect(self._rekey)
        self._name_keys()

    def __getitem__(self, id: str) -> QAction:
        return self.by_id[id]

    def refresh(self) -> None:
        """Brings what is allowed and what is switched on up to date, with the reasons in the tooltips."""
        for id, command in self._commands.items():
            why_not = self.why_not(command)
            action = self.by_id[id]
            if self._said.get(id) != why_not:
                self._said[id] = why_not
                action.setEnabled(not why_not)
                action.setToolTip(_tooltip(command, self._keys[id], why_not))
            if command.checked is not None:
                action.setChecked(command.checked(self._window))

    def why_not(self, command: Command) -> str:
        """Why the command is not allowed just now; "" when it is."""
        return why_resting(self._window, command) or command.why_not(self._window)

    def _rekey(self) -> None:
        """The person gave other keys."""
        for id, command in self._commands.items():
            self.by_id[id].setShortcuts(self.keymap.sequences(command))
        self._said.clear()
        self._name_keys()
        self.refresh()

    def _name_keys(self) -> None:
        """For the sentences that name keys, and for the tooltips: to ask the settings takes long."""
        self._keys = {id: self.keymap.shown(command) for id, command in self._commands.items()}
        keys.take(self._keys)

    def _make(self, command: Command) -> QAction:
        action = QAction(command.title, self._window)
        action.setObjectName(command.id)
        action.setStatusTip(command.tip)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setShortcuts(self.keymap.sequences(command))
        action.setCheckable(command.checked is not None)
        if command.on_canvas or command.on_outline:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if command.on_canvas:
            self._window.canvas.addAction(action)
        if command.on_outline:
            self._window.outline.tree.addAction(action)
        if not (command.on_canvas or command.on_outline):
            self._window.addAction(action)
        action.triggered.connect(lambda _=False: self._do(command))
        return action

    def _do(self, command: Command) -> None:
        """Runs the command if it is allowed; else says why not."""
        if why_not := self.why_not(command):
            self._window.session.said.emit(why_not)
        else:
            command.act(self._window)
        self.refresh()


def _tooltip(command: Command, keys: str, why_not: str) -> str:
    head = f"<b>{command.full}</b>" + (f"&nbsp;&nbsp;{escape(keys)}" if keys else "")
    return f"<p>{head}<br>{command.tip}." + (f"<br><i>{why_not}</i>" if why_not else "") + "</p>"
