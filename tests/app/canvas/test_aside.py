"""What a growing frame would cover moves aside; all else stays."""

from __future__ import annotations

from app.document import edits
from app.document.model import INPUT, Document


def test_what_stands_right_of_a_growing_frame_moves_right_together(hand):
    doc, frame = edits.add(Document(), "Sequential", at=(160, 0))
    doc, near = edits.add(doc, "Tanh", at=(440, 16))
    doc, far = edits.add(doc, "ReLU", at=(640, 0))
    doc, below = edits.add(doc, "Abs", at=(160, 320))
    h = hand(doc)
    for name in ("Linear", "Sigmoid"):
        h.drop_module(name, h.card(frame))
    assert 440 < h.plan.rect(frame).right == h.document.node(near).at[0] - 32
    by = h.document.node(near).at[0] - 440
    assert h.document.node(near).at == (440 + by, 16)
    assert h.document.node(far).at == (640 + by, 0)
    assert h.document.node(below).at == (160, 320)
    assert h.plan.rect(INPUT)[:2] == (0, 0)
    assert len(h.steps) == 2


def test_what_stands_below_a_growing_frame_moves_down(hand):
    doc, table = edits.add(Document(), "ParallelTable", at=(160, 0))
    doc, below = edits.add(doc, "Abs", at=(160, 128))
    h = hand(doc)
    for _ in range(3):
        h.drop_module("Linear", h.card(table, dy=16))
        assert not h.plan.rect(table).meets(h.plan.rect(below))
    assert h.document.node(below).at[0] == 160
    while h.session.undo_words:
        h.session.undo()
    assert h.document is doc


def test_the_data_makes_room_too(hand):
    doc, table = edits.add(Document(), "ParallelTable", at=(-320, -32))
    h = hand(doc)
    for _ in range(3):
        h.drop_module("Linear", h.card(table, dy=16))
        assert not h.plan.rect(table).meets(h.plan.rect(INPUT))


def test_a_graph_around_grows_and_its_neighbours_move_aside_in_the_same_step(hand):
    doc, graph = edits.add(Document(), "gModule", at=(160, 0))
    doc, inner = edits.add(doc, "Sequential", parent=graph)
    doc, beside = edits.add(doc, "Tanh", parent=graph, at=(280, 0))
    doc, after = edits.add(doc, "ReLU", at=(760, 0))
    h = hand(doc)
    assert not h.plan.rect(graph).meets(h.plan.rect(after))
    for name in ("Linear", "Sigmoid", "Abs"):
        before = len(h.steps)
        h.drop_module(name, h.card(inner))
        assert len(h.steps) == before + 1
        assert not h.plan.rect(inner).meets(h.plan.rect(beside))
        assert not h.plan.rect(graph).meets(h.plan.rect(after))


def test_cards_that_were_there_before_may_overlap(hand):
    doc, frame = edits.add(Document(), "Sequential", at=(160, 0))
    doc, over = edits.add(doc, "Tanh", at=(320, 88))
    h = hand(doc)
    h.drop_module("Linear", h.card(frame, dx=-60))
    assert h.document.node(over).at == (320, 88)
