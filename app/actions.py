"""The commands as Qt's actions: what menus, bars and keys show, kept true to what is allowed just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from app.commands import everything
from app.commands.command import Command
from app.look.icons import icon

if TYPE_CHECKING:
    from app.window import Window


class Actions(QObject):
    """One action for each command, by the command's id."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._commands = {command.id: command for command in everything()}
        self.by_id = {id: self._make(command) for id, command in self._commands.items()}

    def __getitem__(self, id: str) -> QAction:
        return self.by_id[id]

    def refresh(self) -> None:
        """Brings what is allowed and what is switched on up to date, with the reasons in the tooltips."""
        for id, command in self._commands.items():
            why_not = command.why_not(self._window)
            action = self.by_id[id]
            action.setEnabled(not why_not)
            action.setToolTip(_tooltip(command, why_not))
            if command.checked is not None:
                action.setChecked(command.checked(self._window))

    def _make(self, command: Command) -> QAction:
        action = QAction(command.title, self._window)
        action.setObjectName(command.id)
        action.setStatusTip(command.tip)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
        action.setCheckable(command.checked is not None)
        if command.on_canvas:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._window.canvas.addAction(action)
        else:
            self._window.addAction(action)
        action.triggered.connect(lambda _=False: self._do(command))
        return action

    def _do(self, command: Command) -> None:
        """Runs the command if it is allowed; else says why not."""
        if why_not := command.why_not(self._window):
            self._window.session.said.emit(why_not)
        else:
            command.act(self._window)
        self.refresh()


def _tooltip(command: Command, why_not: str) -> str:
    keys = [QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText) for each in command.shortcuts]
    head = f"<b>{command.words}</b>" + (f"&nbsp;&nbsp;{keys[0]}" if keys else "")
    return f"<p>{head}<br>{command.tip}." + (f"<br><i>{why_not}</i>" if why_not else "") + "</p>"
