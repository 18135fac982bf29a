"""Stepping into a container: it alone is shown, all gestures work in it, and Esc and the bar lead out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from app.document import edits
from app.document.model import INPUT, OUTPUT, Document, Wire


def nested(chain: Document) -> tuple[Document, int, int, int]:
    """A Sequential with a Concat of Tanh and ReLU, and a graph with an Abs."""
    doc, outer = edits.add(chain, "Sequential", at=(200, 160))
    doc, inner = edits.add(doc, "Concat", parent=outer)
    for name in ("Tanh", "ReLU"):
        doc, _ = edits.add(doc, name, parent=inner)
    doc, graph = edits.add(doc, "gModule", at=(200, 480))
    doc, _ = edits.add(doc, "Abs", parent=graph)
    return doc, outer, inner, graph


def crumbs(h) -> list[QToolButton]:
    return [b for b in h.view.breadcrumb.findChildren(QToolButton) if not b.isHidden()]


def test_a_double_click_on_a_frame_shows_it_alone_and_large(hand, chain):
    doc, outer, inner, _ = nested(chain)
    h = hand(doc)
    before = h.view.camera.scale
    h.double_click(h.head(outer))
    assert h.view.inside.container == outer
    assert set(h.plan.spots) == {outer, inner, *(child.id for child in h.document.node(inner).children)}
    assert h.view.camera.scale > before
    assert [b.text() for b in crumbs(h)] == ["Untitled", "Sequential"]
    assert h.document is doc and not h.steps


def test_enter_steps_in_and_escape_out_to_what_was_seen_before(hand, chain):
    doc, outer, inner, _ = nested(chain)
    h = hand(doc)
    h.view.zoom(0.7)
    eye = h.view.camera.eye()
    h.click(h.head(outer))
    h.key(Qt.Key.Key_Return)
    h.click(h.head(inner))
    h.key(Qt.Key.Key_Return)
    assert h.view.inside.container == inner
    h.key(Qt.Key.Key_Escape)
    assert h.view.inside.container == outer
    assert h.session.selection == {inner}
    h.key(Qt.Key.Key_Escape)
    assert h.view.inside.container == outer
    h.key(Qt.Key.Key_Escape)
    assert h.view.inside.container is None
    assert h.view.breadcrumb.isHidden()
    assert h.view.camera.scale == eye.scale
    assert all(abs(a - b) < 2 for a, b in zip(h.view.camera.eye().centre, eye.centre, strict=True))


def test_the_bar_leads_to_every_level(hand, chain):
    doc, outer, inner, _ = nested(chain)
    h = hand(doc)
    h.view.step_inside(inner)
    assert [b.text() for b in crumbs(h)] == ["Untitled", "Sequential", "Concat"]
    QTest.mouseClick(crumbs(h)[1], Qt.MouseButton.LeftButton)
    assert h.view.inside.container == outer
    QTest.mouseClick(crumbs(h)[0], Qt.MouseButton.LeftButton)
    assert h.view.inside.container is None


def test_what_is_dropped_anywhere_inside_goes_into_the_container(hand, chain):
    doc, outer, _, graph = nested(chain)
    h = hand(doc)
    h.view.step_inside(outer)
    h.drop_module("Sigmoid", h.at({"free": [0.98, 0.5]}))
    assert [child.module for child in h.document.node(outer).children] == ["Concat", "Sigmoid"]
    h.view.inside.go(None)
    h.view.step_inside(graph)
    h.drop_module("Tanh", h.at({"free": [0.6, 0.9]}))
    assert [child.module for child in h.document.node(graph).children] == ["Abs", "Tanh"]
    assert len(h.document.root.children) == len(doc.root.children)


def test_wires_are_drawn_inside_a_graph(hand, chain):
    doc, _, _, graph = nested(chain)
    h = hand(doc)
    abs_ = doc.node(graph).children[0].id
    h.view.step_inside(graph)
    h.drag(h.port("out", INPUT, graph=graph), h.port("in", abs_))
    assert h.document.node(graph).wires == (Wire(INPUT, abs_),)


def test_a_module_is_added_and_the_container_itself_cannot_be_dragged(hand, chain):
    doc, outer, inner, graph = nested(chain)
    h = hand(doc)
    expected = {outer: ["Concat", "Abs"], inner: ["Tanh", "ReLU", "Abs"], graph: ["Abs", "Abs"]}
    for container, held in expected.items():
        h.view.inside.go(container)
        h.view.add_module("Abs")
        assert [child.module for child in h.document.node(container).children] == held
    before = h.document
    h.drag(h.head(graph), h.head(graph) + h.card(graph) * 0.1)
    assert h.document is before


def test_what_is_inside_moves_within_and_stays_there(hand, chain):
    doc, _, inner, _ = nested(chain)
    h = hand(doc)
    h.view.step_inside(inner)
    tanh, relu = (child.id for child in doc.node(inner).children)
    h.drag(h.card(tanh), h.card(relu, dy=160))
    assert [child.id for child in h.document.node(inner).children] == [relu, tanh]


def test_undoing_the_container_leads_out_and_so_does_a_fault_elsewhere(hand, chain):
    h = hand(chain)
    h.session.attempt("Add", lambda doc: edits.add(doc, "Sequential", at=(200, 160))[0])
    frame = h.module("Sequential")
    h.view.step_inside(frame)
    h.session.undo()
    assert h.view.inside.container is None
    h.session.redo()
    h.view.step_inside(frame)
    h.view.show_fault(2, "the output is not a number")
    assert h.view.inside.container is None


def test_a_card_or_the_canvas_cannot_be_entered(hand, chain):
    h = hand(chain)
    for item in (1, INPUT, 0, 999, (0, Wire(1, 2)), h.document.criterion.id):
        assert not h.view.step_inside(item)
    assert h.view.inside.container is None


def test_a_wire_is_drawn_by_keyboard_to_the_end_of_the_graph_one_is_in(hand, chain):
    doc, _, _, graph = nested(chain)
    h = hand(doc)
    abs_ = doc.node(graph).children[0].id
    h.view.step_inside(graph)
    h.key(Qt.Key.Key_Tab)
    h.key(Qt.Key.Key_W)
    h.key(Qt.Key.Key_Return)
    assert h.document.node(graph).wires == (Wire(abs_, OUTPUT),)


def test_a_wire_under_way_is_given_up_when_one_steps_inside(hand, chain):
    doc, frame = edits.wrap(chain, [2], "Sequential")
    h = hand(doc)
    h.view.give_focus(1)
    h.key(Qt.Key.Key_W)
    assert h.view.keyboard.is_wiring
    h.view.step_inside(frame)
    assert not h.view.keyboard.is_wiring
    h.key(Qt.Key.Key_Tab)
    assert h.document is doc
