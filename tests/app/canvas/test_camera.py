"""Zooming, panning, framing."""

from __future__ import annotations

from math import inf, isfinite, nan

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent

from app.canvas.camera import LEAST, MOST
from app.document.model import Document
from tests.app.canvas.hand import MIDDLE


def canvas(h, spot):
    point = h.view.camera.to_canvas(QPointF(spot))
    return point.x(), point.y()


def test_the_wheel_zooms_at_the_pointer(hand, chain):
    h = hand(chain)
    spot = h.card(3)
    before, scale = canvas(h, spot), h.view.camera.scale
    h.wheel(spot, 3)
    assert h.view.camera.scale > scale * 1.3
    after = canvas(h, spot)
    assert abs(after[0] - before[0]) < 1 and abs(after[1] - before[1]) < 1


@pytest.mark.parametrize("steps", [500, -500])
def test_the_zoom_has_ends(hand, chain, steps):
    h = hand(chain)
    for _ in range(3):
        h.wheel(h.at({"free": [0.2, 0.8]}), steps)
    assert h.view.camera.scale == (MOST if steps > 0 else LEAST)
    h.view.frame_all()
    assert h.view.camera.seen().encloses(h.plan.bounds())


@pytest.mark.parametrize("scale", [nan, inf, -inf, 0.0, -1.0])
def test_the_zoom_is_always_a_number(hand, scale):
    h = hand(Document())
    h.view.zoom_to(scale)
    h.view.zoom(scale)
    assert isfinite(h.view.camera.scale) and LEAST <= h.view.camera.scale <= MOST


def test_at_100_percent_a_pixel_is_a_pixel(hand, chain):
    h = hand(chain)
    h.view.zoom(0.37)
    h.view.zoom_to(1.0)
    assert h.view.where({"node": 1})["w"] == h.plan.rect(1).w


def test_the_middle_button_pans_and_so_does_space_with_the_left(hand, chain):
    h = hand(chain)
    for button, space in ((MIDDLE, False), (Qt.MouseButton.LeftButton, True)):
        before = h.card(2)
        if space:
            h.view.keyPressEvent(_space(press=True))
        h.drag(h.card(2), h.card(2) + QPointF(40, -30).toPoint(), button=button)
        if space:
            h.view.keyReleaseEvent(_space(press=False))
        moved = h.card(2) - before
        assert abs(moved.x() - 40) <= 1 and abs(moved.y() + 30) <= 1
    assert h.document is chain
    assert not h.session.selection


def test_all_or_the_selection_is_framed(hand, chain):
    h = hand(chain)
    h.view.zoom(3)
    h.view.frame_all()
    assert h.view.camera.seen().encloses(h.plan.bounds())
    h.session.select([2])
    h.view.frame_selection()
    x, y = h.view.camera.seen().centre
    u, v = h.plan.rect(2).centre
    assert abs(x - u) < 2 and abs(y - v) < 2


def test_opening_another_document_frames_it(hand, chain):
    h = hand(Document())
    h.session.replace(chain)
    assert h.view.camera.seen().encloses(h.plan.bounds())


def _space(press: bool):
    kind = QEvent.Type.KeyPress if press else QEvent.Type.KeyRelease
    return QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
