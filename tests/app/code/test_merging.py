"""A text becomes the model or stands beside it: what is the same keeps its id, its place, its weights."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.code.fragment import Fragment
from app.code.languages import LUA
from app.code.merging import beside, to_document
from app.code.reading import read
from app.code.writing import write
from app.document import edits, examples
from app.document.check import check
from app.document.index import index
from app.document.model import INPUT, Document, Node, NodeId, Wire
from tests.app.code.plain import plain
from tests.app.document.builders import chain
from tests.app.document.grown import documents
from tests.app.document.wellformed import wellformed

some = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def fragment(text: str) -> Fragment:
    reading = read(text, LUA)
    assert reading.fragment is not None, reading.underlines
    return reading.fragment


def edited(doc: Document, *changes: tuple[str, str]) -> Document:
    """The document after these replacements in its Lua."""
    text = write(doc, LUA).text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    new_doc, _ = to_document(fragment(text), doc)
    wellformed(new_doc)
    return new_doc


def modules(doc: Document) -> dict[NodeId, str]:
    return {node.id: node.module for node in index(doc).nodes.values()}


def test_a_changed_argument_changes_one_node() -> None:
    doc = examples.tutorial()
    new = edited(doc, ("(4, 3)", "(4, 8)"), ("(3, 1)", "(8, 1)"))
    assert modules(new) == modules(doc)
    assert dict(new.node(1).args) == {"inputSize": 4, "outputSize": 8}
    assert new.node(1).at == doc.node(1).at
    assert new.node(2) is doc.node(2)
    assert new.criterion is doc.criterion


def test_a_line_put_in_leaves_the_others_as_they_are_and_makes_room() -> None:
    doc = examples.tutorial()
    new = edited(doc, ("  :add(nn.Tanh())", "  :add(nn.Linear(3, 3))\n  :add(nn.Tanh())"))
    assert {id: module for id, module in modules(new).items() if id in modules(doc)} == modules(doc)
    (added,) = set(modules(new)) - set(modules(doc))
    places = [new.node(id).at for id in (1, added, 2, 3)] + [new.root.ends[1]]
    assert places == sorted(places)
    assert all(b[0] - a[0] >= 100 for a, b in zip(places, places[1:], strict=False))
    assert {y for _, y in places} == {96.0}
    assert check(new).blocker is None


def test_what_is_wrapped_or_moved_keeps_its_id() -> None:
    doc = examples.tutorial()
    new = edited(doc, ("  :add(nn.Linear(4, 3))", "  :add(nn.Sequential():add(nn.Linear(4, 3)))"))
    assert new.node(1).module == "Linear"
    assert index(new).nodes[index(new).parents[1] or 0].module == "Sequential"


def test_labels_and_a_default_that_was_given_stay() -> None:
    doc = edits.relabel(edits.set_arguments(examples.tutorial(), 1, {"bias": True}), 1, "hidden")
    new = edited(doc, ("nn.Tanh()", "nn.ReLU()"))
    assert new.node(1) is doc.node(1)


def test_a_criterion_can_go_and_change() -> None:
    doc = examples.tutorial()
    assert edited(doc, ("criterion = nn.MSECriterion()", "")).criterion is None
    changed = edited(doc, ("nn.MSECriterion()", "nn.MSECriterion(false)")).criterion
    assert changed is not None and doc.criterion is not None
    assert changed.id == doc.criterion.id
    assert dict(changed.args) == {"sizeAverage": False}


def test_a_wired_model_can_become_a_chain_and_back() -> None:
    doc = examples.sparse_dense()
    text = "net = nn.Sequential():add(nn.ParallelTable():add(nn.LookupTable(5, 2)):add(nn.Linear(3, 2)))"
    new, _ = to_document(fragment(f"{text}:add(nn.CAddTable())\nmse = nn.MSECriterion()"), doc)
    assert modules(new) == modules(doc)
    assert new.root.wires != doc.root.wires
    back, _ = to_document(fragment(write(doc, LUA).text), new)
    assert plain(back) == plain(doc)
    assert modules(back) == modules(doc)


@some
@given(data=st.data())
def test_any_model_can_replace_any_other(data: st.DataObject) -> None:
    one, other = data.draw(documents()), data.draw(documents())
    new, ids = to_document(fragment(write(other, LUA).text), one)
    wellformed(new)
    assert plain(new) == plain(replace(other, data=one.data))
    assert set(ids.values()) == set(index(new).nodes)


def test_new_models_stand_where_nothing_overlaps() -> None:
    doc = examples.sparse_dense()
    new, _ = to_document(fragment(write(doc, LUA).text), Document(data=doc.data))
    at = [child.at for child in new.root.children]
    assert at[0][0] < at[1][0] < new.root.ends[1][0]


def test_beside_the_model_it_is_wired_within_itself_only() -> None:
    doc = examples.tutorial()
    new, ids = beside(fragment("nn.Sequential():add(nn.Tanh()):add(nn.Abs())\nnn.AbsCriterion()"), doc)
    wellformed(new)
    tanh, last = (child for child in new.root.children if child.id in ids.values())
    assert new.criterion is doc.criterion
    assert set(new.root.wires) == {*doc.root.wires, Wire(tanh.id, last.id)}
    assert min(tanh.at[1], last.at[1]) > max(node.at[1] for node in doc.root.children)


def test_beside_nothing_its_criterion_is_the_models() -> None:
    new, _ = beside(fragment("nn.MSECriterion()"), Document())
    assert new.criterion is not None and new.criterion.module == "MSECriterion"
    assert beside(fragment(""), new)[0] is new


def test_a_graph_within_that_is_a_chain_stays_one() -> None:
    doc = chain(("Linear", 4, 3), ("Tanh",), ("Linear", 3, 1))
    doc, graph = edits.wrap(doc, [2, 3], "gModule")
    new = edited(doc, ("(3, 1)", "(3, 2)"))
    assert new.node(graph).module == "gModule"
    more = edited(doc, ("nn.Tanh())", "nn.Tanh())\n    :add(nn.Abs())"))
    inner: Node = more.node(graph)
    assert inner.module == "gModule"
    assert {wire.source for wire in inner.wires} == {INPUT, *(child.id for child in inner.children)}


def test_a_size_that_follows_the_wire_is_written_and_goes_on_following() -> None:
    doc = chain(("Linear", None, 3), ("Linear", None, 1))
    assert "nn.Linear(4, 3)" in write(doc, LUA).text
    assert edited(doc) is doc
    wider = edited(doc, ("(4, 3)", "(4, 8)"), ("(3, 1)", "(8, 1)"))
    assert dict(wider.node(1).args) == {"inputSize": 4, "outputSize": 8}
    renamed = edited(doc, ("nn.Linear(3, 1)", "nn.Linear(3, 1, false)"))
    assert "inputSize" not in dict(renamed.node(1).args)


def test_what_is_frozen_muted_or_shared_stays_so() -> None:
    doc = chain(("Linear", 3, 3), ("Tanh",), ("Linear", 3, 3), ("Linear", 3, 1), inputs=3)
    doc = edits.share(edits.mute(edits.freeze(doc, [4]), [2]), [1, 3])
    assert "nn.Identity()" in write(doc, LUA).text and edited(doc) is doc
    changed = edited(doc, ("nn.Linear(3, 1)", "nn.Linear(3, 1, false)"))
    assert changed.node(4).frozen and changed.node(2) == doc.node(2) and changed.node(3).shares == 1
