"""Cards are drawn onto their neighbours' lines while they are dragged, which thin lines show."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt

from app.document import edits
from app.document.model import Document
from tests.app.canvas.hand import Hand

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def h(hand) -> Hand:
    """A Linear at (200, 0) and a Tanh well below it, both without wires, seen at 100 %."""
    doc, _ = edits.add(Document(), "Linear", {"inputSize": 4, "outputSize": 3}, at=(200, 0))
    doc, _ = edits.add(doc, "Tanh", at=(400, 200))
    h = hand(doc)
    h.view.zoom_to(1.0)
    return h


def drag(h: Hand, dx: int, dy: int, keys=Qt.KeyboardModifier.NoModifier, release: bool = True) -> None:
    start = h.card(2)
    h.drag(start, start + QPoint(dx, dy), keys, release=release)


def at(h: Hand) -> tuple[float, float]:
    return h.document.node(2).at


def test_a_card_comes_onto_the_line_of_its_neighbours_ports(h):
    drag(h, 100, -189)
    assert at(h)[1] == 0


def test_a_card_comes_under_the_edge_of_its_neighbour(h):
    drag(h, -205, 0)
    assert at(h)[0] == 200


def test_with_alt_it_goes_to_the_nearest_grid_line(h):
    drag(h, 100, -189, ALT)
    assert at(h)[1] == 8


def test_without_the_switch_too(h):
    h.view.is_snapping = False
    drag(h, 100, -189)
    assert at(h)[1] == 8


def test_lines_show_what_is_shared_until_the_card_is_let_go(h):
    drag(h, -205, -150, release=False)
    guides = h.view.stage.overlay.preview.guides
    assert ((200, -12), (200, 116)) in guides
    h.mouse(QEvent.Type.MouseButtonRelease, h.card(2))
    assert not h.view.stage.overlay.preview.guides


def test_far_away_there_is_no_neighbour(h):
    drag(h, -205, 0, release=False)
    assert h.view.stage.overlay.preview.guides
    drag(h, 300, 600, release=False)
    assert not h.view.stage.overlay.preview.guides


def test_a_module_from_the_palette_snaps_too(h):
    spot = h.card(2) + QPoint(0, 96)
    h.hold_module("Tanh", spot + QPoint(3, 0))
    assert h.view.stage.overlay.preview.guides
    h.drop_module("Tanh", spot + QPoint(3, 0))
    assert h.document.node(3).at[0] == 400
