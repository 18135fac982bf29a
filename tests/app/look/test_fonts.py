"""The bundled type is what Qt draws with, and its figures stand in columns."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QRawFont
from pytestqt.qtbot import QtBot

from app.look.fonts import mono_font, ui_font
from app.look.tokens import REGULAR, STRONG


@pytest.mark.parametrize("weight", [REGULAR, STRONG])
def test_the_bundled_faces_are_used(qtbot: QtBot, weight: int) -> None:
    for font, family in ((ui_font(14, weight), "Inter"), (mono_font(14, weight), "JetBrains Mono")):
        info = QFontInfo(font)
        assert (info.family(), info.weight(), info.pixelSize()) == (family, weight, 14)


def widths(font: QFontMetricsF, signs: str) -> set[float]:
    return {round(font.horizontalAdvance(sign), 3) for sign in signs}


@pytest.mark.parametrize("weight", [REGULAR, STRONG])
def test_figures_are_all_of_one_width(qtbot: QtBot, weight: int) -> None:
    assert len(widths(QFontMetricsF(ui_font(14, weight)), "0123456789")) == 1


def test_mono_is_mono(qtbot: QtBot) -> None:
    assert len(widths(QFontMetricsF(mono_font(13)), "0iWm.|")) == 1


@pytest.mark.parametrize("sign", "→×−·≤α∂∑")
def test_the_signs_of_the_mathematics_are_in_the_type(qtbot: QtBot, sign: str) -> None:
    faces = [QRawFont.fromFont(font(14)) for font in (ui_font, mono_font)]
    assert [face.familyName() for face in faces if not face.supportsCharacter(ord(sign))] == []
