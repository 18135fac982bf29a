"""What a screen reader finds on the canvas, asked as it would ask."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from app.canvas import accessible
from app.document import edits
from app.document.examples import sparse_dense
from tests.app.canvas.hand import Hand

NAME = QAccessible.Text.Name


@pytest.fixture
def hand(qtbot: Any) -> Hand:
    accessible.install()
    return Hand(sparse_dense(), qtbot)


def cards(hand: Hand) -> list[Any]:
    canvas: Any = QAccessible.queryAccessibleInterface(hand.view)
    return [canvas.child(number) for number in range(canvas.childCount())]


def test_it_is_a_list_of_cards_along_the_flow(hand: Hand) -> None:
    canvas: Any = QAccessible.queryAccessibleInterface(hand.view)
    assert (canvas.role(), canvas.text(NAME)) == (QAccessible.Role.List, "Canvas")
    found = cards(hand)
    assert {card.role() for card in found} == {QAccessible.Role.ListItem}
    assert [canvas.indexOfChild(card) for card in found] == list(range(len(found)))
    names = [card.text(NAME) for card in found]
    assert [name.split()[0].rstrip(",") for name in names[1:]] == [
        "ParallelTable",
        "LookupTable",
        "Linear",
        "CAddTable",
        "MSECriterion",
    ]
    assert "Linear 3 → 2" in names[3]
    assert "gets N×3, gives N×2" in names[3]


def test_states_and_the_focus_follow_the_keyboard(hand: Hand) -> None:
    QTest.keyClick(hand.view, Qt.Key.Key_Tab)
    QTest.keyClick(hand.view, Qt.Key.Key_Tab)
    found = cards(hand)
    assert [bool(card.state().selected) for card in found] == [False, True, False, False, False, False]
    assert [bool(card.state().focused) for card in found] == [False, True, False, False, False, False]
    canvas: Any = QAccessible.queryAccessibleInterface(hand.view)
    assert canvas.focusChild().text(NAME) == found[1].text(NAME)


def test_a_card_is_found_where_it_is_seen(hand: Hand) -> None:
    canvas: Any = QAccessible.queryAccessibleInterface(hand.view)
    for card in cards(hand)[2:]:
        middle: QPoint = card.rect().center()
        assert canvas.childAt(middle.x(), middle.y()).text(NAME) == card.text(NAME)


def test_faults_are_heard_and_cards_that_are_gone_are_not_valid(hand: Hand) -> None:
    lookup, linear = cards(hand)[2:4]
    hand.session.attempt("Set", lambda doc: edits.set_arguments(doc, linear.id, {"inputSize": 7}))
    assert hand.session.check.faults[linear.id].text.rstrip(".") in linear.text(NAME)
    hand.session.attempt("Delete", lambda doc: edits.remove(doc, [lookup.id]))
    assert not lookup.isValid()
    assert lookup.state().invalid
    assert lookup.text(NAME) == ""
    assert len(cards(hand)) == 5


def test_what_is_frozen_is_heard(hand: Hand) -> None:
    linear = next(node.id for node in hand.document.root.walk() if node.module == "Linear")
    hand.session.attempt("Freeze", lambda document: edits.freeze(document, [linear]))
    assert [", frozen" in card.text(NAME) for card in cards(hand)].count(True) == 1
