"""Containers as one card: what it says, what is in it, and that all else stays as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.canvas.layout.arrange import arrange
from app.canvas.paint.state import State
from app.document import edits
from app.document.check import check
from app.document.model import INPUT, OUTPUT, Document
from app.document.refused import Refused
from app.document.written import node_from_plain, node_to_plain
from tests.desktop.networks import NETWORKS, built


def framed(chain: Document) -> tuple[Document, int]:
    """Two Linears in a Sequential between the data and the criterion."""
    return edits.wrap(chain, [1, 2, 3], "Sequential")


def test_the_card_says_how_much_is_in_it_and_what_goes_through(hand, chain):
    doc, frame = framed(chain)
    h = hand(doc)
    wires = set(h.plan.tracks)
    h.view.collapse([frame], True)
    box = h.plan.box(frame)
    assert (box.title, box.sizes, box.through) == ("Sequential", "3 modules, 19 parameters", "N×4 → N×1")
    assert set(h.plan.spots) == {INPUT, frame, h.document.criterion.id}
    assert set(h.plan.tracks) == wires
    assert h.steps == ["Collapse to a card"]
    h.session.undo()
    assert h.document is doc and {1, 2, 3} < set(h.plan.spots)


def test_opening_it_moves_neighbours_aside_in_the_same_step(hand, chain):
    doc, frame = framed(chain)
    doc = edits.collapse(doc, [frame])
    h = hand(doc)
    beside = h.plan.rect(frame).right + 40
    h.session.attempt("Move", lambda document: edits.move(document, {OUTPUT: (beside, 0)}))
    h.view.collapse([frame], False)
    assert not h.plan.rect(frame).meets(h.plan.rect(h.document.criterion.id))
    assert h.steps == ["Move", "Open the card"]


def test_it_can_be_wired_dragged_and_stepped_into(hand, chain):
    doc, frame = framed(chain)
    h = hand(edits.disconnect(edits.collapse(doc, [frame]), 0, [doc.root.wires[0]]))
    missing = doc.root.wires[0]
    h.drag(h.port("out", missing.source), h.port("in", frame) if missing.target == frame else
           h.port("in", OUTPUT))  # fmt: skip
    assert set(h.document.root.wires) == set(doc.root.wires)
    at = h.document.node(frame).at
    h.drag(h.card(frame), h.card(frame, dy=160))
    assert h.document.node(frame).at == (at[0], at[1] + 160)
    h.double_click(h.card(frame))
    assert h.view.inside.container == frame
    assert {1, 2, 3} < set(h.plan.spots)
    h.key(Qt.Key.Key_Escape)
    assert h.document.node(frame).collapsed and 1 not in h.plan.spots


def test_a_fault_in_it_is_marked_at_the_card(hand, chain):
    doc, frame = framed(chain)
    h = hand(edits.set_arguments(edits.collapse(doc, [frame]), 3, {"inputSize": 9}))
    assert State.FAULTY in h.view.stage.cards[frame].state
    h.session.apply("mend", edits.set_arguments(h.document, 3, {"inputSize": 3}))
    assert State.FAULTY not in h.view.stage.cards[frame].state
    h.view.show_fault(2, "the output is not a number")
    assert State.FAULTY in h.view.stage.cards[frame].state


def test_only_containers_can_be_collapsed(chain):
    for id in (1, chain.criterion.id):
        with pytest.raises(Refused, match="card already"):
            edits.collapse(chain, [id])
    doc, frame = framed(chain)
    assert edits.collapse(edits.collapse(doc, [frame]), [frame], False).root == doc.root


def test_it_is_saved_with_the_model(chain):
    doc, frame = framed(chain)
    node = edits.collapse(doc, [frame]).node(frame)
    assert node_to_plain(node)["collapsed"] is True
    assert node_from_plain(node_to_plain(node)) == node
    assert "collapsed" not in node_to_plain(doc.node(frame))


@pytest.mark.parametrize("container", ["Sequential", "gModule"])
def test_its_port_stays_at_the_height_of_its_wire(hand, chain, container):
    doc, frame = edits.wrap(chain, [1, 2], container)
    h = hand(doc)
    at, port = doc.node(frame).at, h.port("in", frame).y()
    h.view.collapse([frame], True)
    assert h.port("in", frame).y() == port
    h.view.collapse([frame], False)
    assert h.port("in", frame).y() == port
    assert h.document.node(frame).at == at
    assert len(h.steps) == 2


@pytest.mark.parametrize("container", ["Sequential", "gModule"])
def test_arrows_leave_alone_what_is_folded_away(hand, chain, container):
    doc, frame = edits.wrap(chain, [1, 2], container)
    h = hand(edits.collapse(doc, [frame]))
    before = h.document
    h.session.select([1])
    h.key(Qt.Key.Key_Down)
    assert h.document is before
    h.session.select([1, 3])
    h.key(Qt.Key.Key_Down)
    assert h.document.node(frame) is before.node(frame)
    assert h.document.node(3).at[1] > before.node(3).at[1]


def test_a_table_container_keeps_the_line_of_its_wires(hand):
    doc = built(NETWORKS["sparse and dense"])
    doc = edits.move(doc, arrange(doc, check(doc)))
    h = hand(doc)
    both = next(node.id for node in doc.root.children if node.module == "ParallelTable")
    h.view.collapse([both], True)
    touching = [t.curve for (_, w), t in h.plan.tracks.items() if both in (w.source, w.target)]
    assert len(touching) == 3
    assert all(curve.start[1] == curve.end[1] for curve in touching)
    h.view.collapse([both], False)
    assert [node.at for node in h.document.root.children] == [node.at for node in doc.root.children]
