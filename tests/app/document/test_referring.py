"""Unpooling in documents: made for a pooling that stands elsewhere, checked, run, kept by all edits."""

from __future__ import annotations

import numpy as np
import pytest

import nncore as nn
from app.document import edits
from app.document.check import check
from app.document.compile import compile_document
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document
from app.document.refused import Refused
from app.document.written import node_from_plain, node_to_plain
from tests.app.document.builders import chain
from tests.app.document.wellformed import wellformed

POOL, UNPOOL = 2, 4


def coder(*windows: int) -> Document:
    """Pictures of 1×7×5 pooled, squashed and unpooled: nodes 1 to 5."""
    sizes = windows or (2, 2, 2, 2)
    return chain(
        ("Reshape", (1, 7, 5)),
        ("SpatialMaxPooling", *sizes),
        ("Tanh",),
        ("SpatialMaxUnpooling",),
        ("Reshape", (35,)),
        inputs=35,
        target=(35,),
    )


def test_one_that_is_added_is_made_for_the_only_pooling() -> None:
    doc = coder()
    wellformed(doc)
    assert doc.node(UNPOOL).refers == POOL
    known = check(doc)
    assert known.blocker is None, known.blocker
    assert str(known.inputs[UNPOOL]) == "N×1×3×2"
    assert str(known.outputs[UNPOOL]) == "N×1×7×5"


def test_it_runs_as_the_engine_does() -> None:
    compiled = compile_document(coder(), nn.Generator(1))
    pool = nn.SpatialMaxPooling(2, 2, 2, 2)
    net = nn.Sequential().add(nn.Reshape([1, 7, 5])).add(pool).add(nn.Tanh())
    net.add(nn.SpatialMaxUnpooling(pool)).add(nn.Reshape([35]))
    x = np.random.default_rng(3).normal(size=(4, 35))
    np.testing.assert_array_equal(compiled.module.forward(x), net.forward(x))
    assert compiled.nodes[UNPOOL].pooling is compiled.nodes[POOL]
    g = np.ones((4, 35))
    np.testing.assert_array_equal(compiled.module.backward(x, g), net.backward(x, g))


def test_the_one_it_refers_to_may_change_its_size_and_stand_elsewhere() -> None:
    doc = edits.set_arguments(coder(), POOL, {"kW": 1, "kH": 1, "dW": 1, "dH": 1})
    assert str(check(doc).inputs[UNPOOL]) == "N×1×7×5"
    doc, first = edits.wrap(doc, [1, POOL], "Sequential")
    doc, second = edits.wrap(doc, [UNPOOL, 5], "Sequential")
    assert check(doc).blocker is None
    doc = edits.set_arguments(doc, POOL, {"kW": 3, "kH": 3, "dW": 3, "dH": 3})
    assert str(check(doc).inputs[UNPOOL]) == "N×1×2×1"
    assert check(doc).blocker is None
    compile_document(doc, nn.Generator(1)).module.forward(np.zeros((2, 35)))
    wellformed(edits.unwrap(edits.unwrap(doc, first), second))


def test_without_one_it_is_faulty_and_the_repair_chooses_it() -> None:
    doc = edits.refer(coder(), UNPOOL, None)
    fault = check(doc).faults[UNPOOL]
    assert check(doc).blocker == fault
    assert "not said which pooling it undoes" in fault.text and "SpatialMaxPooling" in fault.text
    (repair,) = fault.repairs
    mended = edits.repair(doc, UNPOOL, repair)
    assert mended.node(UNPOOL).refers == POOL and check(mended).blocker is None


def test_one_that_is_deleted_is_missed() -> None:
    doc = coder()
    gone = edits.remove(doc, [POOL])
    wellformed(gone)
    assert gone.node(UNPOOL).refers is None
    assert UNPOOL in check(gone).faults and not check(gone).faults[UNPOOL].repairs


