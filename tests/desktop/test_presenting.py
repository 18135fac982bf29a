"""A lecture in a real window on a screen of 1920 × 1080: F11, a presenter's remote, the pen, Esc."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.canvas.layout.arrange import arrange
from app.document import edits
from app.document.check import check
from app.document.model import Checkpoint
from app.files.model_file import save
from app.look.tokens import DARK, LIGHT
from tests.desktop import xvfb
from tests.desktop.builder import Builder
from tests.desktop.driver import Desktop
from tests.desktop.networks import NETWORKS, built

WIDE, HIGH = 1920, 1080


@pytest.fixture
def lecturer(qapp: QApplication, display: xvfb.Display, tmp_path: Path) -> Iterator[Desktop]:
    """With the residual network open. (`display`: where there can be none, there is none here either.)"""
    document = built(NETWORKS["residual"])
    file = tmp_path / "residual.netloom"
    save(file, edits.move(document, arrange(document, check(document))), Checkpoint())
    with xvfb.display(WIDE, HIGH) as screen:
        person = Desktop(screen, tmp_path)
        person.start(file)
        person.come_forward()
        Builder(person).still({"slot": "data"})
        yield person
        person.close()


def window(person: Desktop) -> dict[str, Any]:
    """Where the window is."""
    found: dict[str, Any] = person.probe.ask({"find": "window"})
    return {side: found[side] for side in "xywh"}


def wait_for_size(person: Desktop, wide: int, high: int) -> None:
    person.probe.wait_until({"find": "window"}, lambda found: (found["w"], found["h"]) == (wide, high))


def middle(picture: QImage) -> QColor:
    return picture.pixelColor(5, HIGH - 5)


def test_a_lecture_begins_and_ends_with_the_desk_as_it_was(lecturer: Desktop) -> None:
    person, hand, keys = lecturer, Builder(lecturer), lecturer.keyboard
    before, card = window(person), hand.still({"card": "Tanh"})
    keys.press("F11")
    wait_for_size(person, WIDE, HIGH)
    large = hand.still({"card": "Tanh"})
    assert large.h > 1.9 * card.h
    assert middle(person.display.picture()) == QColor(LIGHT.canvas)
    keys.press("Next")
    person.probe.wait_until({"find": "breadcrumb"}, lambda found: found["visible"])
    keys.press("b")
    hand.probe.wait_until({"find": "blank"}, lambda found: found["visible"])
    keys.press("b")
    hand.probe.wait_until({"find": "blank"}, lambda found: not found["visible"])
    keys.press("p")
    person.mouse.drag((400, 900), (900, 950))
    keys.press("Escape")
    keys.press("Prior")
    person.probe.wait_until({"find": "breadcrumb"}, lambda found: not found["visible"])
    keys.press("Escape")
    wait_for_size(person, before["w"], before["h"])
    assert hand.still({"card": "Tanh"}) == card
    assert window(person) == before
    assert middle(person.display.picture()) != QColor(DARK.canvas)
