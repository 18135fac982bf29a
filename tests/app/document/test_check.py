"""The check names both sides of every fault, says what to do first, and looks again only at what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.document import edits
from app.document.check import Check, check
from app.document.examples import classifier, sparse_dense, tutorial
from app.document.model import GRAPH, INPUT, OUTPUT, Data, Document, Node, Port, Wire
from nncore import catalog
from nncore.shapes import Tensor, sized, words
from tests.app.document.builders import chain, free, named

INDEX = Data(inputs=(Port("i", (), "index", 7),), target=Port("y", (3,)))
MIXED = Data(inputs=(Port("i", (3,), "index", 5), Port("X", (3,))), target=Port("y", (3,)))
TWO = Data(inputs=(Port("X", (3,)), Port("Z", (3,))), target=Port("y", (3,)))


def blocker(doc: Document) -> str:
    found = check(doc).blocker
    return found.text if found else ""


def test_shapes_on_all_wires() -> None:
    known = check(tutorial())
    assert {
        (wire.source, wire.target): words(shape) for (_, wire), shape in known.wires.items() if shape
    } == {
        (INPUT, 1): "N×4",
        (1, 2): "N×3",
        (2, 3): "N×3",
        (3, OUTPUT): "N×1",
    }
    assert known.inputs[4] == sized("N", 1) and known.faults == {} and known.blocker is None


def test_a_tables_strands_have_shapes_of_their_own() -> None:
    known = check(sparse_dense())
    index, dense = Tensor(Port("i").shape.dims, "index"), sized("N", 3)
    assert known.inputs[1] == (index, dense)
    assert known.wires[0, Wire(1, 4, 1, 1)] == sized("N", 2)
    assert known.inputs[2] == index and known.inputs[3] == dense


def test_nothing_is_known_where_nothing_arrives() -> None:
    known = check(free(("Linear", 4, 3), ("Tanh",)))
    assert known.inputs[1] is None and known.outputs[1] is None and known.faults == {}
    assert known.unused == {1, 2}


def test_what_to_do_first() -> None:
    doc = Document()
    assert blocker(doc) == "There is no criterion. Drag one (MSECriterion, say) onto the canvas."
    assert check(doc).blocker.node == OUTPUT  # type: ignore[union-attr]
    doc, _ = edits.add(doc, "MSECriterion")
    assert blocker(doc) == "Nothing is wired to MSECriterion."
    doc, linear = edits.add(doc, "Linear", {"outputSize": 1})
    doc = edits.connect(doc, 0, linear, OUTPUT)
    assert blocker(doc) == "Nothing is wired to Linear(? → 1)."
    doc = edits.connect(doc, 0, INPUT, linear)
    assert blocker(doc) == ""
    doc = edits.set_arguments(doc, linear, {"outputSize": None})
    assert blocker(doc) == "outputSize of Linear is missing: a whole number, at least 1."
    doc = edits.set_arguments(doc, linear, {"outputSize": 1})
    doc = edits.set_arguments(doc, linear, {"inputSize": 3})
    assert blocker(doc) == (
        "Linear(3 → 1): the input has the wrong size. "
        "The data gives N×4; Linear(3 → 1) needs N×3, as inputSize = 3."
    )
    doc = edits.repair(doc, linear, check(doc).faults[linear].repairs[0])
    assert blocker(doc) == ""


def test_unused_modules_block_nothing_but_show_their_faults() -> None:
    doc, lost = edits.add(tutorial(), "Linear", named("Linear", 9, 9))
    doc = edits.connect(doc, 0, 1, lost)
    known = check(doc)
    assert known.blocker is None and known.unused == {lost} and set(known.faults) == {lost}


def test_the_path_leads_through_the_containers() -> None:
    doc, box = edits.wrap(chain(("Linear", 4, 5), ("Linear", 3, 1)), [1, 2], "Sequential")
    doc, _ = edits.wrap(doc, [box], GRAPH)
    fault = check(doc).faults[2]
    assert fault.path == "gModule › Sequential › 2 Linear(3 → 1)"
    assert "Linear(4 → 5) gives N×5; Linear(3 → 1) needs N×3" in fault.text
    assert check(doc).blocker == fault


def test_one_faulty_branch_does_not_hide_another() -> None:
    doc, box = edits.add(free(), "ConcatTable")
    for _ in range(2):
        doc, _ = edits.add(doc, "Linear", named("Linear", 9, 1), parent=box)
    doc = edits.connect(doc, 0, INPUT, box)
    known = check(doc)
    assert set(known.faults) == {2, 3} and known.outputs[box] is None
    assert all("The data gives N×4" in fault.text for fault in known.faults.values())


def test_what_follows_a_fault_is_not_known_and_not_faulty() -> None:
    known = check(chain(("Linear", 9, 3), ("Linear", 5, 1)))
    assert set(known.faults) == {1} and known.inputs[2] is None


BOTH_SIDES = {
    "real numbers came where indices are needed. The data gives N×4 of real numbers; LookupTable(5 → 3) "
    "needs whole numbers that count from 1.": chain(("LookupTable", 5, 3)),
    "The data gives indices up to 7; LookupTable(5 → 3) needs indices up to 5, as nIndex": edits.set_data(
        chain(("LookupTable", 5, 3), target=(3,)), INDEX
    ),
    "The data gives N of indices; Linear(4 → 3) needs real numbers, as a LookupTable makes": edits.set_data(
        chain(("Linear", 4, 3)), INDEX
    ),
    "a table came where one tensor is needed. The data gives {N×3, N×3}; Linear(3 → 3) needs": edits.set_data(
        chain(("Linear", 3, 3)), TWO
    ),
    "one tensor came where a table is needed. The data gives N×4; CAddTable needs": chain(("CAddTable",)),
    "MSECriterion: predictions and targets differ in number. Linear(4 → 2) gives N×2 predictions": chain(
        ("Linear", 4, 2)
    ),
}


@pytest.mark.parametrize(("text", "doc"), BOTH_SIDES.items())
def test_both_sides_are_named(text: str, doc: Document) -> None:
    assert text in blocker(doc)


@pytest.mark.parametrize(("module", "fits"), [("CAddTable", False), ("NarrowTable", True)])
def test_which_table_layers_may_get_indices(module: str, fits: bool) -> None:
    doc = edits.set_data(chain((module, *((1,) if fits else ()))), MIXED)
    assert (1 in check(doc).faults) is not fits
    assert fits or "needs real numbers in every entry" in blocker(doc)


def test_indices_keep_their_range_through_what_hands_them_on() -> None:
    doc = edits.set_data(chain(("Identity",), ("LookupTable", 5, 3), target=(3,)), INDEX)
    assert "Identity gives indices up to 7" in blocker(doc)
    assert check(doc).outputs[1] == Tensor(Port("i").shape.dims, "index")


@pytest.mark.parametrize(
    ("criterion", "target", "text"),
    [
        ("ClassNLLCriterion", Port("y"), "needs classes, whole numbers that count from 1"),
        (
            "ClassNLLCriterion",
            Port("y", (), "index", 4),
            "N×3 for classes from 1 to 4; ClassNLLCriterion needs 4",
        ),
        ("ClassNLLCriterion", Port("y", (), "index", 3), ""),
        ("CrossEntropyCriterion", Port("y", (), "index", 9), "there are more classes than outputs"),
        ("BCECriterion", Port("y", (), "index", 2), "needs numbers from 0 to 1"),
        ("MSECriterion", Port("y", (3,)), ""),
    ],
)
def test_a_criterion_is_judged_against_the_target(criterion: str, target: Port, text: str) -> None:
    doc = chain(("Linear", 4, 3))
    doc, _ = edits.add(doc, criterion)
    doc = edits.set_data(doc, replace(doc.data, target=target))
    assert text in blocker(doc) and bool(text) == bool(blocker(doc))


def test_criterions_within_a_criterion() -> None:
    doc = chain(("Linear", 4, 3), target=(3,))
    doc, multi = edits.add(doc, "MultiCriterion")
    for criterion in ("MSECriterion", "ClassNLLCriterion"):
        doc, _ = edits.add(doc, criterion, parent=multi)
    fault = check(doc).blocker
    assert fault is not None and fault.path == "MultiCriterion › 2 ClassNLLCriterion"


def test_a_port_without_a_wire_among_those_that_belong_to_children() -> None:
    doc = edits.remove(sparse_dense(), wires=[(0, Wire(INPUT, 1, 0, 0))])
    assert blocker(doc) == "Nothing is wired to input 1 of ParallelTable."


def test_a_wire_that_takes_what_is_not_there() -> None:
    doc = edits.set_data(sparse_dense(), replace(sparse_dense().data, inputs=(Port("X", (3,)),)))
    assert "a wire takes entry 1, and no table comes" in blocker(doc)


def test_a_wire_into_the_criterion_that_takes_what_is_not_there() -> None:
    doc = edits.connect(tutorial(), 0, 3, OUTPUT, strand=1)
    fault = check(doc).blocker
    assert fault is not None and fault.node == 4
    assert fault.text == (
        "MSECriterion: a wire takes entry 2, and no table comes. "
        "Linear(3 → 1) gives N×1; MSECriterion needs a table of at least 2."
    )


def test_an_inner_graph_whose_output_has_no_wire() -> None:
    doc, graph = edits.wrap(tutorial(), [2], GRAPH)
    doc = edits.disconnect(doc, graph, [Wire(2, OUTPUT)])
    assert blocker(doc) == "Nothing is wired to the output of gModule."


def test_a_wrapper_without_its_module() -> None:
    doc = edits.set_data(chain(("MapTable",)), TWO)
    assert "it holds too little" in blocker(doc) and "needs a module inside" in blocker(doc)


def nested(depth: int, width: int, number: Any) -> Node:
    """Containers in containers, with Linear and Tanh at the bottom."""
    if depth == 0:
        return Node(next(number), "Linear", (("inputSize", 8), ("outputSize", 8)))
    children = tuple(nested(depth - 1, width, number) for _ in range(width))
    return Node(next(number), "Sequential", children=children)


def large() -> Document:
    """Some 1,000 modules, nested four deep."""
    number = iter(range(1, 10_000))
    doc = Document(data=Data(inputs=(Port("X", (8,)),), target=Port("y", (8,))))
    top = nested(4, 5, number)
    doc = replace(doc, root=replace(doc.root, children=(top,)), fresh=10_000)
    doc = edits.connect(edits.connect(doc, 0, INPUT, top.id), 0, top.id, OUTPUT)
    return edits.add(doc, "MSECriterion")[0]


def test_an_edit_looks_again_only_at_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = large()
    assert check(doc).blocker is None
    calls = []
    for module in ("Linear", "Sequential"):
        rule = catalog.find(module).shape
        counted = staticmethod(lambda *args, module=module, rule=rule: (calls.append(module), rule(*args))[1])
        monkeypatch.setattr(catalog.find(module), "shape", counted)
    leaf = next(node.id for node in doc.root.walk() if node.module == "Linear")
    assert check(edits.set_arguments(doc, leaf, {"bias": False})).blocker is None
    assert calls == ["Sequential"] * 3 + ["Sequential", "Linear"]
    calls.clear()
    assert check(edits.set_notes(doc, "a note")).blocker is None
    assert calls == []


@pytest.mark.parametrize("example", [tutorial, sparse_dense, classifier])
def test_the_examples_are_sound(example: Any) -> None:
    known: Check = check(example())
    assert known.blocker is None and not known.faults and not known.unused
