"""One page of settings: a form made from the declarations."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.look.tokens import GRID
from app.panels.form import Form
from app.settings import SETTINGS, Settings


class SettingsPage(QWidget):
    """Every change counts at once; a value that does not fit is refused below its field."""

    def __init__(self, page: str, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"settings:{page}")
        self._settings = settings
        declared = [setting for setting in SETTINGS if setting.page == page]
        self._names = [setting.value.name for setting in declared]
        titles = {setting.value.name: setting.title for setting in declared}
        self.form = Form([setting.value for setting in declared], self._give, "setting:", titles=titles)
        reset = QPushButton("Back to Defaults")
        reset.setObjectName(f"reset:{page}")
        reset.setToolTip("Every setting of this page as it was at first")
        reset.setAutoDefault(False)
        reset.clicked.connect(self._reset)
        column, foot = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.addWidget(self.form)
        column.addStretch(1)
        column.addLayout(foot)
        foot.addWidget(reset)
        foot.addStretch(1)
        settings.changed.connect(self._follow)
        self._follow()

    def _give(self, name: str, value: Any, merge: str) -> None:
        self._settings.set(name, value)

    def _reset(self) -> None:
        for name in self._names:
            self._settings.set(name, None)
        self._follow()

    def _follow(self) -> None:
        self.form.follow({name: self._settings.get(name) for name in self._names})
