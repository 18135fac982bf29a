"""Moving about, into containers and out of them."""

from __future__ import annotations

import pytest

from app.document.check import check
from app.document.edits import add, connect, move, move_end, nest, remove
from app.document.examples import sparse_dense, tutorial
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Wire
from app.document.refused import Refused
from app.document.wellformed import DEPTH
from tests.app.document.builders import chain, free


def modules(doc: Document, holder: int) -> list[str]:
    return [child.module for child in doc.node(holder).children]


def test_moving_snaps_to_the_grid() -> None:
    doc = move(tutorial(), {1: (33.0, 61.0), INPUT: (0.0, 5.0), 4: (900.0, 3.0)})
    assert doc.node(1).at == (32.0, 64.0) and doc.root.ends == ((0.0, 8.0), (904.0, 0.0))
    assert move(doc, {1: (32.0, 64.0)}) is doc
    assert move_end(doc, 0, OUTPUT, (904.0, 0.0)) is doc


def test_children_of_containers_have_no_place_of_their_own() -> None:
    with pytest.raises(Refused, match="its container puts it in order"):
        move(sparse_dense(), {2: (0.0, 0.0)})


def test_into_a_container_at_a_place_and_out_again() -> None:
    doc, box = add(free(("Tanh",), ("ReLU",), ("Abs",)), "Sequential")
    doc = nest(doc, [1, 3], box)
    doc = nest(doc, [2], box, index=1)
    assert modules(doc, box) == ["Tanh", "ReLU", "Abs"]
    doc = nest(doc, [2], 0, at=(80.0, 160.0))
    assert doc.node(2).at == (80.0, 160.0) and modules(doc, box) == ["Tanh", "Abs"]


@pytest.mark.parametrize(
    ("ids", "place", "order"),
    [
        ([1], 3, ["ReLU", "Abs", "Tanh", "Sigmoid"]),
        ([4], 0, ["Sigmoid", "Tanh", "ReLU", "Abs"]),
        ([1, 4], 2, ["ReLU", "Tanh", "Sigmoid", "Abs"]),
        ([1], None, ["ReLU", "Abs", "Sigmoid", "Tanh"]),
    ],
)
def test_another_place_in_the_same_container(ids: list[int], place: int | None, order: list[str]) -> None:
    """The place counts the children as they are now."""
    doc, box = add(free(("Tanh",), ("ReLU",), ("Abs",), ("Sigmoid",)), "Sequential")
    doc = nest(doc, [1, 2, 3, 4], box)
    assert modules(nest(doc, ids, box, place), box) == order
    assert nest(doc, [1], box, 0) is doc and nest(doc, [1], box, 1) is doc


def test_into_itself() -> None:
    doc, outer = add(free(), "Sequential")
    doc, inner = add(doc, "Sequential", parent=outer)
    for parent in (outer, inner):
        with pytest.raises(Refused, match="Sequential cannot be put into itself"):
            nest(doc, [outer], parent)


def test_wires_to_what_stays_are_cut_and_those_among_what_moves_stay() -> None:
    doc, graph = add(chain(("Linear", 4, 3), ("Tanh",), ("Linear", 3, 1)), GRAPH)
    doc = nest(doc, [1, 2], graph)
    assert doc.node(graph).wires == (Wire(1, 2),) and doc.root.wires == (Wire(3, OUTPUT),)


def test_a_chain_takes_over_the_wires_of_the_module_before_it() -> None:
    doc, box = add(free(("Linear", 4, 3), ("Tanh",)), "Sequential")
    doc = nest(doc, [2], box)
    doc = connect(connect(connect(doc, 0, INPUT, 1), 0, 1, box), 0, box, OUTPUT)
    doc = nest(doc, [1], box, index=0)
    assert doc.root.wires == (Wire(box, OUTPUT), Wire(INPUT, box)) and modules(doc, box) == ["Linear", "Tanh"]


def test_a_chain_takes_over_the_wires_of_the_module_behind_it() -> None:
    doc, box = add(free(("Linear", 4, 3), ("Tanh",)), "Sequential")
    doc = nest(doc, [1], box)
    doc = connect(connect(connect(doc, 0, INPUT, box), 0, box, 2), 0, 2, OUTPUT)
    doc = nest(doc, [2], box)
    assert doc.root.wires == (Wire(box, OUTPUT), Wire(INPUT, box)) and modules(doc, box) == ["Linear", "Tanh"]


def test_an_empty_chain_takes_over_all_wires() -> None:
    doc, box = add(chain(("Linear", 4, 3), ("Tanh",)), "Sequential")
    doc = nest(doc, [2], box)
    assert set(doc.root.wires) == {Wire(INPUT, 1), Wire(1, box), Wire(box, OUTPUT)}


def test_the_wires_of_a_parallel_tables_children_go_with_them() -> None:
    doc = nest(sparse_dense(), [2], 1)
    assert [child.id for child in doc.node(1).children] == [3, 2]
    assert check(doc).blocker is None
    assert {(w.port, w.strand) for w in doc.root.wires if w.target == 1} == {(0, 1), (1, 0)}
    assert {(w.port, w.strand) for w in doc.root.wires if w.source == 1} == {(0, 1), (1, 0)}


def test_a_child_that_goes_takes_its_wires_along_and_a_new_one_makes_room() -> None:
    doc, new = add(sparse_dense(), "Identity", parent=1, index=0)
    assert {w.port for w in doc.root.wires if w.target == 1} == {1, 2}
    assert {w.strand for w in doc.root.wires if w.source == 1} == {1, 2}
    assert remove(doc, [new]).root.wires == sparse_dense().root.wires
    less = remove(sparse_dense(), [2])
    assert [w for w in less.root.wires if w.target == 1] == [Wire(INPUT, 1, 0, 1)]
    assert [w for w in less.root.wires if w.source == 1] == [Wire(1, 4, 0, 0)]


def test_a_container_with_one_wire_keeps_the_whole_table() -> None:
    doc = remove(sparse_dense(), wires=[(0, Wire(INPUT, 1, p, p)) for p in range(2)])
    doc = connect(doc, 0, INPUT, 1)
    doc = nest(doc, [2], 1)
    assert Wire(INPUT, 1) in doc.root.wires


def test_not_deeper_than_files_can_hold() -> None:
    doc, box = add(free(), "Sequential")
    for _ in range(DEPTH - 2):
        doc, box = add(doc, "Sequential", parent=box)
    with pytest.raises(Refused, match="nested 64 deep"):
        add(doc, "Tanh", parent=box)
