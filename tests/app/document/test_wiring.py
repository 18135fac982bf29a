"""Wires, and the ports they end at."""

from __future__ import annotations

import pytest

from app.document.check import check
from app.document.edits import add, connect, disconnect, remove, wrap
from app.document.examples import sparse_dense, tutorial
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Wire
from app.document.ports import in_ports, out_strands
from app.document.refused import Refused
from tests.app.document.builders import chain, free


def ports(doc: Document, node: int) -> list[int]:
    return [wire.port for wire in doc.root.wires if wire.target == node]


def test_a_table_layer_has_a_port_for_each_wire_and_a_spare_one() -> None:
    doc = free(("Tanh",), ("ReLU",), ("CAddTable",))
    assert in_ports(doc, 3) == 1
    doc = connect(connect(doc, 0, 1, 3), 0, 2, 3)
    assert ports(doc, 3) == [0, 1] and in_ports(doc, 3) == 3
    assert ports(connect(doc, 0, INPUT, 3, port=7), 3) == [0, 1, 2]


def test_the_wires_behind_a_removed_one_move_up() -> None:
    doc = free(("Tanh",), ("ReLU",), ("CAddTable",))
    doc = connect(connect(connect(doc, 0, 1, 3), 0, 2, 3), 0, INPUT, 3)
    doc = disconnect(doc, 0, [Wire(1, 3, 0)])
    assert doc.root.wires == (Wire(2, 3, 0), Wire(INPUT, 3, 1))
    assert ports(remove(doc, [2]), 3) == [0]


def test_a_module_that_takes_one_tensor_has_one_port_and_a_new_wire_replaces_the_old() -> None:
    doc = connect(chain(("Linear", 4, 3), ("Tanh",)), 0, INPUT, 2)
    assert [wire for wire in doc.root.wires if wire.target == 2] == [Wire(INPUT, 2)]
    with pytest.raises(Refused, match="Linear\\(4 → 3\\) has one input only. Put a table layer"):
        connect(doc, 0, INPUT, 1, port=1)


def test_each_child_of_a_parallel_table_has_its_own_port() -> None:
    doc = sparse_dense()
    assert in_ports(doc, 1) == 2
    doc = disconnect(doc, 0, [Wire(INPUT, 1, 0, 0)])
    assert ports(doc, 1) == [1] and in_ports(doc, 1) == 2
    assert ports(connect(doc, 0, INPUT, 1, strand=0), 1) == [0, 1]
    with pytest.raises(Refused, match="ParallelTable has 2 inputs only"):
        connect(doc, 0, INPUT, 1, port=2)


def test_a_container_takes_what_its_first_module_takes() -> None:
    doc, box = add(free(), "Sequential")
    assert in_ports(doc, box) == 1
    doc, branches = add(doc, "ParallelTable", parent=box)
    for _ in range(3):
        doc, _ = add(doc, "Tanh", parent=branches)
    assert in_ports(doc, box) == 3


def test_a_graph_takes_several_wires_while_its_input_is_free_or_split() -> None:
    doc, graph = add(free(), GRAPH)
    assert in_ports(doc, graph) == 1
    doc = connect(connect(doc, 0, INPUT, graph), 0, INPUT, graph, port=1)
    doc, tanh = add(doc, "Tanh", parent=graph)
    assert out_strands(check(doc), doc, INPUT, graph) == (None, 0, 1)
    doc = connect(doc, graph, INPUT, tanh, strand=1)
    assert in_ports(doc, graph) == 3 and in_ports(doc, OUTPUT, graph) == 1
    doc = connect(doc, graph, tanh, OUTPUT)
    assert in_ports(doc, OUTPUT, graph) == 2


def test_strands_leave_where_tables_do() -> None:
    doc = sparse_dense()
    known = check(doc)
    assert out_strands(known, doc, INPUT) == (None, 0, 1)
    assert out_strands(known, doc, 1) == (None, 0, 1) and out_strands(known, doc, 4) == (None,)


def test_the_criterion_is_the_canvass_output() -> None:
    doc = connect(disconnect(tutorial(), 0, [Wire(3, OUTPUT)]), 0, 3, 4)
    assert doc == tutorial()
    assert in_ports(doc, 4) == in_ports(doc, OUTPUT) == 1


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (3, 1, r"close a loop: Linear\(4 → 3\) already feeds Linear\(3 → 1\)"),
        (2, 2, "A module cannot feed itself: Tanh"),
        (OUTPUT, 1, "Drag it the other way round"),
        (1, INPUT, "Drag it the other way round"),
        (1, 99, "not in the model any more"),
        (4, 1, "Drag it the other way round"),
    ],
)
def test_wires_that_cannot_be(source: int, target: int, message: str) -> None:
    with pytest.raises(Refused, match=message):
        connect(tutorial(), 0, source, target)


def test_wires_do_not_cross_the_border_of_a_container() -> None:
    doc, box = wrap(tutorial(), [1, 2], "Sequential")
    with pytest.raises(Refused, match=r"Tanh stands inside Sequential, which feeds it. Drag it out"):
        connect(doc, 0, INPUT, 2)
    with pytest.raises(Refused, match="Here the container decides"):
        connect(doc, box, 1, 2)
    doc, graph = wrap(doc, [box], GRAPH)
    with pytest.raises(Refused, match="Sequential stands in another graph"):
        connect(doc, 0, box, 3)
    assert graph in {wire.source for wire in doc.root.wires}


def test_a_wire_that_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(Refused, match="not there any more"):
        remove(tutorial(), wires=[(0, Wire(1, 3))])


def test_removing_a_module_takes_its_wires_and_what_it_holds_along() -> None:
    doc, box = wrap(tutorial(), [1, 2], "Sequential")
    doc = remove(doc, [box, 1])
    assert [child.id for child in doc.root.children] == [3] and doc.root.wires == (Wire(3, OUTPUT),)


def test_the_criterion_can_be_removed_and_leaves_its_wire() -> None:
    doc = remove(tutorial(), [4])
    assert doc.criterion is None and doc.root == tutorial().root


@pytest.mark.parametrize("node", [0, INPUT, OUTPUT, 99])
def test_what_cannot_be_removed(node: int) -> None:
    with pytest.raises(Refused):
        remove(tutorial(), [node])
