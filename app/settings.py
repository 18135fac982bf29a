"""What is kept from one start to the next: each setting once, with its default."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from app.look import Mode

RECENT = 10
"""How many recent files are remembered."""


class Settings:
    """The person's settings, where the system keeps such; a value without sense counts as the default."""

    def __init__(self) -> None:
        self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "netloom", "netloom")

    @property
    def theme(self) -> Mode:
        """Light, dark, or as the desktop has it."""
        value = self._store.value("theme", "system")
        return value if value in ("system", "light", "dark") else "system"

    @theme.setter
    def theme(self, mode: Mode) -> None:
        self._store.setValue("theme", mode)

    @property
    def scale(self) -> float:
        """The size of the window's words, 1 at 100 %."""
        try:
            return float(cast(Any, self._store.value("scale", 1.0)))
        except (TypeError, ValueError):
            return 1.0

    @scale.setter
    def scale(self, scale: float) -> None:
        self._store.setValue("scale", scale)

    @property
    def recent(self) -> list[Path]:
        """The files opened or saved last, the latest first, those that are gone left out."""
        value = self._store.value("recent", [])
        names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [path for path in map(Path, filter(None, map(str, names))) if path.exists()][:RECENT]

    def used(self, path: Path) -> None:
        """Puts `path` at the head of the recent files."""
        path = path.resolve()
        others = [other for other in self.recent if other != path]
        self._store.setValue("recent", [str(each) for each in (path, *others)][:RECENT])

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
