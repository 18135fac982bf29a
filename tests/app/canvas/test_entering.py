"""A wire that is let go on a frame goes into it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt

from app.document import edits
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Wire
from tests.app.canvas.hand import Hand


def holding(container: str, *modules: str) -> tuple[Document, int, list[int]]:
    """A container on the canvas with these modules in it, nothing wired."""
    doc, box = edits.add(Document(), container, at=(240, 0))
    inner = []
    for number, name in enumerate(modules):
        doc, id = edits.add(doc, name, parent=box, at=(200.0 * number, 0.0))
        inner.append(id)
    return doc, box, inner


def edge(h: Hand, id: int, dx: float = 4, dy: float = 60) -> QPoint:
    """On the left edge of a frame, away from its ports."""
    rect = h.plan.rect(id)
    return h.card(id, dx=-rect.w / 2 + dx, dy=-rect.h / 2 + dy + 40)


def test_on_the_edge_of_a_sequential_it_feeds_the_first_child(hand):
    doc, box, _ = holding("Sequential", "Tanh", "Sigmoid")
    h = hand(doc)
    h.drag(h.port("out", INPUT), edge(h, box, dx=-6, dy=-20))
    assert h.document.root.wires == (Wire(INPUT, box),)
    assert h.steps == ["Connect Sequential"]


def test_on_a_child_of_a_sequential_too(hand):
    doc, box, inner = holding("Sequential", "Tanh", "Sigmoid")
    h = hand(doc)
    h.drag(h.port("out", INPUT), h.card(inner[1]))
    assert h.document.root.wires == (Wire(INPUT, box),)


def test_in_a_graph_it_goes_on_to_the_first_module_that_nothing_feeds(hand):
    doc, box, (one, two) = holding(GRAPH, "Tanh", "Sigmoid")
    doc = edits.connect(doc, box, one, two)
    h = hand(doc)
    h.drag(h.port("out", INPUT), edge(h, box))
    assert h.document.root.wires == (Wire(INPUT, box),)
    assert Wire(INPUT, one) in h.document.node(box).wires
    h.session.undo()
    assert h.document is doc


def test_let_go_on_a_module_in_a_graph_it_goes_to_that_one(hand):
    doc, box, (one, two) = holding(GRAPH, "Tanh", "Sigmoid")
    h = hand(doc)
    h.drag(h.port("out", INPUT), h.card(two))
    assert h.document.node(box).wires == (Wire(INPUT, two),)
    assert one in h.plan.spots


def test_what_a_second_wire_brings_is_an_entry_of_its_own(hand):
    doc, box, (_, two) = holding(GRAPH, "Tanh", "Sigmoid")
    doc, other = edits.add(doc, "Identity", at=(0, 200))
    doc = edits.connect(doc, 0, INPUT, box)
    h = hand(doc)
    h.drag(h.port("out", other), h.card(two))
    assert {w.port for w in h.document.root.wires if w.target == box} == {0, 1}
    assert h.document.node(box).wires == (Wire(INPUT, two, strand=1),)


def test_each_branch_of_a_parallel_table_takes_the_wire_that_is_let_go_on_it(hand):
    doc, box, (_, two) = holding("ParallelTable", "Tanh", "Sigmoid")
    h = hand(doc)
    h.drag(h.port("out", INPUT), h.card(two))
    assert h.document.root.wires == (Wire(INPUT, box, 1),)


def test_the_frame_is_lit_and_the_hint_says_so(hand):
    doc, box, _ = holding("Sequential", "Tanh", "Sigmoid")
    h = hand(doc)
    said: list[str] = []
    h.view.hinted.connect(said.append)
    h.drag(h.port("out", INPUT), edge(h, box, dy=-20), release=False)
    assert h.view.stage.overlay.preview.frame == h.plan.rect(box)
    assert "into Sequential" in said[-1]


@pytest.mark.parametrize("container", ["Sequential", GRAPH])
def test_a_wire_backwards_from_an_input_takes_what_the_container_gives(hand, container):
    doc, box, _ = holding(container, "Tanh")
    doc, after = edits.add(doc, "Identity", at=(900, 0))
    h = hand(doc)
    h.drag(h.port("in", after), edge(h, box, dy=-20))
    assert h.document.root.wires == (Wire(box, after),)


def test_backwards_to_the_edge_of_a_graph_what_feeds_nothing_comes_out(hand):
    doc, box, (one, two) = holding(GRAPH, "Tanh", "Sigmoid")
    doc = edits.connect(doc, box, one, two)
    doc, after = edits.add(doc, "Identity", at=(900, 0))
    h = hand(doc)
    h.drag(h.port("in", after), edge(h, box, dy=-20))
    assert h.document.root.wires == (Wire(box, after),)
    assert Wire(two, OUTPUT) in h.document.node(box).wires
    h.session.undo()
    assert h.document is doc


def test_backwards_let_go_on_a_module_in_a_graph_that_one_comes_out(hand):
    doc, box, (one, _) = holding(GRAPH, "Tanh", "Sigmoid")
    doc, after = edits.add(doc, "Identity", at=(900, 0))
    h = hand(doc)
    said: list[str] = []
    h.view.hinted.connect(said.append)
    h.drag(h.port("in", after), h.card(one), release=False)
    assert "out of gModule" in said[-1]
    h.mouse(QEvent.Type.MouseButtonRelease, h.card(one))
    assert h.document.node(box).wires == (Wire(one, OUTPUT),)
    assert h.document.root.wires == (Wire(box, after),)


def test_a_second_one_that_comes_out_is_an_entry_of_its_own(hand):
    doc, box, (one, two) = holding(GRAPH, "Tanh", "Sigmoid")
    doc, first = edits.add(doc, "Identity", at=(900, 0))
    doc, second = edits.add(doc, "Identity", at=(900, 200))
    doc = edits.leave(doc, 0, box, first, 0, one)
    h = hand(doc)
    h.drag(h.port("in", second), h.card(two))
    assert set(h.document.node(box).wires) == {Wire(one, OUTPUT), Wire(two, OUTPUT, 1)}
    assert set(h.document.root.wires) == {Wire(box, first, 0, 0), Wire(box, second, 0, 1)}


def test_backwards_within_a_nested_graph_too(hand):
    doc, box, (one, after) = holding(GRAPH, "Tanh", "Sigmoid")
    doc, inner = edits.wrap(doc, [one], GRAPH)
    h = hand(doc)
    wires = [w for w in doc.node(inner).wires if w.target == OUTPUT]
    doc = edits.remove(doc, (), [(inner, wire) for wire in wires])
    h = hand(doc)
    h.drag(h.port("in", after), edge(h, inner, dy=-20))
    assert Wire(inner, after) in h.document.node(box).wires
    assert Wire(one, OUTPUT) in h.document.node(inner).wires


def test_a_nested_graphs_own_ends_are_wired_like_modules(hand):
    doc, box, (one, two) = holding(GRAPH, "Tanh", "Sigmoid")
    h = hand(doc)
    h.drag(h.port("out", INPUT, graph=box), h.port("in", one))
    h.drag(h.port("out", one), h.port("in", two))
    h.drag(h.port("in", OUTPUT, graph=box), h.port("out", two))
    assert set(h.document.node(box).wires) == {Wire(INPUT, one), Wire(one, two), Wire(two, OUTPUT)}


def nested(outer: str) -> tuple[Document, int, int, int]:
    """A Tanh on the canvas, and a Sequential with a Sigmoid in another container."""
    doc, free = edits.add(Document(), "Tanh", at=(200, -160))
    doc, box = edits.add(doc, outer, at=(240, 0))
    doc, inner = edits.add(doc, "Sequential", parent=box)
    doc, _ = edits.add(doc, "Sigmoid", parent=inner)
    return doc, free, box, inner


def test_a_card_let_go_just_within_a_frame_in_a_graph_comes_into_the_frame(hand):
    doc, free, _, inner = nested(GRAPH)
    h = hand(doc)
    h.drag(h.card(free), edge(h, inner, dx=5))
    assert [child.module for child in h.document.node(inner).children] == ["Tanh", "Sigmoid"]


def test_just_within_a_frame_among_ordered_children_it_comes_beside_the_frame(hand):
    doc, free, box, inner = nested("Sequential")
    h = hand(doc)
    h.drag(h.card(free), edge(h, inner, dx=5))
    assert [child.id for child in h.document.node(box).children] == [free, inner]


def test_with_the_keyboard_what_enters_a_graph_is_wired_within_it(hand):
    doc, box, (one, _) = holding(GRAPH, "Tanh", "Sigmoid")
    doc = edits.connect(doc, 0, INPUT, box)
    h = hand(doc)
    h.view.give_focus(box)
    h.session.select([box])
    said: list[str] = []
    h.view.hinted.connect(said.append)
    h.key(Qt.Key.Key_W)
    for _ in range(8):
        if "within gModule" in said[-1]:
            break
        h.key(Qt.Key.Key_W)
    h.key(Qt.Key.Key_Return)
    assert Wire(INPUT, one) in h.document.node(box).wires
