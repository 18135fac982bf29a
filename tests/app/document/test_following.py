"""Sizes that were not given follow what comes along the wire, until they are typed."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest

from app.document import edits
from app.document.check import check, resolved
from app.document.compile import compile_document
from app.document.examples import sparse_dense, tutorial
from app.document.model import INPUT, OUTPUT, Data, Document, NodeId, Port, Wire
from nncore import Generator
from tests.app.document.builders import chain, named


def free_sized(doc: Document, id: NodeId, *names: str) -> Document:
    return edits.set_arguments(doc, id, dict.fromkeys(names))


def test_a_size_that_was_not_given_is_the_wires() -> None:
    doc = free_sized(tutorial(), 1, "inputSize")
    assert check(doc).blocker is None and check(doc).followed == {1: {"inputSize": 4}}
    assert resolved(doc, check(doc), 1) == (("inputSize", 4), ("outputSize", 3))
    assert dict(doc.node(1).args) == {"outputSize": 3}, "the document itself keeps only what was given"


def test_it_keeps_following_until_one_is_typed() -> None:
    doc = free_sized(tutorial(), 1, "inputSize")
    wider = edits.set_data(doc, replace(doc.data, inputs=(Port("X", (7,)),)))
    assert check(wider).followed == {1: {"inputSize": 7}} and check(wider).blocker is None
    fixed = edits.set_arguments(wider, 1, {"inputSize": 4})
    assert check(fixed).followed == {} and "needs N×4" in check(fixed).faults[1].text
    assert check(free_sized(fixed, 1, "inputSize")).blocker is None


def test_a_change_runs_down_the_line() -> None:
    doc = free_sized(free_sized(tutorial(), 1, "inputSize"), 3, "inputSize")
    doc = edits.set_arguments(doc, 1, {"outputSize": 9})
    assert check(doc).followed == {1: {"inputSize": 4}, 3: {"inputSize": 9}}


def test_what_is_computed_is_what_it_would_be_with_the_sizes_given() -> None:
    """The same first weights, too."""
    open_ended = free_sized(free_sized(tutorial(), 1, "inputSize"), 3, "inputSize")
    one, other = (compile_document(d, Generator(287)) for d in (tutorial(), open_ended))
    x = np.arange(20.0).reshape(5, 4)
    assert np.array_equal(one.module.forward(x), other.module.forward(x))


def test_a_lookup_table_has_as_many_rows_as_the_data_has_indices() -> None:
    doc = free_sized(free_sized(sparse_dense(), 2, "nIndex"), 3, "inputSize")
    assert check(doc).blocker is None
    assert check(doc).followed == {2: {"nIndex": 5}, 3: {"inputSize": 3}}


IMAGES = Data(inputs=(Port("X", (3, 8, 6)),), target=Port("y", (5,)))


def test_a_network_for_images_without_one_size_of_its_inputs() -> None:
    doc = chain(
        ("SpatialConvolution", None, 4, 3, 3),
        ("SpatialBatchNormalization",),
        ("View", (96,)),
        ("BatchNormalization",),
        ("CMul",),
        ("Linear", None, 5),
        target=(5,),
    )
    doc = edits.set_data(doc, IMAGES)
    assert check(doc).blocker is None, check(doc).blocker
    told = [next(iter(check(doc).followed[id].values())) for id in (1, 2, 4, 5, 6)]
    assert told == [3, 4, 96, (96,), 96]
    compile_document(doc, Generator(1)).module.forward(np.zeros((2, 3, 8, 6)))


def test_what_stands_in_containers_follows_too() -> None:
    doc, box = edits.wrap(free_sized(tutorial(), 3, "inputSize"), [1, 2, 3], "Sequential")
    doc, _ = edits.wrap(doc, [box], "gModule")
    assert check(doc).blocker is None and check(doc).followed == {3: {"inputSize": 3}}
    compile_document(doc, Generator(1))


def test_where_a_module_is_fed_several_times_the_first_counts() -> None:
    data = Data(inputs=(Port("X", (3,)), Port("Z", (4,))), target=Port("y"))
    doc, each = edits.add(Document(data=data), "MapTable")
    doc, linear = edits.add(doc, "Linear", {"outputSize": 1}, parent=each)
    doc = edits.connect(doc, 0, INPUT, each)
    known = check(doc)
    assert known.followed == {linear: {"inputSize": 3}} and "needs N×3" in known.faults[linear].text
    doc = edits.set_data(doc, replace(data, inputs=(Port("X", (3,)), Port("Z", (3,)))))
    assert not check(doc).faults


@pytest.mark.parametrize(
    ("doc", "text"),
    [
        (chain(("ConcatTable",), ("Linear", None, 2)), "a table came where one tensor is needed"),
        (chain(("LookupTable", None, 2)), "real numbers came where indices are needed"),
    ],
)
def test_what_cannot_be_followed_is_told_in_the_words_of_the_fault(doc: Document, text: str) -> None:
    if doc.node(1).module == "ConcatTable":
        doc, _ = edits.add(doc, "Identity", parent=1)
    fault = check(doc).blocker
    assert fault is not None and text in fault.text


def test_a_size_that_nothing_tells_is_asked_for() -> None:
    doc = edits.set_data(chain(("LookupTable", None, 2)), Data(inputs=(Port("i", (), "index"),)))
    fault = check(doc).blocker
    assert fault is not None and fault.text == "nIndex of LookupTable is missing: a whole number, at least 1."


def test_faults_name_the_sizes_that_were_followed() -> None:
    doc = chain(("Linear", None, 3), ("Linear", 9, 1))
    assert "Linear(4 → 3) gives N×3; Linear(9 → 1) needs N×9" in check(doc).faults[2].text


def test_images_are_laid_out_and_then_followed() -> None:
    doc = edits.set_data(chain(("Linear", None, 5), target=(5,)), IMAGES)
    fault = check(doc).faults[1]
    assert [repair.words for repair in fault.repairs] == ["insert View(144)"]
    doc = edits.repair(doc, 1, fault.repairs[0])
    assert check(doc).blocker is None and check(doc).followed == {1: {"inputSize": 144}}


def test_edits_keep_what_follows_open() -> None:
    doc = free_sized(tutorial(), 1, "inputSize")
    again, (copy,) = edits.duplicate(doc, [1])
    wrapped, box = edits.wrap(doc, [1], "Sequential")
    for edited, id in ((again, copy), (wrapped, 1), (edits.unwrap(wrapped, box), 1)):
        assert "inputSize" not in dict(edited.node(id).args)
    inserted, new = edits.insert_on_wire(doc, 0, Wire(INPUT, 1), "Linear", {"outputSize": 6})
    assert check(inserted).blocker is None
    assert check(inserted).followed == {new: {"inputSize": 4}, 1: {"inputSize": 6}}


@pytest.mark.parametrize("size", [4, None])
def test_the_facts_of_nodes_that_are_gone_are_let_go(size: int | None) -> None:
    doc = chain(("Linear", size, 3))
    check(doc)
    gone = weakref.ref(doc.node(1))
    del doc
    gc.collect()
    assert gone() is None


def test_nothing_is_filled_in_where_all_is_given() -> None:
    doc = tutorial()
    assert check(doc).document is doc and check(doc).followed == {}


def test_what_is_not_wired_is_not_faulty_for_its_size() -> None:
    doc, linear = edits.add(Document(), "Linear", {"outputSize": 2})
    assert check(doc).faults == {}
    doc = edits.connect(edits.add(doc, "MSECriterion")[0], 0, linear, OUTPUT)
    fault = check(doc).blocker
    assert fault is not None and fault.text == "Nothing is wired to Linear(? → 2)."


def test_a_required_argument_that_follows_nothing_stays_required() -> None:
    doc, linear = edits.add(Document(), "Linear", named("Linear", 4))
    assert check(doc).faults[linear].what == "outputSize is missing"
