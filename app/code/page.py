"""The page a model is written on: its text, its variables, its language."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.code.languages import Dialect
from app.code.names import Names
from app.code.written import Sheet
from app.document.check import Check
from app.document.model import Document, NodeId


@dataclass(slots=True)
class Page:
    """Attributes:
    names: the names in use.
    variables: the modules that stand in a variable already, and its name.
    written: the modules that are written at all.
    referred: those that others of them are made for.
    """

    document: Document
    known: Check
    dialect: Dialect
    sheet: Sheet = field(default_factory=Sheet)
    names: Names = field(default_factory=Names)
    variables: dict[NodeId, str] = field(default_factory=dict)
    written: frozenset[NodeId] = frozenset()
    referred: frozenset[NodeId] = frozenset()

    def write(self, text: str) -> None:
        self.sheet.write(text)

    def table(self, texts: list[str]) -> str:
        """These in the language's brackets for a table."""
        opening, closing = self.dialect.brackets
        return opening + ", ".join(texts) + closing