def test_one_that_runs_later_or_not_at_all_is_a_fault() -> None:
    doc, later = edits.add(
        coder(), "SpatialMaxPooling", {"kW": 2, "kH": 2, "dW": 2, "dH": 2}, at=(900.0, 300.0)
    )
    idle = edits.refer(doc, UNPOOL, later)
    assert "does not run" in check(idle).faults[UNPOOL].text
    assert [repair.value for repair in check(idle).faults[UNPOOL].repairs] == [POOL]
    wire = next(wire for wire in doc.root.wires if wire.source == UNPOOL)
    args = {"kW": 2, "kH": 2, "dW": 2, "dH": 2}
    doc, last = edits.insert_on_wire(doc, 0, wire, "SpatialMaxPooling", args)
    assert "run only after it" in check(edits.refer(doc, UNPOOL, last)).faults[UNPOOL].text


def test_windows_that_overlap_cannot_be_undone() -> None:
    doc = edits.set_arguments(coder(), POOL, {"dW": 1})
    fault = check(doc).faults[UNPOOL]
    assert "overlap" in fault.text and not fault.repairs
    with pytest.raises(Refused, match="overlap"):
        edits.refer(edits.refer(doc, UNPOOL, None), UNPOOL, POOL)
    with pytest.raises(Refused, match="works with a SpatialMaxPooling"):
        edits.refer(coder(), UNPOOL, 3)
    with pytest.raises(Refused, match="works alone"):
        edits.refer(coder(), 3, POOL)


def test_another_size_than_the_pooling_gave_is_a_fault() -> None:
    doc, other = edits.add(coder(), "SpatialMaxPooling", {"kW": 2, "kH": 2, "dW": 2, "dH": 2})
    doc = edits.connect(doc, 0, 3, other)
    doc = edits.connect(doc, 0, other, UNPOOL)
    fault = check(doc).faults[UNPOOL]
    assert "another size than the pooling module gave" in fault.text
    assert check(edits.refer(doc, UNPOOL, other)).faults.get(UNPOOL) is None


def test_copies_refer_to_the_copy_or_to_the_original() -> None:
    doc, (one,) = edits.duplicate(coder(), [UNPOOL])
    assert doc.node(one).refers == POOL
    doc, both = edits.duplicate(coder(), [POOL, UNPOOL])
    assert doc.node(both[1]).refers == both[0]
    text = edits.copy(coder(), [POOL, UNPOOL])
    doc, made = edits.paste(Document(), text)
    assert doc.node(made[1]).refers == made[0]
    alone, (lone,) = edits.paste(Document(), edits.copy(coder(), [UNPOOL]))
    assert alone.node(lone).refers is None
    wellformed(alone)


def test_it_is_written_and_read() -> None:
    doc = coder()
    assert node_from_plain(node_to_plain(doc.root)) == doc.root
    assert node_to_plain(doc.root)["children"][3]["refers"] == POOL


def test_two_in_a_row_are_known_to_the_end() -> None:
    doc = chain(
        ("Reshape", (1, 9, 9)), ("SpatialMaxPooling", 2, 2, 2, 2), ("SpatialMaxPooling", 2, 2, 2, 2),
        ("SpatialMaxUnpooling",), ("SpatialMaxUnpooling",), inputs=81, target=(1, 9, 9),
    )  # fmt: skip
    assert doc.node(4).refers is None
    doc = edits.refer(edits.refer(doc, 4, 3), 5, 2)
    known = check(doc)
    assert known.blocker is None, known.blocker
    assert str(known.outputs[5]) == "N×1×9×9"
    compile_document(doc, nn.Generator(1)).module.forward(np.zeros((2, 81)))


def test_a_volume_too() -> None:
    pool = ("VolumetricMaxPooling", 2, 2, 2, 2, 2, 2)
    unpool = ("VolumetricMaxUnpooling",)
    doc = chain(("Reshape", (1, 4, 4, 4)), pool, unpool, inputs=64, target=(1, 4, 4, 4))
    assert check(doc).blocker is None, check(doc).blocker
    compile_document(doc, nn.Generator(1)).module.forward(np.zeros((2, 64)))


def test_its_wires_may_run_in_a_graph() -> None:
    doc = edits.connect(coder(), 0, INPUT, 1)
    assert [wire.target for wire in doc.root.wires if wire.source == 5] == [OUTPUT]
    assert index(doc).refers == {UNPOOL: POOL}
