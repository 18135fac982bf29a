"""The settings: a tab for each page of the declarations, and one for the keys."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from app.keymap import Keymap
from app.look import look
from app.preferences.keys import KeysPage
from app.preferences.page import SettingsPage
from app.settings import SETTINGS, Settings


class SettingsDialog(QDialog):
    """What is changed here counts at once. `page` is the tab that is shown first."""

    def __init__(self, settings: Settings, keymap: Keymap, page: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self.setWindowTitle("Settings")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("settingsTabs")
        names = list(dict.fromkeys(setting.page for setting in SETTINGS))
        for name in names:
            self.tabs.addTab(SettingsPage(name, settings), name)
        self.tabs.addTab(KeysPage(keymap), "Keys")
        self.tabs.setCurrentIndex([*names, "Keys"].index(page))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs)
        column.addWidget(buttons)
        self.resize(look.scaled(640), look.scaled(600))
        self.finished.connect(self.deleteLater)
