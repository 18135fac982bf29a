"""Every icon is drawn, in the theme's colour, at the very size that is asked for."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from pytestqt.qtbot import QtBot

from app import resources
from app.look import look
from app.look.icons import app_icon, icon, pixmap

NAMES = sorted(file.stem for file in resources.path("icons").glob("*.svg") if file.stem != "netloom")
WANTED = """
    new open save save-as undo redo cut copy paste duplicate delete run pause step rewind new-seed
    zoom-in zoom-out zoom-100 frame-all frame-selection search wrap unwrap fold unfold log-axis
    linear-axis data table csv chart settings sun moon presentation help info warning fault lock lookup
    list plus x chevron-up chevron-down chevron-left chevron-right more pointer category-containers
    category-simple category-transfer category-table category-convolution category-criterions
    category-data
""".split()  # noqa: SIM905


@pytest.fixture(autouse=True)
def light(qtbot: QtBot) -> object:
    before = look.mode
    look.set_mode("light")
    yield
    look.set_mode(before)


def inked(image: QImage) -> list[QColor]:
    """The colours of the pixels that are all but opaque."""
    cells = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [cell for cell in cells if cell.alpha() > 250]


def image(wanted: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    return wanted.pixmap(QSize(32, 32), 1.0, mode).toImage()


def near(one: QColor, other: str) -> bool:
    wanted = QColor(other)
    gaps = (one.red() - wanted.red(), one.green() - wanted.green(), one.blue() - wanted.blue())
    return max(map(abs, gaps)) <= 2  # premultiplied pixels lose a little


def test_there_is_an_icon_for_every_action() -> None:
    assert set(WANTED) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_icon_is_drawn_in_the_words_colour(name: str) -> None:
    drawn = inked(image(icon(name)))
    assert drawn and all(near(cell, look.theme.text_muted) for cell in drawn)


def test_icons_follow_the_theme() -> None:
    save = icon("save")
    assert near(inked(image(save))[0], look.theme.text_muted)
    look.set_mode("dark")
    assert near(inked(image(save))[0], look.theme.text_muted)


def test_modes_and_tokens_have_their_colours() -> None:
    assert near(inked(image(icon("delete"), QIcon.Mode.Disabled))[0], look.theme.text_disabled)
    assert near(inked(image(icon("delete"), QIcon.Mode.Active))[0], look.theme.text)
    assert near(inked(image(icon("run", "on_accent")))[0], look.theme.on_accent)
    assert near(inked(image(icon("run", "on_accent"), QIcon.Mode.Disabled))[0], look.theme.text_disabled)
    assert near(inked(image(icon("category-simple", "simple")))[0], look.theme.category("simple"))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_icons_are_drawn_for_the_screens_own_pixels(ratio: float) -> None:
    made = icon("save").pixmap(QSize(20, 20), ratio)
    assert made.width() == round(20 * ratio)
    assert made.deviceIndependentSize().toSize() == QSize(20, 20)
    painted = pixmap("save", 20, "#000000", ratio)
    assert (painted.width(), painted.devicePixelRatio()) == (round(20 * ratio), ratio)


def test_an_unknown_icon_or_colour_is_refused() -> None:
    with pytest.raises(resources.ResourceError, match=r"nonsense\.svg"):
        icon("nonsense")
    with pytest.raises(AttributeError):
        icon("save", "no such colour")


def test_the_same_icon_is_made_once() -> None:
    assert icon("save") is icon("save")


def test_netlooms_own_icon_can_be_told_at_sixteen_pixels() -> None:
    small = app_icon().pixmap(QSize(16, 16), 1.0).toImage()
    assert len({cell.rgb() for cell in inked(small)}) > 20


def test_a_changed_copy_outlives_pythons_rubbish_collection() -> None:
    copies = [QIcon(icon("save")) for _ in range(20)]
    for copy in copies:
        copy.setIsMask(True)  # makes Qt ask for a twin of the engine
    gc.collect()
    assert not any(copy.pixmap(QSize(20, 20)).isNull() for copy in copies)
