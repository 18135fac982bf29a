"""The hint line: what a held key will do at the pointer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

Key = Qt.Key
KEYS = {"shift": Key.Key_Shift, "ctrl": Key.Key_Control, "alt": Key.Key_Alt, "space": Key.Key_Space}


@pytest.fixture
def said(hand, chain) -> Iterator[tuple]:
    """A hand, and the last words of the hint line."""
    h = hand(chain)
    words = [""]
    h.view.hinted.connect(lambda text: words.__setitem__(0, text))
    return h, words


@pytest.mark.parametrize(
    ("where", "key", "words"),
    [
        ("card", "shift", "adds this card to the selection"),
        ("card", "ctrl", "or takes it out"),
        ("card", "alt", "without snapping"),
        ("wire", "shift", "adds this wire"),
        ("port", "alt", "removes the wires of this port"),
        ("free", "shift", "adds what it touches"),
        ("free", "ctrl", "or takes it out"),
        ("free", "space", "moves the view"),
        ("card", "space", "moves the view"),
    ],
)
def test_a_held_key_says_what_it_will_do_and_the_words_go_with_it(said, where, key, words):
    h, hint = said
    spots = {
        "card": lambda: h.card(2),
        "wire": lambda: h.at({"wire": [0, 1, 2, 0]}),
        "port": lambda: h.port("out", 1),
        "free": lambda: QPoint(20, 20),
    }
    h.move(spots[where]())
    assert hint == [""]
    QTest.keyPress(h.view, KEYS[key])
    assert words in hint[0]
    QTest.keyRelease(h.view, KEYS[key])
    assert hint == [""]


def test_the_words_follow_the_pointer(said):
    h, hint = said
    h.move(h.card(2))
    QTest.keyPress(h.view, Key.Key_Space)
    QTest.keyRelease(h.view, Key.Key_Space)
    QTest.keyPress(h.view, Key.Key_Control)
    assert "card" in hint[0]
    QTest.keyRelease(h.view, Key.Key_Control)
    h.move(QPoint(20, 20))
    assert hint == [""]


def test_a_gesture_under_way_keeps_its_own_words(said):
    h, hint = said
    h.drag(h.card(2), h.card(2) + QPoint(0, 90), release=False)
    words = hint[0]
    assert words
    QTest.keyPress(h.view, Key.Key_Shift)
    assert hint == [words]
    QTest.keyRelease(h.view, Key.Key_Shift)
    h.key(Key.Key_Escape)
