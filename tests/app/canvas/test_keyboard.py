"""All without a mouse: reaching every card, selecting, nudging, wiring; and what a screen reader is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.canvas.paint.state import State
from app.document import edits, examples
from app.document.model import INPUT, OUTPUT, Document, Wire
from tests.app.canvas.test_cards import nested

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_tab_reaches_every_card_along_the_flow_and_then_leaves(hand, chain):
    doc, frame = nested(chain)
    h = hand(doc)
    reached = []
    for _ in h.plan.spots:
        h.key(Key.Key_Tab)
        (one,) = h.session.selection
        reached.append(one)
    assert sorted(reached) == sorted(h.plan.spots)
    assert reached[0] == INPUT and reached[-1] == h.document.criterion.id
    assert reached.index(frame) < reached.index(h.module("Abs")) < reached.index(h.module("ReLU"))
    assert not h.view.keyboard.tab(1)  # Qt then moves the focus on to the next widget


def test_shift_tab_goes_back(hand, chain):
    h = hand(chain)
    for key in (Key.Key_Tab, Key.Key_Tab, Key.Key_Backtab):
        h.key(key, SHIFT if key == Key.Key_Backtab else Qt.KeyboardModifier.NoModifier)
    assert h.session.selection == {INPUT}


def test_ctrl_and_an_arrow_moves_the_focus_to_the_next_card_there(hand, chain):
    doc, below = edits.add(chain, "ReLU", at=(400, 160))
    h = hand(doc)
    h.click(h.card(1))
    h.key(Key.Key_Right, CTRL)
    assert h.session.selection == {2}
    h.key(Key.Key_Down, CTRL)
    assert h.session.selection == {below}
    h.key(Key.Key_Up, CTRL | SHIFT)
    assert h.session.selection == {below, 2}


def test_arrows_nudge_as_one_step_of_undo(hand, chain):
    h = hand(chain)
    h.click(h.card(2))
    h.key(Key.Key_Down)
    h.key(Key.Key_Down)
    h.key(Key.Key_Left, SHIFT)
    assert h.document.node(2).at == (368.0, 16.0)
    h.session.undo()
    assert h.document == chain


def test_arrows_change_the_order_within_a_container(hand, chain):
    doc, frame = nested(chain)
    h = hand(doc)
    h.click(h.card(h.module("Abs")))
    h.key(Key.Key_Right)
    assert [child.module for child in h.document.node(frame).children] == ["ReLU", "Abs"]
    h.key(Key.Key_Left)
    assert [child.module for child in h.document.node(frame).children] == ["Abs", "ReLU"]


def test_enter_asks_for_the_settings_of_the_focused_card(hand, chain, qtbot):
    h = hand(chain)
    h.click(h.card(1))
    with qtbot.waitSignal(h.view.inspect_wanted) as asked:
        h.key(Key.Key_Return)
    assert asked.args == [1]


def test_the_tutorials_network_is_wired_with_the_keyboard_alone(hand):
    h = hand(Document())
    for name in ("Linear", "Tanh", "Linear", "MSECriterion"):
        h.view.add_module(name)
    h.session.select()
    h.view.give_focus(None)
    for _ in range(4):
        h.key(Key.Key_Tab)
        h.key(Key.Key_W)
        h.key(Key.Key_Return)
    one, two, three = (node.id for node in h.document.root.children)
    wires = {Wire(INPUT, one), Wire(one, two), Wire(two, three), Wire(three, OUTPUT)}
    assert set(h.document.root.wires) == wires


def test_a_wire_by_keyboard_goes_to_the_port_that_is_chosen_or_is_given_up(hand):
    doc, _ = edits.add(Document(), "Linear", {"inputSize": 4, "outputSize": 3}, at=(200, 0))
    for k in range(3):
        doc, _ = edits.add(doc, "Tanh", at=(400, 96 * k))
    h = hand(doc)
    h.click(h.card(1))
    h.key(Key.Key_W)
    h.key(Key.Key_Tab)
    h.key(Key.Key_Down)
    h.key(Key.Key_Up)
    h.key(Key.Key_Return)
    assert h.document.root.wires == (Wire(1, 3),)
    h.key(Key.Key_W)
    h.key(Key.Key_Escape)
    assert h.document.root.wires == (Wire(1, 3),)
    assert h.view.stage.overlay.preview.curve is None


def test_the_strands_of_a_table_are_chosen_with_the_same_key(hand):
    two_inputs = Document(data=examples.sparse_dense().data)
    doc, one = edits.add(two_inputs, "Linear", {"inputSize": 3, "outputSize": 2}, at=(320, 0))
    h = hand(doc)
    h.key(Key.Key_Tab)
    for _ in range(3):
        h.key(Key.Key_W)
    h.key(Key.Key_Return)
    assert h.document.root.wires == (Wire(INPUT, one, 0, 1),)


def test_a_screen_reader_is_told_what_has_the_focus(hand, chain):
    h = hand(chain)
    assert h.view.accessibleName() == "Canvas"
    h.key(Key.Key_Tab)
    h.key(Key.Key_Tab)
    said = h.view.accessibleDescription()
    for words in ("Linear 4 → 3", "selected", "gets N×4", "gives N×3", "2 of 5"):
        assert words in said
    h.session.apply("break it", edits.set_arguments(h.document, 1, {"inputSize": 9}))
    assert "N×4" in h.view.accessibleDescription() and "9" in h.view.accessibleDescription()


@pytest.mark.parametrize("shown", [True, False])
def test_the_ring_of_focus_is_drawn_only_with_the_keyboards_focus(hand, chain, shown):
    h = hand(chain)
    h.click(h.card(1))
    if not shown:
        h.view.clearFocus()
    assert (State.FOCUSED in h.view.stage.cards[1].state) == shown


def test_wires_are_reached_from_their_cards(hand, chain):
    doc, extra = edits.add(chain, "ReLU", at=(400, 160))
    doc = edits.connect(doc, 0, 1, extra)
    h = hand(doc)
    h.click(h.card(1))
    h.key(Key.Key_Comma)
    assert h.session.selection == {(0, Wire(INPUT, 1))}
    h.click(h.card(1))
    chosen = set()
    for _ in range(2):
        h.key(Key.Key_Period)
        chosen |= h.session.selection
    assert chosen == {(0, Wire(1, 2)), (0, Wire(1, extra))}
    assert "N×3" in h.view.accessibleDescription()
    h.key(Key.Key_Tab)
    assert h.session.selection in ({2}, {extra})
