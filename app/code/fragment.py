"""Part of a document, as it was read from a text."""

from __future__ import annotations

from dataclasses import dataclass

from app.code.written import Spans
from app.document.model import Node


@dataclass(frozen=True, slots=True)
class Fragment:
    """Attributes:
    root: a graph with what was read, wired to its ends where it is a model. Its ids, from 1, are its own.
    seed: for the first weights, where the text sets one.
    spans: where each module stands in the text.
    """

    root: Node
    criterion: Node | None
    seed: int | None
    spans: Spans
