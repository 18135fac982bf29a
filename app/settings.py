"""What is kept from one start to the next. Each setting is declared once, with its default and what it means;
the store, the dialog and its refusals are read off that.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths, Signal

from app.look import Mode
from nncore.errors import NNError
from nncore.spec import Arg, Choice, Flag, Int, Number

RECENT = 10
"""How many recent files are remembered, unless the person wants more or fewer."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that a person can set: on which page, under which title, and what may be set."""

    page: str
    title: str
    value: Arg


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "Look",
        "Theme",
        Choice(
            "theme",
            "light for a projector, dark for the desk, system as the desktop has it",
            "system",
            ("system", "light", "dark"),
        ),
    ),
    Setting(
        "Look",
        "Text size, %",
        Int(
            "text_size",
            "the size of the window's words and controls; the canvas has its own zoom",
            100,
            90,
            300,
        ),
    ),
    Setting(
        "Look",
        "Motion",
        Choice(
            "motion",
            "reduced shows at once where things go; system as the desktop wishes",
            "system",
            ("system", "full", "reduced"),
        ),
    ),
    Setting(
        "Look",
        "Hint line",
        Flag("hints", "says at the bottom what a gesture or a held key will do", True),
    ),
    Setting(
        "Work",
        "Snapping",
        Flag("snapping", "draws a card that is dragged onto the lines of its neighbours", True),
    ),
    Setting(
        "Work",
        "Minimap",
        Flag("minimap", "shows the whole model small in a corner while a part of it is seen", True),
    ),
    Setting(
        "Work",
        "Recovery copy after, s",
        Number(
            "recovery",
            "seconds of rest after a change until unsaved work is copied, to survive a crash",
            2.0,
            0.5,
            600,
        ),
    ),
    Setting(
        "Presenting",
        "Theme",
        Choice(
            "present_theme",
            "of what is presented; same as the window has it",
            "light",
            ("light", "dark", "same"),
        ),
    ),
    Setting(
        "Presenting",
        "Free at the bottom, %",
        Int("present_foot", "the share of the picture that heads would hide", 0, 0, 50),
    ),
    Setting(
        "Work", "Recent files", Int("recent_files", "how many are remembered in the File menu", RECENT, 0, 30)
    ),
)
"""In the order of the dialog. `value.name` is the name in the store."""

_BY_NAME = {setting.value.name: setting.value for setting in SETTINGS}


class Settings(QObject):
    """The person's settings, where the system keeps such; a value without sense counts as the default."""

    changed = Signal(str)  # a setting's name

    def __init__(self) -> None:
        super().__init__()
        self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "netloom", "netloom")

    def get(self, name: str) -> Any:
        """The value of a declared setting. Raises KeyError for any other name."""
        arg = _BY_NAME[name]
        text = self._store.value(f"settings/{name}")
        try:
            return arg.default if text is None else arg.check(json.loads(str(text)))
        except (NNError, ValueError):
            return arg.default

    def set(self, name: str, value: Any) -> None:
        """Keeps a value; None takes the setting back to its default.

        Raises:
            NNError: when it does not fit, with the allowed range.
        """
        arg, before = _BY_NAME[name], self.get(name)
        if value is None:
            self._store.remove(f"settings/{name}")
        else:
            self._store.setValue(f"settings/{name}", json.dumps(arg.check(value)))
        if self.get(name) != before:
            self.changed.emit(name)

    @property
    def theme(self) -> Mode:
        """Light, dark, or as the desktop has it."""
        return cast(Mode, self.get("theme"))

    @theme.setter
    def theme(self, mode: Mode) -> None:
        self.set("theme", mode)

    @property
    def scale(self) -> float:
        """The size of the window's words, 1 at 100 %."""
        return float(self.get("text_size")) / 100

    @scale.setter
    def scale(self, scale: float) -> None:
        self.set("text_size", round(scale * 100))

    # Keys and searches.

    def keys(self, command: str) -> tuple[str, ...] | None:
        """The keys that the person gave a command; None when it has its own."""
        return self._names(f"keys/{command}")

    def set_keys(self, command: str, keys: tuple[str, ...] | None) -> None:
        self._set_names(f"keys/{command}", keys)

    def lately(self, what: str) -> tuple[str, ...]:
        """What was chosen last in the search for `what`, the latest first."""
        return self._names(f"lately/{what}") or ()

    def chose(self, what: str, name: str, most: int = 5) -> None:
        """Notes that `name` was chosen in the search for `what`."""
        others = [other for other in self.lately(what) if other != name]
        self._set_names(f"lately/{what}", (name, *others)[:most])

    @property
    def plots(self) -> tuple[str, ...]:
        """The ids of the plots that were shown last; empty before any were chosen."""
        return self._names("plots/shown") or ()

    @plots.setter
    def plots(self, ids: tuple[str, ...]) -> None:
        self._set_names("plots/shown", ids)

    def _names(self, key: str) -> tuple[str, ...] | None:
        try:
            value = json.loads(str(self._store.value(key, "null")))
        except ValueError:
            return None
        return tuple(map(str, value)) if isinstance(value, list) else None

    def _set_names(self, key: str, names: tuple[str, ...] | None) -> None:
        if names is None:
            self._store.remove(key)
        else:
            self._store.setValue(key, json.dumps(names))

    # Files and places.

    @property
    def recent(self) -> list[Path]:
        """The files opened or saved last, the latest first, those that are gone left out."""
        value = self._store.value("recent", [])
        names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        found = [path for path in map(Path, filter(None, map(str, names))) if path.exists()]
        return found[: self.get("recent_files")]

    def used(self, path: Path) -> None:
        """Puts `path` at the head of the recent files."""
        path = path.resolve()
        others = [other for other in self.recent if other != path]
        self._store.setValue("recent", [str(each) for each in (path, *others)][: self.get("recent_files")])

    def forget_recent(self) -> None:
        self._store.remove("recent")

    @property
    def state_folder(self) -> Path:
        """Where unsaved work on models without a file is kept."""
        return (
            Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
            / "unsaved"
        )

    @property
    def layout(self) -> tuple[QByteArray, QByteArray] | None:
        """The window's place and its panels' places, as Qt saves them."""
        geometry, state = self._store.value("window/geometry"), self._store.value("window/state")
        return (
            (geometry, state) if isinstance(geometry, QByteArray) and isinstance(state, QByteArray) else None
        )

    @layout.setter
    def layout(self, layout: tuple[QByteArray, QByteArray]) -> None:
        self._store.setValue("window/geometry", layout[0])
        self._store.setValue("window/state", layout[1])
