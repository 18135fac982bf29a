"""The search for commands: every command there is, with its keys; those not allowed say why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.actions import Actions
from app.commands.command import Command
from app.finder.finder import Finder
from app.finder.fuzzy import rank
from app.finder.row import Row

if TYPE_CHECKING:
    from app.window import Window

_SELF = "command_search"


class CommandSearch(QObject):
    """Opens over the window. What was chosen last stands first while nothing is typed."""

    def __init__(self, window: Window, actions: Actions) -> None:
        super().__init__(window)
        self._actions, self._settings = actions, window.settings
        self.finder = Finder(window, self._find, "commands", "Find a command", "No command fits “{}”.")
        self.finder.chosen.connect(self._run)
        self.finder.refused.connect(window.session.said)

    def open(self) -> None:
        self.finder.open_at(None, width=560)

    def _find(self, query: str) -> list[Row]:
        commands = [each for each in self._actions.keymap.commands.values() if each.id != _SELF]
        found = ranked(query, commands, self._settings.lately("commands"))
        return [self._row(command) for command in found]

    def _row(self, command: Command) -> Row:
        keys = self._actions.keymap.shown(command)
        why_not = self._actions.why_not(command)
        return Row(command.id, command.full, command.tip, keys, why_not, command.icon)

    def _run(self, id: str) -> None:
        self._settings.chose("commands", id)
        self._actions[id].trigger()


def ranked(query: str, commands: Iterable[Command], lately: tuple[str, ...]) -> list[Command]:
    """Those that fit, best first; among equals those chosen lately, then as in the menus."""
    late = {id: place for place, id in enumerate(lately)}
    found = []
    for place, command in enumerate(commands):
        far = rank(query, command.full, command.tip)
        if far is not None:
            found.append(((far, late.get(command.id, len(late)), place), command))
    return [command for _, command in sorted(found, key=lambda pair: pair[0])]
