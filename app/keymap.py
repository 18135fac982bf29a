"""Which keys each command has: its own, or those that the person gave it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from app.commands.command import Command
from app.commands.fixed import KEYS
from app.settings import Settings


class Keymap(QObject):
    """The keys in force. Menus, tooltips and help follow `changed`."""

    changed = Signal()

    def __init__(
        self, settings: Settings, commands: Iterable[Command], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.commands = {command.id: command for command in commands}

    def keys(self, command: Command) -> tuple[str, ...]:
        """As Qt writes them: ("Ctrl+Z",). The first is shown."""
        given = self._settings.keys(command.id)
        return command.shortcuts if given is None else given

    def sequences(self, command: Command) -> list[QKeySequence]:
        """The same as Qt takes them."""
        return [QKeySequence(keys) for keys in self.keys(command)]

    def shown(self, command: Command) -> str:
        """The first of them as people write it here; "" when there is none."""
        keys = self.keys(command)
        return native(keys[0]) if keys else ""

    def is_changed(self, command: Command) -> bool:
        """Whether they are not the command's own."""
        return self._settings.keys(command.id) is not None

    def give(self, command: Command, keys: Iterable[str]) -> None:
        """These keys and no others, whatever `why_not` says of them."""
        given = tuple(dict.fromkeys(QKeySequence(each).toString() for each in keys))
        own = tuple(QKeySequence(each).toString() for each in command.shortcuts)
        self._settings.set_keys(command.id, None if given == own else given)
        self.changed.emit()

    def reset(self, command: Command) -> None:
        """The command's own keys again."""
        self._settings.set_keys(command.id, None)
        self.changed.emit()

    def reset_all(self) -> None:
        """Every command's own keys again."""
        for id in self.commands:
            self._settings.set_keys(id, None)
        self.changed.emit()

    def why_not(self, command: Command, keys: str) -> str:
        """What is against giving `keys` to the command, in words; "" when nothing is."""
        wanted = QKeySequence(keys)
        if not wanted.toString():
            return "Press the keys that you want."
        for fixed in KEYS:
            if any(wanted == QKeySequence(each) for each in fixed.keys):
                return f"{native(keys)} is taken: on the canvas it {fixed.does}."
        if _types(wanted) and not command.on_canvas:
            return f"{native(keys)} is what one types in a field. Hold Ctrl or Alt with it, or take an F key."
        owner = self._owner(command, wanted)
        if owner is not None:
            return f"{native(keys)} belongs to {owner.full}. Take it away there first, or press other keys."
        return ""

    def why_not_reset(self, command: Command) -> str:
        """What is against the command's own keys, in words: another has them now. "" when nothing is."""
        reasons = (self.why_not(command, keys) for keys in command.shortcuts)
        return next(filter(None, reasons), "")

    def _owner(self, command: Command, wanted: QKeySequence) -> Command | None:
        for other in self.commands.values():
            take_turns = command.turns_with == other.id or other.turns_with == command.id
            if other is not command and not take_turns and wanted in self.sequences(other):
                return other
        return None


def native(keys: str) -> str:
    """Keys as people write them on this system."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _types(keys: QKeySequence) -> bool:
    """Whether pressing them writes something."""
    text = keys.toString()
    return len(text.removeprefix("Shift+")) == 1
