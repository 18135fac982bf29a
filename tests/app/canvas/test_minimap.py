"""The minimap: up while something is out of sight, and a way there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.look import look
from tests.app.canvas.hand import Hand

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def h(hand, chain) -> Hand:
    return hand(chain)


def test_it_is_up_only_while_something_is_out_of_sight(h):
    assert not h.view.minimap.isVisible()
    h.view.zoom_to(3.0)
    assert h.view.minimap.isVisible()
    h.view.frame_all()
    assert not h.view.minimap.isVisible()


def test_it_stays_away_when_it_is_not_wanted(h):
    h.view.minimap.show_always(False)
    h.view.zoom_to(3.0)
    assert not h.view.minimap.isVisible()
    h.view.minimap.show_always(True)
    assert h.view.minimap.isVisible()


def test_it_makes_way_on_a_small_canvas_and_for_what_is_dragged_in(h):
    h.view.zoom_to(3.0)
    port, shown = h.view.viewport(), h.view.minimap
    nothing, copy = QMimeData(), Qt.DropAction.CopyAction
    QApplication.sendEvent(port, QDragEnterEvent(QPoint(5, 5), copy, nothing, LEFT, NONE))
    assert not shown.isVisible()
    QApplication.sendEvent(port, QDragLeaveEvent())
    assert shown.isVisible()
    h.view.resize(300, 200)
    assert not shown.isVisible()


def test_a_click_goes_there_and_a_drag_takes_the_view_along(h):
    h.view.zoom_to(3.0)
    shown = h.view.minimap
    QTest.mousePress(shown, LEFT, NONE, QPoint(8, shown.height() // 2))
    left = h.view.camera.seen().centre
    assert left[0] < 100
    QTest.mouseMove(shown, QPoint(shown.width() - 8, shown.height() // 2))
    QTest.mouseRelease(shown, LEFT, NONE, QPoint(shown.width() - 8, shown.height() // 2))
    QTest.mouseClick(shown, LEFT, NONE, QPoint(shown.width() - 8, shown.height() // 2))
    assert h.view.camera.seen().centre[0] > 800
    assert h.view.camera.scale == 3.0


def test_its_picture_shows_cards_in_their_colours_once_it_rests(h, qtbot):
    h.view.zoom_to(3.0)

    def colours() -> set[str]:
        picture = h.view.minimap.grab().toImage()
        return {
            picture.pixelColor(x, y).name()
            for x in range(0, picture.width(), 2)
            for y in range(0, picture.height(), 2)
        }

    qtbot.waitUntil(lambda: look.theme.category("criterions") in colours())


def test_it_sits_in_the_corner_after_a_resize(h):
    h.view.resize(700, 500)
    h.view.zoom_to(3.0)
    rect = h.view.minimap.geometry()
    assert rect.right() < 700 and rect.bottom() < 500
    assert rect.right() > 660 and rect.bottom() > 460
