"""Wrap and unwrap: the picture changes, the function does not, and one takes the other back."""

from __future__ import annotations

import pytest

from app.document.check import check
from app.document.edits import add, connect, move, nest, unwrap, wrap
from app.document.examples import sparse_dense, tutorial
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Wire
from app.document.refused import Refused
from tests.app.document.builders import chain, free, mixed, named, same


def branches(*strands: int | None) -> Document:
    """Two Linear side by side, from the input's strands, added."""
    doc = free(("Linear", 4, 3), ("Linear", 4, 3), ("CAddTable",))
    doc = move(doc, {1: (0.0, 0.0), 2: (0.0, 96.0)})
    for node, strand in zip((1, 2), strands, strict=True):
        doc = connect(doc, 0, INPUT, node, strand=strand)
        doc = connect(doc, 0, node, 3)
    return connect(doc, 0, 3, OUTPUT)


def test_a_chain_into_a_sequential() -> None:
    doc, box = wrap(tutorial(), [3, 1, 2], "Sequential")
    assert [child.id for child in doc.node(box).children] == [1, 2, 3]
    assert doc.root.wires == (Wire(box, OUTPUT), Wire(INPUT, box))
    assert same(unwrap(doc, box), tutorial())


def test_branches_of_one_source_into_a_concat_table() -> None:
    doc, box = wrap(branches(None, None), [1, 2], "ConcatTable")
    assert set(doc.root.wires) == {
        Wire(3, OUTPUT),
        Wire(box, 3, 0, 0),
        Wire(box, 3, 1, 1),
        Wire(INPUT, box),
    }
    assert same(unwrap(doc, box), branches(None, None))


def test_branches_with_a_source_each_into_a_parallel_table() -> None:
    doc, box = wrap(branches(0, 1), [2, 1], "ParallelTable")
    assert [child.id for child in doc.node(box).children] == [1, 2]
    assert Wire(INPUT, box, 0, 0) in doc.root.wires and Wire(INPUT, box, 1, 1) in doc.root.wires
    assert same(unwrap(doc, box), branches(0, 1))


def test_anything_into_a_graph() -> None:
    doc, graph = wrap(branches(0, 1), [1, 2, 3], GRAPH)
    inner = doc.node(graph)
    assert set(inner.wires) == {
        Wire(INPUT, 1, 0, 0),
        Wire(INPUT, 2, 0, 1),
        Wire(1, 3, 0),
        Wire(2, 3, 1),
        Wire(3, OUTPUT),
    }
    assert set(doc.root.wires) == {Wire(INPUT, graph, 0, 0), Wire(INPUT, graph, 1, 1), Wire(graph, OUTPUT)}
    assert same(unwrap(doc, graph), branches(0, 1))


def test_unwrapped_where_the_container_has_been_moved_to() -> None:
    doc, box = wrap(tutorial(), [1, 2, 3], "Sequential")
    x, y = doc.node(box).at
    doc = unwrap(move(doc, {box: (x + 80, y - 40)}), box)
    for node in (1, 2, 3):
        was = tutorial().node(node).at
        assert doc.node(node).at == (was[0] + 80, was[1] - 40)


def test_what_was_put_into_a_container_stands_apart_when_it_is_unwrapped() -> None:
    doc, box = add(free(("Tanh",), ("ReLU",), ("Abs",)), "Sequential", at=(320.0, 240.0))
    doc = nest(doc, [1, 2], box)
    doc = unwrap(nest(doc, [3], box, index=1), box)
    assert [doc.node(node).at for node in (1, 3, 2)] == [(320.0, 240.0), (504.0, 240.0), (688.0, 240.0)]
    assert set(doc.root.wires) == {Wire(1, 3), Wire(3, 2)}


def test_a_table_that_leaves_a_container_whole_leaves_by_a_wire_for_each_entry() -> None:
    doc, box = add(free(("CAddTable",)), "ConcatTable")
    for _ in range(2):
        doc, _ = add(doc, "Tanh", parent=box)
    doc = connect(connect(doc, 0, INPUT, box), 0, box, 1)
    doc = unwrap(doc, box)
    assert set(doc.root.wires) == {Wire(INPUT, 3), Wire(INPUT, 4), Wire(3, 1, 0), Wire(4, 1, 1)}


def test_an_empty_sequential_leaves_its_wires_joined() -> None:
    doc, box = add(free(("Tanh",), ("ReLU",)), "Sequential")
    doc = connect(connect(doc, 0, 1, box, strand=1), 0, box, 2)
    assert unwrap(doc, box).root.wires == (Wire(1, 2, 0, 1),)


def test_among_ordered_children_neighbours_are_wrapped() -> None:
    doc, outer = wrap(chain(("Linear", 4, 3), ("Tanh",), ("Linear", 3, 1)), [1, 2, 3], "Sequential")
    for container in ("Sequential", GRAPH, "ConcatTable"):
        wrapped, _ = wrap(doc, [2, 3], container)
        inner = wrapped.node(outer).children[1]
        assert (inner.module, [child.id for child in inner.children]) == (container, [2, 3])
        assert same(unwrap(wrapped, inner.id), doc)
    assert check(wrap(doc, [2, 3], GRAPH)[0]).blocker is None


@pytest.mark.parametrize(
    ("doc", "ids", "container", "message"),
    [
        (branches(None, None), [1, 2], "Sequential", "are no chain, each feeding just the next"),
        (branches(0, 1), [1, 2], "ConcatTable", "ConcatTable gives each module the same"),
        (tutorial(), [1, 2], "ConcatTable", "feed one another"),
        (tutorial(), [1, 3], GRAPH, "A way leads out of .* and back"),
        (tutorial(), [1, 2], "Concat", "dimension"),
        (tutorial(), [1, 4], "Sequential", "stand beside one another"),
        (tutorial(), [1, 2], "MapTable", "MapTable holds 1 only, and 2 are chosen"),
        (tutorial(), [1], "Tanh", "Tanh holds no modules"),
        (tutorial(), [1], "MultiCriterion", "holds no modules"),
        (sparse_dense(), [2, 4], "Sequential", "stand beside one another"),
    ],
)
def test_what_would_change_the_function_is_refused(
    doc: Document, ids: list[int], container: str, message: str
) -> None:
    args = named("Concat", 2) if container == "Concat" else {}
    with pytest.raises(Refused, match=message if container != "Concat" else "would change what they compute"):
        wrap(doc, ids, container, args)


def test_children_that_are_no_neighbours() -> None:
    doc, _ = wrap(tutorial(), [1, 2, 3], "Sequential")
    with pytest.raises(Refused, match="Choose neighbours"):
        wrap(doc, [1, 3], "Sequential")


def test_what_wires_cannot_do_is_not_unwrapped() -> None:
    doc, concat = add(free(), "Concat", named("Concat", 2))
    for _ in range(2):
        doc, _ = add(doc, "Tanh", parent=concat)
    with pytest.raises(Refused, match=r"Concat\(2\) does more than feed its modules"):
        unwrap(doc, concat)
    with pytest.raises(Refused, match="Choose a container"):
        unwrap(doc, 0)
    with pytest.raises(Refused, match="Tanh holds no modules"):
        unwrap(doc, 2)


def test_everything_on_the_canvas_at_once() -> None:
    doc = mixed()
    ids = [child.id for child in doc.root.children]
    wrapped, graph = wrap(doc, ids, GRAPH)
    assert check(wrapped).blocker is None and same(unwrap(wrapped, graph), doc)
