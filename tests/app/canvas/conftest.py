"""A hand on the canvas for every test here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.document import edits
from app.document.model import INPUT, OUTPUT, Document
from tests.app.canvas.hand import Hand
from tests.app.canvas.many_gestures import ManyGestures

GESTURES = pytest.StashKey[ManyGestures]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes beside the other tests is waited for at the end."""
    items.sort(key=_is_long)


def pytest_collection_finish(session: pytest.Session) -> None:
    if any(map(_is_long, session.items)) and not session.config.option.collectonly:
        session.config.stash[GESTURES] = ManyGestures()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if GESTURES in session.config.stash:
        session.config.stash[GESTURES].stop()


def _is_long(item: pytest.Item) -> bool:
    return item.name == "test_random_gestures"


@pytest.fixture
def hand(qtbot: Any) -> Callable[[Document], Hand]:
    """Makes a hand on a document; at the end, all that is shown must be where the geometry has it."""
    made: list[Hand] = []

    def make(document: Document) -> Hand:
        made.append(Hand(document, qtbot))
        return made[-1]

    yield make
    for one in made:
        one.check_shown()


@pytest.fixture
def chain() -> Document:
    """Data, Linear(4 → 3) as 1, Tanh as 2, Linear(3 → 1) as 3, MSECriterion as 4, wired in a line."""
    doc, one = edits.add(Document(), "Linear", {"inputSize": 4, "outputSize": 3}, at=(200, 0))
    doc, two = edits.add(doc, "Tanh", at=(400, 0))
    doc, three = edits.add(doc, "Linear", {"inputSize": 3, "outputSize": 1}, at=(600, 0))
    doc, _ = edits.add(doc, "MSECriterion", at=(800, 0))
    for source, target in ((INPUT, one), (one, two), (two, three), (three, OUTPUT)):
        doc = edits.connect(doc, 0, source, target)
    return doc
