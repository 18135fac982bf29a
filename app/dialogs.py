"""The dialogs that the window can open: settings, keys, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.document.index import index
from app.help.module import explained
from app.help.pages import PAGES, HelpDialog, markdown
from app.help.sheet import KeySheet
from app.preferences.dialog import SettingsDialog

if TYPE_CHECKING:
    from app.window import Window


class Dialogs:
    """Opens them over the window."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def settings(self, page: str) -> None:
        """The settings at one of their pages: "Look", "Work" or "Keys"."""
        window = self._window
        SettingsDialog(window.settings, window.actions_.keymap, page, window).open()

    def keys(self) -> None:
        """The sheet of keys."""
        sheet = KeySheet(self._window.actions_.keymap, self._window)
        sheet.change_wanted.connect(lambda: self.settings("Keys"))
        sheet.open()

    def help(self, page: str) -> None:
        """A page of help: "first-steps", "presenting" or "about"."""
        HelpDialog(PAGES[page], self._window, markdown=markdown(page)).open()

    def explain(self) -> None:
        """The page on the selected module; the first steps when none is selected, or several kinds."""
        session = self._window.session
        nodes = [index(session.document).nodes[id] for id in session.selected_nodes]
        if len({node.module for node in nodes}) == 1:
            page = explained(nodes[0], session.check)
            HelpDialog(nodes[0].module, self._window, html=page).open()
        else:
            self.help("first-steps")
