"""New modules on the canvas, in containers and on wires."""

from __future__ import annotations

import pytest

from app.document.edits import add, connect, insert_on_wire
from app.document.examples import tutorial
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, Wire
from app.document.refused import Refused
from tests.app.document.builders import chain, free


def test_a_module_stands_on_the_grid_and_keeps_only_what_was_given() -> None:
    doc, linear = add(Document(), "Linear", {"outputSize": 3}, at=(101.0, 35.0), label="hidden")
    node = doc.node(linear)
    assert (node.at, node.label, node.args) == ((104.0, 32.0), "hidden", (("outputSize", 3),))
    assert doc.fresh == linear + 1


def test_an_edit_shares_what_it_does_not_change() -> None:
    doc = tutorial()
    other, _ = add(doc, "Tanh")
    assert all(other.node(id) is doc.node(id) for id in (1, 2, 3, 4)) and other.data is doc.data


def test_a_module_goes_where_it_is_put_in_a_container() -> None:
    doc, box = add(Document(), "Sequential")
    for module, place in (("Tanh", None), ("ReLU", 0), ("Abs", 1), ("Sigmoid", 99)):
        doc, _ = add(doc, module, parent=box, index=place)
    assert [child.module for child in doc.node(box).children] == ["ReLU", "Abs", "Tanh", "Sigmoid"]


def test_the_criterion_is_the_models_and_stands_at_its_end() -> None:
    doc, first = add(tutorial(), "ClassNLLCriterion", at=(800.0, 160.0))
    assert doc.criterion is not None and doc.criterion.id == first and doc.root.ends[1] == (800.0, 160.0)
    assert doc.root.wires == tutorial().root.wires


@pytest.mark.parametrize(
    ("module", "args", "message"),
    [
        ("Linear", {"inputSize": 0}, "inputSize of Linear must be a whole number, at least 1, not 0."),
        ("Linear", {"inputSize": 2.5}, "not 2.5."),
        ("Linear", {"size": 2}, "Linear has no argument called size. It has inputSize, outputSize, bias."),
        ("Tanh", {"size": 2}, "It has none."),
        ("Liner", {}, "There is no module called Liner. Choose one from the palette."),
    ],
)
def test_nonsense_is_refused_with_what_is_allowed(module: str, args: dict[str, object], message: str) -> None:
    with pytest.raises(Refused, match=message):
        add(Document(), module, args)


def test_what_holds_nothing_and_what_holds_one() -> None:
    doc, wrapper = add(free(("Tanh",)), "MapTable")
    doc, _ = add(doc, "ReLU", parent=wrapper)
    with pytest.raises(Refused, match="MapTable holds one module only. Take out what it holds first."):
        add(doc, "ReLU", parent=wrapper)
    with pytest.raises(Refused, match="Tanh holds no other modules"):
        add(doc, "ReLU", parent=1)
    doc, box = add(doc, "Sequential")
    with pytest.raises(Refused, match="MSECriterion is a criterion: it stands at the model's end"):
        add(doc, "MSECriterion", parent=box)
    doc, several = add(doc, "MultiCriterion")
    with pytest.raises(Refused, match="MultiCriterion holds criterions only, and Tanh is a module"):
        add(doc, "Tanh", parent=several)


def test_a_module_on_a_wire_passes_on_what_it_carried() -> None:
    doc = chain(("Linear", 4, 3), ("Linear", 3, 1))
    doc, tanh = insert_on_wire(doc, 0, Wire(1, 2), "Tanh")
    assert doc.node(tanh).at == (104.0, 0.0)
    assert Wire(1, tanh) in doc.root.wires and Wire(tanh, 2) in doc.root.wires
    assert Wire(1, 2) not in doc.root.wires and len(doc.root.wires) == 4


def test_a_module_on_a_wire_takes_its_strand_and_leaves_its_port() -> None:
    doc = free(("ConcatTable",), ("CAddTable",))
    doc = connect(connect(doc, 0, INPUT, 2), 0, 1, 2, strand=1)
    doc, tanh = insert_on_wire(doc, 0, Wire(1, 2, 1, 1), "Tanh", at=(8.0, 8.0))
    assert set(doc.root.wires) == {Wire(INPUT, 2), Wire(1, tanh, 0, 1), Wire(tanh, 2, 1)}


def test_only_a_module_can_be_put_on_a_wire_and_only_on_one_that_is_there() -> None:
    with pytest.raises(Refused, match="is a criterion"):
        insert_on_wire(tutorial(), 0, Wire(3, OUTPUT), "MSECriterion")
    with pytest.raises(Refused, match="not there any more"):
        insert_on_wire(tutorial(), 0, Wire(3, 1), "Tanh")


def test_the_index_knows_where_everything_is() -> None:
    doc, box = add(tutorial(), "Sequential")
    doc, inner = add(doc, "gModule", parent=box)
    doc, leaf = add(doc, "Tanh", parent=inner)
    found = index(doc)
    assert index(doc) is found
    assert found.chain(leaf) == [0, box, inner, leaf] and found.graph_of(leaf) == inner
    assert found.graph_of(inner) == 0 and found.graph_of(0) is None
    assert found.parents[4] is None and found.children_index(inner) == 0
