"""What tells two runs apart: their settings in words, and which of them differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from app.document.described import title
from app.document.memo import Memo
from app.document.model import Document, Node, Training
from app.document.training import TITLES, optimiser_title

LEFT_OUT = ("epochs", "options", "schedule_options")
"""How long a run was meant to be does not tell it apart; options are named one by one."""
MODEL, DATA = "Model", "Data"


def settings(document: Document) -> dict[str, str]:
    """The settings that a document is trained with, in words, by their titles."""
    training = document.training
    found = {
        TITLES.get(field.name, field.name.capitalize()): _words(field.name, getattr(training, field.name))
        for field in fields(Training)
        if field.name not in LEFT_OUT
    }
    for options in (training.options, training.schedule_options):
        found |= {name: str(value) for name, value in options}
    return found | {MODEL: _model(document), DATA: _data(document)}


def differing(now: Document, others: Iterable[Document]) -> list[str]:
    """The titles of the settings in which any of these is not as `now`, in their usual order."""
    mine = settings(now)
    theirs = [settings(other) for other in others]
    titles = dict.fromkeys([*mine, *(title for each in theirs for title in each)])
    return [title for title in titles if any(each.get(title) != mine.get(title) for each in theirs)]


def _words(name: str, value: object) -> str:
    if name == "optimiser":
        return optimiser_title(str(value))
    if name == "batch_size" and value == 0:
        return "all"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "–" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _model(document: Document) -> str:
    """The modules that hold no others, with their sizes, and the criterion."""
    criterion = title(document.criterion) if document.criterion else ""
    return ", ".join(filter(None, (_leaves(document.root), criterion))) or "empty"


def _leaves(node: Node) -> str:
    """The modules within a node that hold no others; what an edit leaves alone is written already."""
    known = _written.get(node)
    if known is None:
        words = (_leaves(child) if child.children else title(child) for child in node.children)
        known = _written.put(node, ", ".join(words))
    return known


def _data(document: Document) -> str:
    data = document.data
    options = ", ".join(f"{name} {value}" for name, value in data.options)
    return f"{data.source} ({options})" if options else data.source


_written: Memo[str] = Memo()
