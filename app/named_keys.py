"""Keys that are named in sentences, "Run (F5)": as the person has them now."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

_PLACE = re.compile(r" ?\[(\w+)\]")


class NamedKeys(QObject):
    """Fills the keys of commands into words. Who shows such words for long follows `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._keys: dict[str, str] = {}

    def take(self, keys: Mapping[str, str]) -> None:
        """From now on commands have these keys, by their ids; "" for none."""
        if keys != self._keys:
            self._keys = dict(keys)
            self.changed.emit()

    def of(self, command: str) -> str:
        """The keys of a command as people write them; "" when it has none."""
        if not self._keys:
            self._keys = _own()
        return self._keys[command]

    def said(self, words: str) -> str:
        """The words with `[run]` replaced by `(F5)`; without keys the place is left out."""

        def name(place: re.Match[str]) -> str:
            keys = self.of(place[1])
            return f"{' ' if place[0][0] == ' ' else ''}({keys})" if keys else ""

        return _PLACE.sub(name, words)


def _own() -> dict[str, str]:
    """The commands' own keys, while no window says otherwise."""
    from app.commands import everything
    from app.keymap import native

    return {each.id: native(each.shortcuts[0]) if each.shortcuts else "" for each in everything()}


keys = NamedKeys()
"""The program has one keyboard."""
