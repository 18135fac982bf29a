"""The colours of code: modules, comments, numbers and texts, the language's own words."""

from __future__ import annotations

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from app.code.colouring import coloured
from app.code.languages import LUA
from app.look import look
from app.look.tokens import STRONG

TOKENS = {
    "comment": "text_muted",
    "module": "selected",
    "number": "ok_text",
    "text": "ok_text",
    "word": "text",
}
"""The theme's colour for each kind."""


class Colours(QSyntaxHighlighter):
    """Colours a document, now and whenever it or the theme changes."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._language = LUA
        self._open: list[str] = [""]  # a block's state is the number of what it leaves open
        self._formats: dict[str, QTextCharFormat] = {}
        look.changed.connect(self._dress)
        self._dress()

    def set_language(self, language: str) -> None:
        if language != self._language:
            self._language = language
            self.rehighlight()

    def _dress(self) -> None:
        for kind, token in TOKENS.items():
            shown = QTextCharFormat()
            shown.setForeground(look.colour(token))
            if kind == "word":
                shown.setFontWeight(QFont.Weight(STRONG))
            self._formats[kind] = shown
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        before = max(self.previousBlockState(), 0)
        found, inside = coloured(text, self._language, self._open[before])
        for start, end, kind in found:
            self.setFormat(start, end - start, self._formats[kind])
        if inside not in self._open:
            self._open.append(inside)
        self.setCurrentBlockState(self._open.index(inside))
