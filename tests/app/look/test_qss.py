"""The stylesheet is made of tokens only, and scales."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton, QSlider
from pytestqt.qtbot import QtBot

from app import resources
from app.look import look, restyle
from app.look.qss import stylesheet
from app.look.tokens import DARK, LIGHT, Theme


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_token_is_filled_and_every_mark_is_there(theme: Theme) -> None:
    sheet = stylesheet(theme)
    assert not re.search(r"@(?!text\)|mark)\w+[;, )]", re.sub(r"/\*.*?\*/", "", sheet, flags=re.S))
    marks = re.findall(r'url\("(.+?)"\)', sheet)
    assert len(set(marks)) > 5
    assert all(Path(mark).read_text(encoding="utf-8").count("<svg") == 1 for mark in marks)


def test_the_template_writes_no_colour_out() -> None:
    template = resources.path("themes", "window.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(", template)


def test_lengths_grow_with_the_scale_but_hairlines_stay() -> None:
    once, twice = stylesheet(LIGHT, 1.0), stylesheet(LIGHT, 2.0)
    assert "font-size: 12px" in once and "font-size: 24px" in twice
    assert "1px solid" in twice and "padding: 4px 8px" in once and "padding: 8px 16px" in twice


def test_the_two_themes_differ() -> None:
    assert LIGHT.background in stylesheet(LIGHT) and LIGHT.background not in stylesheet(DARK)


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 3.0])
def test_round_controls_stay_round(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    """Qt draws square corners where a radius is even a pixel too large."""
    slider, button = QSlider(Qt.Orientation.Horizontal), QRadioButton()
    qapp.setStyleSheet(stylesheet(LIGHT, scale))
    for widget in (slider, button):
        qtbot.addWidget(widget)
        widget.resize(400, 120)
        inside = marked(widget.grab().toImage(), LIGHT.raised)
        left, top = min(x for x, _ in inside), min(y for _, y in inside)
        assert not {(left, top), (left + 1, top), (left, top + 1)} <= set(inside)
    qapp.setStyleSheet("")


def marked(image: QImage, colour: str) -> list[tuple[int, int]]:
    cells = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return [cell for cell in cells if image.pixelColor(*cell).name() == colour]


def test_a_label_that_is_restyled_makes_room_for_its_paddings(qtbot: QtBot) -> None:
    label = QLabel("Words")
    qtbot.addWidget(label)
    look.apply(QApplication.instance())
    label.show()
    plain = label.sizeHint().height()
    restyle(label, role="ok")
    assert label.sizeHint().height() >= plain + 2 * 8
