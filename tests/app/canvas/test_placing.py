"""New modules: dragged from the palette, or placed by a click; on the canvas, in frames, on wires."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication

from app.document import edits
from app.document.model import Document, Wire
from tests.app.canvas.hand import LEFT, NONE


def test_a_module_dropped_on_the_canvas_stands_there_and_is_selected(hand):
    h = hand(Document())
    h.drop_module("Linear", h.at({"free": [0.4, 0.3]}))
    new = h.module("Linear")
    x, y = h.document.node(new).at
    assert x % 8 == y % 8 == 0
    assert h.session.selection == {new}
    assert h.steps == ["Add Linear"]
    spot, middle = h.at({"free": [0.4, 0.3]}), h.card(new)
    assert abs(spot.x() - middle.x()) <= 12 and abs(spot.y() - middle.y()) <= 12


def test_while_it_is_dragged_it_shows_where_it_would_land(hand):
    h = hand(Document())
    h.hold_module("Tanh", h.at({"free": [0.4, 0.3]}))
    ((box, _),) = h.view.stage.overlay.preview.ghosts
    assert box.title == "Tanh"
    QApplication.sendEvent(h.view.viewport(), QDragLeaveEvent())
    assert not h.view.stage.overlay.preview.ghosts
    assert not h.document.root.children


def test_a_criterion_dropped_on_its_place_or_anywhere_is_the_models(hand):
    h = hand(Document())
    at = h.plan.place(h.plan.end_card())
    h.drop_module("MSECriterion", h.at({"slot": "criterion"}))
    assert h.document.criterion.module == "MSECriterion"
    assert h.document.root.ends[1] == at
    h.drop_module("ClassNLLCriterion", h.at({"free": [0.7, 0.2]}))
    assert h.document.criterion.module == "ClassNLLCriterion"
    assert h.document.root.ends[1] != at


@pytest.mark.parametrize("container", ["Sequential", "Concat", "ParallelTable"])
def test_modules_dropped_into_a_frame_become_its_children_in_that_order(hand, container):
    doc, frame = edits.add(Document(), container, at=(200, 0))
    h = hand(doc)
    h.drop_module("Linear", h.card(frame))
    linear = h.module("Linear")
    beyond = {"dx": 52} if container == "Sequential" else {"dy": 34}
    before = {"dx": -52} if container == "Sequential" else {"dy": -34}
    h.drop_module("Tanh", h.card(linear, **beyond))
    h.drop_module("Abs", h.card(linear, **before))
    assert [child.module for child in h.document.node(frame).children] == ["Abs", "Linear", "Tanh"]


def test_a_module_dropped_on_a_wire_is_inserted_and_others_make_room(hand, chain):
    h = hand(chain)
    h.drop_module("ReLU", h.at({"wire": [0, 1, 2, 0]}))
    new = h.module("ReLU")
    assert {Wire(1, new), Wire(new, 2)} <= set(h.document.root.wires)
    assert h.plan.rect(1).right + 24 <= h.plan.rect(new).x
    assert h.plan.rect(new).right + 24 <= h.plan.rect(2).x
    assert h.document.node(new).at[1] == 0.0
    assert h.steps == ["Add ReLU"]


def test_click_then_place(hand):
    h = hand(Document())
    h.view.begin_placing("Tanh")
    h.move(h.at({"free": [0.5, 0.3]}))
    assert h.view.stage.overlay.preview.ghosts
    h.click(h.at({"free": [0.5, 0.3]}))
    assert h.module("Tanh")
    h.click(h.at({"free": [0.5, 0.7]}))
    assert len(h.document.root.children) == 1


def test_escape_gives_up_placing(hand):
    h = hand(Document())
    h.view.begin_placing("Tanh")
    h.move(h.at({"free": [0.5, 0.3]}))
    h.key(Qt.Key.Key_Escape)
    assert not h.view.stage.overlay.preview.ghosts
    h.click(h.at({"free": [0.5, 0.3]}))
    assert not h.document.root.children


def test_added_without_a_pointer_it_stands_behind_the_focused_card_and_never_on_another(hand):
    h = hand(Document())
    for name in ("Linear", "Tanh", "Sequential", "MSECriterion"):
        h.view.add_module(name)
    assert h.document.criterion.module == "MSECriterion"
    rects = [h.plan.rect(id) for id in h.plan.spots]
    assert not [(a, b) for a in rects for b in rects if a is not b and a.meets(b)]
    h.click(h.card(h.module("Sequential"), dy=20))
    h.view.add_module("ReLU")
    h.view.add_module("Abs")
    assert [c.module for c in h.document.node(h.module("Sequential")).children] == ["ReLU", "Abs"]


def test_what_is_no_module_is_not_taken(hand):
    h = hand(Document())
    mime = QMimeData()
    mime.setText("Linear")
    event = QDragEnterEvent(h.at({"free": [0.5, 0.5]}), Qt.DropAction.CopyAction, mime, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(h.view.viewport(), event)
    assert not event.isAccepted()
    assert not h.view.stage.overlay.preview.ghosts


def test_a_criterion_made_of_others_is_a_frame_that_takes_criterions(hand):
    h = hand(Document())
    h.drop_module("ParallelCriterion", h.at({"slot": "criterion"}))
    frame = h.document.criterion.id
    h.drop_module("MSECriterion", h.card(frame))
    h.drop_module("AbsCriterion", h.card(frame, dy=24))
    assert [child.module for child in h.document.criterion.children] == ["MSECriterion", "AbsCriterion"]
    assert {child.id for child in h.document.criterion.children} < h.plan.spots.keys()
    before = h.document
    h.drop_module("Tanh", h.card(frame, dy=24))
    assert h.document is before
