"""Dragging cards: about, into frames, out of them, within them, onto wires; selecting."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt

from app.document import edits
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, Wire

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_card_goes_where_it_is_dragged_on_the_grid_and_its_wires_follow(hand, chain):
    h = hand(chain)
    h.drag(h.card(2), h.card(2, dx=21, dy=99))
    assert h.document.node(2).at == (424.0, 96.0)
    assert h.steps == ["Move Tanh"]
    assert h.session.selection == {2}


def test_several_cards_move_together(hand, chain):
    h = hand(chain)
    h.session.select([1, 2, INPUT])
    before = {id: h.plan.place(id) for id in (INPUT, 1, 2, 3)}
    h.drag(h.card(1), h.card(1, dx=16, dy=80))
    moved = {id: h.plan.place(id) for id in (INPUT, 1, 2, 3)}
    assert {id: (x + 16, y + 80) for id, (x, y) in before.items() if id != 3} == {
        id: at for id, at in moved.items() if id != 3
    }
    assert moved[3] == before[3]
    assert h.steps == ["Move 3 cards"]


def test_the_data_and_the_criterion_can_be_moved(hand, chain):
    h = hand(chain)
    h.drag(h.at({"slot": "data"}), h.at({"slot": "data"}, dy=64))
    h.drag(h.at({"slot": "criterion"}), h.at({"slot": "criterion"}, dx=40))
    assert h.document.root.ends == ((0.0, 64.0), (840.0, 0.0))


def test_a_card_near_its_neighbours_line_is_drawn_onto_it_unless_alt_is_held(hand, chain):
    h = hand(chain)
    h.drag(h.card(2), h.card(2, dy=8))
    assert h.document is chain
    h.drag(h.card(2), h.card(2, dy=8), Qt.KeyboardModifier.AltModifier)
    assert h.document.node(2).at == (400.0, 8.0)


def test_escape_takes_a_drag_back(hand, chain):
    h = hand(chain)
    h.drag(h.card(2), h.card(2, dy=160), release=False)
    assert h.view.stage.cards[2].scenePos().y() == 160
    h.key(Qt.Key.Key_Escape)
    h.mouse(QEvent.Type.MouseButtonRelease, h.card(2, dy=160))
    assert h.document is chain
    assert h.view.stage.cards[2].scenePos().y() == 0


def test_a_shaky_click_is_no_drag(hand, chain):
    h = hand(chain)
    h.drag(h.card(2), h.card(2) + QPoint(2, 1))
    assert h.document is chain
    assert h.session.selection == {2}


def test_clicks_select_shift_adds_and_ctrl_toggles(hand, chain):
    h = hand(chain)
    h.click(h.card(1))
    h.click(h.card(2), SHIFT)
    assert h.session.selection == {1, 2}
    h.click(h.card(1), CTRL)
    assert h.session.selection == {2}
    h.click(h.at({"wire": [0, 1, 2, 0]}))
    assert h.session.selection == {(0, Wire(1, 2))}
    h.click(h.at({"free": [0.5, 0.1]}))
    assert not h.session.selection


def test_a_rubber_band_selects_what_it_touches(hand, chain):
    h = hand(chain)
    h.drag(h.card(1, dx=-70, dy=-60), h.card(2, dy=50))
    assert h.session.selection == {1, 2}
    h.drag(h.card(3, dx=-70, dy=-60), h.card(3, dy=50), SHIFT)
    assert h.session.selection == {1, 2, 3}
    h.drag(h.card(2, dx=-70, dy=-60), h.card(2, dy=50), CTRL)
    assert h.session.selection == {1, 3}
    assert h.document is chain


def nested(chain: Document) -> tuple[Document, int]:
    doc, frame = edits.add(chain, "Sequential", at=(200, 160))
    for name in ("Abs", "ReLU"):
        doc, _ = edits.add(doc, name, parent=frame)
    return doc, frame


def test_a_card_dragged_into_a_frame_becomes_its_child_at_that_place(hand, chain):
    doc, frame = nested(chain)
    doc, extra = edits.add(doc, "Sigmoid", at=(800, 240))
    h = hand(doc)
    abs_, relu = (child.id for child in h.document.node(frame).children)
    between = (h.card(abs_) + h.card(relu)) / 2
    h.drag(h.card(extra), between)
    assert [child.module for child in h.document.node(frame).children] == ["Abs", "Sigmoid", "ReLU"]
    assert h.steps == ["Put Sigmoid into Sequential"]


def test_a_card_dragged_out_of_a_frame_stands_free(hand, chain):
    doc, frame = nested(chain)
    h = hand(doc)
    relu = h.document.node(frame).children[1].id
    h.drag(h.card(relu), h.card(relu, dx=40, dy=200))
    assert index(h.document).parents[relu] == h.document.root.id
    x, y = h.document.node(relu).at
    assert x % 8 == y % 8 == 0
    assert [child.module for child in h.document.node(frame).children] == ["Abs"]


def test_a_card_dragged_within_a_frame_changes_its_place_in_the_order(hand, chain):
    doc, frame = nested(chain)
    h = hand(doc)
    abs_, relu = (child.id for child in h.document.node(frame).children)
    h.drag(h.card(relu), h.card(abs_, dx=-50))
    assert [child.id for child in h.document.node(frame).children] == [relu, abs_]


def test_a_frame_is_dragged_by_its_header_with_all_it_holds(hand, chain):
    doc, frame = nested(chain)
    h = hand(doc)
    abs_ = h.document.node(frame).children[0].id
    x, y = h.plan.place(abs_)
    h.drag(h.head(frame), h.head(frame) + QPoint(0, round(80 * h.view.camera.scale)))
    assert h.document.node(frame).at == (200.0, 240.0)
    assert h.plan.place(abs_) == (x, y + 80)


def test_a_frame_dropped_into_itself_stays(hand, chain):
    doc, frame = nested(chain)
    h = hand(doc)
    h.drag(h.head(frame), h.card(frame))
    assert index(h.document).parents[frame] == h.document.root.id


def test_an_unwired_card_dropped_on_a_wire_is_put_on_it_and_what_follows_makes_room(hand, chain):
    doc, extra = edits.add(chain, "ReLU", at=(400, 160))
    h = hand(doc)
    h.drag(h.card(extra), h.at({"wire": [0, 2, 3, 0]}))
    wires = set(h.document.root.wires)
    assert {Wire(2, extra), Wire(extra, 3)} <= wires
    assert Wire(2, 3) not in wires
    new, after = h.plan.rect(extra), h.plan.rect(3)
    assert new.right + 24 <= after.x
    assert new.x >= h.plan.rect(2).right + 24
    assert h.plan.rect(h.document.criterion.id).x > 800
    assert new.y == after.y
    assert len(h.steps) == 1
    h.session.undo()
    assert h.document is doc


def test_cards_of_a_graph_in_a_frame_move_within_it(hand):
    doc, graph = edits.add(Document(), "gModule", at=(200, 0))
    doc, one = edits.add(doc, "Tanh", parent=graph, at=(0, 0))
    doc, two = edits.add(doc, "ReLU", parent=graph, at=(160, 0))
    doc = edits.connect(doc, graph, INPUT, one)
    doc = edits.connect(doc, graph, one, two)
    doc = edits.connect(doc, graph, two, OUTPUT)
    h = hand(doc)
    h.drag(h.card(two), h.card(two, dx=16, dy=40))
    assert h.document.node(two).at == (176.0, 40.0)
    assert h.plan.rect(graph).encloses(h.plan.rect(two))
    h.drag(h.card(one), h.card(one, dy=-200))
    assert index(h.document).parents[one] == h.document.root.id
    assert h.document.node(graph).wires == (Wire(two, OUTPUT),)


def test_a_graph_in_a_frame_makes_room_on_its_left_and_its_wires_come_along(hand):
    doc, graph = edits.add(Document(), "gModule", at=(200, 0))
    doc, one = edits.add(doc, "Tanh", parent=graph, at=(80, 40))
    doc = edits.connect(doc, graph, INPUT, one)
    h = hand(doc)
    h.session.apply("add", edits.add(h.document, "ReLU", parent=graph, at=(-160, -40))[0])
    h.check_shown()
    assert h.plan.rect(graph).encloses(h.plan.rect(h.module("ReLU")))


def test_the_right_button_selects_what_its_menu_is_about_and_keeps_a_selection(hand, chain):
    h = hand(chain)
    right = Qt.MouseButton.RightButton
    h.drag(h.card(2), h.card(2), button=right)
    assert h.session.selection == {2}
    h.session.select([1, 3])
    h.drag(h.card(3), h.card(3), button=right)
    assert h.session.selection == {1, 3}
    h.drag(h.at({"free": [0.5, 0.1]}), h.at({"free": [0.5, 0.1]}), button=right)
    assert not h.session.selection
    assert h.document is chain
