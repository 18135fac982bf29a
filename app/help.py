"""The in-program help: pages of text from the resources, and the list of keys read off the commands."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from app import __version__, resources
from app.look import look

PAGES = {"first-steps": "First Steps", "keys": "Keys and Mouse", "about": "About Netloom"}


def markdown(page: str) -> str:
    """The text of a page, in Markdown."""
    text = resources.path("help", f"{page}.md").read_text(encoding="utf-8")
    return text.replace("{version}", __version__).replace("{keys}", _keys())


def _keys() -> str:
    """A table of all commands that have keys, menu by menu."""
    from app.commands import MENUS

    rows = []
    for _, title, commands in MENUS:
        rows.append(f"| **{title.replace('&', '')}** | | |")
        for command in filter(None, commands):
            if command.shortcuts:
                keys = " or ".join(QKeySequence(each).toString() for each in command.shortcuts)
                rows.append(f"| {escape(keys)} | {command.words} | {command.tip} |")
    return "\n".join(["| Keys | Command | What it does |", "|---|---|---|", *rows])


class HelpDialog(QDialog):
    """One page of help."""

    def __init__(self, page: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setWindowTitle(PAGES[page])
        text = QTextBrowser()
        text.setObjectName("helpText")
        text.setOpenExternalLinks(True)
        text.setMarkdown(markdown(page))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(text)
        column.addWidget(buttons)
        self.resize(look.scaled(720), look.scaled(560))
        self.finished.connect(self.deleteLater)
