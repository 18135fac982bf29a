"""Pages of help: texts from the resources, or made of the description of a module."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from app import __version__, resources
from app.look import look

PAGES = {"first-steps": "First Steps", "presenting": "Presenting", "about": "About Netloom"}


def markdown(page: str) -> str:
    """The text of a page, in Markdown."""
    text = resources.path("help", f"{page}.md").read_text(encoding="utf-8")
    return text.replace("{version}", __version__)


class HelpDialog(QDialog):
    """One page of help."""

    def __init__(self, title: str, parent: QWidget, *, markdown: str = "", html: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setWindowTitle(title)
        text = QTextBrowser()
        text.setObjectName("helpText")
        text.setAccessibleName(title)
        text.setOpenExternalLinks(True)
        text.document().setDocumentMargin(look.scaled(16))
        if html:
            text.setHtml(html)
        else:
            text.setMarkdown(markdown)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(text)
        column.addWidget(buttons)
        self.resize(look.scaled(720), look.scaled(560))
        self.finished.connect(self.deleteLater)
