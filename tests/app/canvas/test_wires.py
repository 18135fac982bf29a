"""Drawing wires from port to port, moving and dropping them, detaching."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt

from app.document import edits, examples
from app.document.model import INPUT, OUTPUT, Document, Wire

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def loose() -> Document:
    """Linear(4 → 3) as 1, Tanh as 2, CAddTable as 3 and no wires."""
    doc, _ = edits.add(Document(), "Linear", {"inputSize": 4, "outputSize": 3}, at=(200, 0))
    doc, _ = edits.add(doc, "Tanh", at=(400, 0))
    doc, _ = edits.add(doc, "CAddTable", at=(400, 160))
    return doc


def test_a_wire_is_drawn_from_an_out_port_to_an_in_port(hand):
    h = hand(loose())
    h.drag(h.port("out", INPUT), h.port("in", 1))
    h.drag(h.port("out", 1), h.port("in", 2))
    assert h.document.root.wires == (Wire(INPUT, 1), Wire(1, 2))
    assert h.steps == ["Connect Linear", "Connect Tanh"]


def test_a_wire_is_drawn_backwards_too(hand):
    h = hand(loose())
    h.drag(h.port("in", 2), h.port("out", 1))
    assert h.document.root.wires == (Wire(1, 2),)


def test_a_wire_let_go_on_a_card_goes_to_its_port(hand):
    h = hand(loose())
    h.drag(h.port("out", 1), h.card(2))
    assert h.document.root.wires == (Wire(1, 2),)


def test_a_table_layer_shows_one_port_for_each_wire_and_a_spare_one(hand):
    h = hand(loose())
    h.drag(h.port("out", 1), h.port("in", 3))
    assert len(h.plan.box(3).ins) == 2
    h.drag(h.port("out", 2), h.port("in", 3, 1))
    assert len(h.plan.box(3).ins) == 3
    assert set(h.document.root.wires) == {Wire(1, 3, 0), Wire(2, 3, 1)}


def test_a_wire_goes_to_the_criterion_and_to_its_empty_place(hand, chain):
    h = hand(loose())
    h.drag(h.port("out", 2), h.at({"slot": "criterion"}))
    assert h.document.root.wires == (Wire(2, OUTPUT),)
    h = hand(edits.disconnect(chain, 0, [Wire(3, OUTPUT)]))
    h.drag(h.port("out", 3), h.port("in", OUTPUT))
    assert Wire(3, OUTPUT) in h.document.root.wires


def test_a_wire_let_go_in_the_void_or_given_up_is_not_made(hand):
    doc = loose()
    h = hand(doc)
    h.drag(h.port("out", 1), h.at({"free": [0.5, 0.9]}))
    assert h.document is doc
    h.drag(h.port("out", 1), h.port("in", 2), release=False)
    h.key(Qt.Key.Key_Escape)
    h.mouse(QEvent.Type.MouseButtonRelease, h.port("in", 2))
    assert h.document is doc
    assert h.view.stage.overlay.preview.curve is None


def test_a_wire_in_hand_is_moved_to_another_port(hand, chain):
    doc, other = edits.add(chain, "ReLU", at=(400, 160))
    h = hand(doc)
    h.drag(h.port("in", 2), h.port("in", other))
    assert Wire(1, other) in h.document.root.wires
    assert Wire(1, 2) not in h.document.root.wires
    assert h.steps == ["Move wire to ReLU"]


def test_a_wire_in_hand_let_go_in_the_void_is_gone_and_put_back_is_as_before(hand, chain):
    h = hand(chain)
    h.drag(h.port("in", 2), h.port("in", 2), release=False)
    h.drag(h.port("in", 2), h.at({"free": [0.5, 0.9]}), release=False)
    h.mouse(QEvent.Type.MouseMove, h.port("in", 2))
    h.mouse(QEvent.Type.MouseButtonRelease, h.port("in", 2))
    assert h.document is chain
    h.drag(h.port("in", 2), h.at({"free": [0.5, 0.9]}))
    assert Wire(1, 2) not in h.document.root.wires
    assert h.steps == ["Remove wire"]


def test_alt_click_on_a_port_detaches_its_wires(hand, chain):
    doc, extra = edits.add(chain, "ReLU", at=(400, 160))
    doc = edits.connect(doc, 0, 1, extra)
    h = hand(doc)
    h.click(h.port("out", 1), ALT)
    assert not [wire for wire in h.document.root.wires if wire.source == 1]
    assert h.steps == ["Detach 2 wires"]
    h.click(h.port("in", 3), ALT)
    assert not [wire for wire in h.document.root.wires if wire.target == 3]


def test_while_a_wire_is_dragged_fitting_ports_glow_and_others_fade(hand):
    doc, good = edits.add(Document(), "Linear", {"inputSize": 4, "outputSize": 3}, at=(240, -80))
    doc, bad = edits.add(doc, "Linear", {"inputSize": 9, "outputSize": 3}, at=(240, 80))
    h = hand(doc)
    h.drag(h.port("out", INPUT), h.at({"free": [0.5, 0.9]}), release=False)
    shown = h.view.stage.overlay.preview
    assert h.plan.place(good)[1] + 28 in [y for x, y in shown.fitting if x == 240]
    assert h.plan.place(bad)[1] + 28 in [y for x, y in shown.unfit if x == 240]
    h.key(Qt.Key.Key_Escape)


def test_a_wire_snaps_to_the_nearest_port_that_fits(hand):
    h = hand(loose())
    h.drag(h.port("out", INPUT), h.at({"node": 1}, dx=-66, dy=14))
    assert h.document.root.wires == (Wire(INPUT, 1),)


def test_a_wire_that_does_not_fit_is_made_where_it_is_wanted_and_its_fault_is_shown(hand):
    doc, bad = edits.add(Document(), "Linear", {"inputSize": 9, "outputSize": 3}, at=(240, 0))
    h = hand(doc)
    h.drag(h.port("out", INPUT), h.port("in", bad))
    assert h.document.root.wires == (Wire(INPUT, bad),)
    assert bad in h.session.check.faults


def test_a_loop_is_refused_with_words(hand, chain):
    h = hand(chain)
    said: list[str] = []
    h.session.said.connect(said.append)
    h.drag(h.port("out", 3), h.card(1))
    assert h.document is chain
    assert "loop" in said[-1]


def test_entries_of_the_data_are_wired_one_by_one(hand):
    doc = examples.sparse_dense()
    h = hand(doc)
    data = h.plan.box(INPUT)
    assert [out.strand for out in data.outs] == [None, 0, 1]
    (first,) = [wire for wire in doc.root.wires if wire.source == INPUT and wire.strand == 0]
    h.click(h.port("out", INPUT, 1), ALT)
    assert first not in h.document.root.wires
    h.drag(h.port("out", INPUT, 1), h.port("in", first.target, first.port))
    assert h.document.root == doc.root


def test_wires_within_a_graph_in_a_frame(hand):
    doc, graph = edits.add(Document(), "gModule", at=(200, 0))
    doc, one = edits.add(doc, "Tanh", parent=graph, at=(0, 0))
    h = hand(doc)
    h.drag(h.port("out", INPUT, graph=graph), h.port("in", one))
    h.drag(h.port("out", one), h.port("in", OUTPUT, graph=graph))
    assert h.document.node(graph).wires == (Wire(one, OUTPUT), Wire(INPUT, one))
    h.drag(h.port("out", INPUT), h.port("in", graph))
    assert h.document.root.wires == (Wire(INPUT, graph),)


def test_a_wire_goes_to_the_port_it_was_let_go_on_while_other_ports_are_still_open(hand):
    doc, table = edits.add(examples.sparse_dense(), "ParallelTable", at=(0, 400))
    for module in ("LookupTable", "Linear"):
        doc, _ = edits.add(doc, module, parent=table)
    h = hand(doc)
    h.drag(h.port("out", INPUT, 1), h.port("in", table, 0))
    h.drag(h.port("out", INPUT, 2), h.port("in", table, 1))
    assert {Wire(INPUT, table, 0, 0), Wire(INPUT, table, 1, 1)} <= set(h.document.root.wires)


def test_a_wire_let_go_on_a_port_that_does_not_fit_goes_to_no_other(hand):
    doc, table = edits.add(loose(), "ParallelTable", at=(400, 320))
    doc, _ = edits.add(doc, "Linear", {"inputSize": 9, "outputSize": 1}, parent=table)
    doc, _ = edits.add(doc, "Linear", {"inputSize": 3, "outputSize": 1}, parent=table)
    h = hand(doc)
    h.drag(h.port("out", 1), h.port("in", table, 0))
    assert h.document.root.wires == (Wire(1, table, 0),)


def test_ctrl_drag_moves_all_wires_of_an_output(hand, chain):
    doc, extra = edits.add(chain, "Abs", at=(400, 160))
    doc, further = edits.add(doc, "ReLU", at=(200, 160))
    for source, target in ((1, extra), (INPUT, further)):
        doc = edits.connect(doc, 0, source, target)
    doc = edits.set_arguments(doc, 3, {"inputSize": 4})
    doc = edits.disconnect(doc, 0, [Wire(2, 3)])
    h = hand(doc)
    h.drag(h.port("out", 1), h.port("out", further), CTRL)
    assert {Wire(further, 2), Wire(further, extra)} <= set(h.document.root.wires)
    assert not [wire for wire in h.document.root.wires if wire.source == 1]
    assert h.steps == ["Move 2 wires to ReLU"]


def test_wires_are_not_moved_where_what_follows_would_not_fit(hand, chain):
    h = hand(chain)
    h.drag(h.port("out", 1), h.port("out", INPUT), CTRL)  # four would come to Linear(3 → 1)
    assert h.document is chain


def test_ctrl_drag_to_an_output_that_fits(hand, chain):
    doc, extra = edits.add(chain, "Abs", at=(400, 160))
    doc = edits.connect(doc, 0, 1, extra)
    h = hand(doc)
    h.drag(h.port("out", 2), h.port("out", extra), CTRL, release=False)
    assert h.view.stage.overlay.preview.curves and not h.view.stage.wires[0, Wire(2, 3)].isVisible()
    h.mouse(QEvent.Type.MouseButtonRelease, h.port("out", extra), CTRL)
    assert Wire(extra, 3) in h.document.root.wires and Wire(2, 3) not in h.document.root.wires
    assert h.steps == ["Move wire to Abs"]


def test_a_loop_is_not_made_and_in_the_void_the_wires_stay(hand, chain):
    h = hand(chain)
    h.drag(h.port("out", 1), h.port("out", 3), CTRL)
    h.drag(h.port("out", 1), h.at({"free": [0.5, 0.1]}), CTRL)
    assert h.document is chain


def test_shift_drag_across_wires_cuts_them_and_shows_it_before(hand, chain):
    h = hand(chain)
    one, two = h.at({"wire": [0, 1, 2, 0]}), h.at({"wire": [0, 2, 3, 0]})
    up, down = QPoint(0, -60), QPoint(0, 60)
    h.drag(one + up, one + down, SHIFT, release=False)
    assert len(h.view.stage.overlay.preview.cut) == 1
    h.mouse(QEvent.Type.MouseButtonRelease, one + down, SHIFT)
    assert Wire(1, 2) not in h.document.root.wires and len(h.document.root.wires) == 3
    assert h.steps == ["Cut the wire"]
    h.session.undo()
    start, end = one - QPoint(0, 30), two + QPoint(0, 240)  # across the wire, with the card 2 in the band
    h.drag(start, end, SHIFT)
    assert h.document is chain and h.session.selection == {2}
    h.drag(start, end, SHIFT | ALT)
    assert Wire(1, 2) not in h.document.root.wires and Wire(2, 3) in h.document.root.wires


def test_escape_cuts_nothing(hand, chain):
    h = hand(chain)
    spot = h.at({"wire": [0, 1, 2, 0]})
    h.drag(spot - QPoint(0, 60), spot + QPoint(0, 60), SHIFT, release=False)
    h.key(Qt.Key.Key_Escape)
    h.mouse(QEvent.Type.MouseButtonRelease, spot)
    assert h.document is chain and not h.view.stage.overlay.preview.cut
