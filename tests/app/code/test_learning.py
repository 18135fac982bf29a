"""What is frozen and what is shared is said in the text, trains as the document does, and is read back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nncore as nn
from app.code.languages import LUA, PRINTED, PYTHON, READABLE
from app.code.merging import beside, to_document
from app.code.reading import read
from app.code.writing import write
from app.document import edits
from app.document.compile import compile_document
from app.document.index import index
from app.document.model import GRAPH, Document
from app.document.refused import Refused
from app.document.sharing import can_share, frozen
from nncore.optim import sgd
from tests.app.code.plain import learning
from tests.app.document.builders import chain, mixed
from tests.app.document.grown import batch, documents, rewrapped
from tests.app.document.wellformed import wellformed


def tied() -> Document:
    """Four Linears in a line: the first and the third share, the last is frozen."""
    doc = chain(("Linear", 3, 3), ("Tanh",), ("Linear", 3, 3), ("Linear", 3, 1), inputs=3)
    return edits.share(edits.freeze(doc, [4]), [1, 3])


def held() -> Document:
    """The same, with the first two in a container that is frozen."""
    doc, whole = edits.wrap(tied(), [1, 2], "Sequential")
    return edits.freeze(doc, [whole])


def wired() -> Document:
    """A graph in a graph, which is frozen, and branches that share."""
    doc = mixed()
    lines = [
        node.id for node in doc.root.walk() if node.module == "Linear" and index(doc).graph_of(node.id) == 0
    ]
    inner = next(node.id for node in doc.root.walk() if node.module == GRAPH and node.id != 0)
    return edits.freeze(edits.share(doc, lines), [inner])


def windows() -> Document:
    """Two that share and differ in another argument."""
    doc = chain(("Reshape", (1, 6, 6)), ("SpatialConvolution", 1, 1, 3, 3), inputs=36)
    doc = edits.set_arguments(doc, 2, {"padW": 1, "padH": 1})
    doc, other = edits.add(doc, "SpatialConvolution", {"nInputPlane": 1, "nOutputPlane": 1, "kW": 3, "kH": 3})
    return edits.share(doc, [2, other])


ALL: list[Any] = [tied, held, wired, windows]


def variables(doc: Document) -> dict[str, Any]:
    found: dict[str, Any] = {}
    with nn.using(nn.Generator(3)):
        exec(write(doc, PYTHON).text, found)
    return found


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize("language", READABLE)
def test_it_is_read_back_and_nothing_changes(make: Any, language: str) -> None:
    doc = make()
    fragment = read(write(doc, language).text, language).fragment
    assert fragment is not None, read(write(doc, language).text, language).underlines
    assert to_document(fragment, doc)[0] is doc
    fresh, _ = to_document(fragment, Document(data=doc.data))
    wellformed(fresh)
    again = read(write(fresh, language).text, language).fragment
    assert again is not None
    assert to_document(again, fresh)[0] is fresh
    still = [len(frozen(each) & {n.id for n in each.root.walk() if can_share(n)}) for each in (doc, fresh)]
    assert still[0] == still[1]
    assert sorted(map(len, learning(fresh)[1])) == sorted(map(len, learning(doc)[1]))


@pytest.mark.parametrize("make", [tied, held, wired])
@pytest.mark.parametrize("trains", ["updateParameters", "sgd"])
def test_the_python_trains_what_the_document_trains(make: Any, trains: str) -> None:
    doc = make()
    net = variables(doc)["net"]
    compiled = compile_document(doc, nn.Generator(3))
    x = batch(doc.data, 5)
    np.testing.assert_array_equal(net.forward(x), compiled.module.forward(x))  # the same first weights
    still = frozen(doc)
    theirs = [module for id, module in compiled.nodes.items() if module.parameterPairs and id not in still]
    fixed = [module for id, module in compiled.nodes.items() if module.parameterPairs and id in still]
    before = [m.weight.copy() for m in fixed]
    flat, gradients = net.getParameters()
    assert flat.size == sum(array.size for array in unique(theirs))
    net.zeroGradParameters()
    net.backward(x, np.ones_like(net.output))
    if trains == "sgd":
        sgd(lambda _: (0.0, gradients), flat, {"learningRate": 0.1, "weightDecay": 0.5})
    else:
        net.updateParameters(0.1)
    kept = [m for m in net.listModules() if getattr(m, "weight", None) is not None and not m.parameterPairs]
    assert len(kept) == len(fixed)
    for module, old in zip(kept, before, strict=True):
        np.testing.assert_array_equal(module.weight, old)
    moved = [m for m in net.listModules() if m.parameterPairs]
    assert len(moved) == len(theirs)
    assert all(np.abs(m.weight - t.weight).max() > 0 for m, t in zip(moved, theirs, strict=True))


def unique(modules: list[Any]) -> list[np.ndarray]:
    """The parameters, each once however many modules use it."""
    arrays = (array for module in modules for array in module.parameters()[0])
    return list({array.__array_interface__["data"][0]: array for array in arrays}.values())


def test_those_that_share_are_one_array_with_one_gradient() -> None:
    net = variables(tied())["net"]
    first, third = net.get(1), net.get(3)
    assert first.weight is third.weight and first.gradBias is third.gradBias


def test_torchs_words_for_it() -> None:
    lua = write(tied(), LUA).text
    assert "linear:clone('weight', 'bias', 'gradWeight', 'gradBias')" in lua
    assert "linear2.parameters, linear2.updateParameters = function() end, function() end" in lua
    assert "clone" not in write(tied(), PRINTED).text and "frozen" not in write(held(), PRINTED).text
    other = write(windows(), LUA).text
    assert ":share(spatialConvolution, 'weight', 'bias', 'gradWeight', 'gradBias')" in other


@pytest.mark.parametrize(
    ("line", "is_frozen"),
    [
        ("", False),
        ("a.parameters = function() end", True),
        ("a.accGradParameters = function() end; a.updateParameters = function() end", True),
        ("a.accGradParameters = function(self, input, gradOutput) end", True),
        ("for _, m in ipairs(net:listModules()) do m.parameters = function() end end", True),
    ],
)
def test_other_ways_to_freeze_in_lua(line: str, is_frozen: bool) -> None:
    reading = read(f"a = nn.Linear(4, 3)\nnet = nn.Sequential():add(a)\n{line}\n", LUA)
    assert reading.fragment is not None, reading.underlines
    assert [node.frozen for node in reading.fragment.root.children] == [is_frozen]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("b = a:clone('weight')", "bias is missing"),
        ("b = nn.Linear(4, 2):share(a, 'weight', 'bias')", "another kind or size"),
        ("b = a:clone(1)", "names of parameters"),
        ("b = a:share()", "takes another module"),
        ("b = a:clone('weight', 'bias'); b.parameters = function() end", "Freeze both"),
        ("b = a:clone(); b.parameters = function() return 1 end", "function cannot be read"),
        ("b = a:clone(); b.bias = function() end", "holds weights"),
    ],
)
def test_what_cannot_be_is_underlined(line: str, said: str) -> None:
    reading = read(f"a = nn.Linear(4, 3)\n{line}\nnet = nn.ConcatTable():add(a):add(b)\n", LUA)
    assert reading.fragment is None
    assert said in " ".join(each.message for each in reading.underlines)


def test_a_container_is_cloned_with_all_inside_it() -> None:
    text = "a = nn.Sequential():add(nn.Linear(4, 4)):add(nn.Tanh()):add(nn.Linear(4, 4))\n"
    text += "net = nn.Sequential():add(a):add(a:clone('weight', 'bias'))"
    reading = read(text, LUA)
    assert reading.fragment is not None
    doc, _ = to_document(reading.fragment, Document())
    wellformed(doc)
    assert sorted(map(len, learning(doc)[1])) == [2, 2]


def test_an_edit_of_the_text_unfreezes_and_unties() -> None:
    doc = tied()
    lines = write(doc, LUA).text.splitlines(keepends=True)
    text = "".join(line for line in lines if "frozen" not in line)
    fragment = read(
        text.replace("linear:clone('weight', 'bias', 'gradWeight', 'gradBias')", "nn.Linear(3, 3)"), LUA
    )
    assert fragment.fragment is not None
    new, _ = to_document(fragment.fragment, doc)
    assert learning(new) == (frozenset(), set())
    assert replace(new, root=doc.root) == doc


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_frozen_and_shared_is_read_back(data: st.DataObject) -> None:
    doc, _ = rewrapped(data.draw, data.draw(documents()))
    ids = [node.id for node in doc.root.walk() if node.id]
    for _ in range(data.draw(st.integers(1, 4))):
        chosen = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
        edit = data.draw(st.sampled_from([edits.share, edits.freeze, edits.mute]))
        try:
            doc = edit(doc, chosen)
        except Refused:
            continue
    for language in READABLE:
        reading = read(write(doc, language).text, language)
        assert reading.fragment is not None, (reading.underlines, write(doc, language).text)
        same, _ = to_document(reading.fragment, doc)
        assert learning(same) == learning(doc)
        wellformed(to_document(reading.fragment, Document(data=doc.data))[0])


def undone() -> Document:
    """A pooling, one of its kind in a container, and an unpooling of each."""
    doc = chain(
        *(
            ("Reshape", (1, 8, 8)),
            ("SpatialMaxPooling", 2, 2, 2, 2),
            ("SpatialMaxPooling", 2, 2, 2, 2),
            ("Tanh",),
        ),
        *(("SpatialMaxUnpooling",), ("SpatialMaxUnpooling",), ("Reshape", (64,))),
        inputs=64,
        target=(64,),
    )
    doc, _ = edits.wrap(edits.refer(edits.refer(doc, 5, 3), 6, 2), [3, 4], "Sequential")
    return doc


@pytest.mark.parametrize("language", READABLE)
def test_an_unpooling_is_made_for_its_pooling(language: str) -> None:
    doc = undone()
    text = write(doc, language).text
    assert "nn.SpatialMaxUnpooling(spatialMaxPooling2)" in text
    fragment = read(text, language).fragment
    assert fragment is not None, read(text, language).underlines
    assert to_document(fragment, doc)[0] is doc
    fresh, _ = to_document(fragment, Document(data=doc.data))
    wellformed(fresh)
    assert len([node for node in fresh.root.walk() if node.refers is not None]) == 2
    swapped = edits.refer(edits.refer(doc, 5, 2), 6, 3)
    assert to_document(fragment, swapped)[0] == doc
    empty = edits.refer(doc, 5, None)
    again = read(write(empty, language).text, language).fragment
    assert again is not None and to_document(again, empty)[0] is empty


def test_its_python_computes_what_the_document_does() -> None:
    doc = undone()
    x = np.random.default_rng(2).normal(size=(3, 64))
    made = compile_document(doc, nn.Generator(1)).module
    np.testing.assert_array_equal(variables(doc)["net"].forward(x), made.forward(x))


def test_it_is_printed_as_torch_prints_it() -> None:
    doc = undone()
    pool = nn.SpatialMaxPooling(2, 2, 2, 2)
    assert str(nn.SpatialMaxUnpooling(pool)) in write(doc, PRINTED).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("net = nn.SpatialMaxUnpooling()", "takes the SpatialMaxPooling"),
        ("net = nn.SpatialMaxUnpooling(nn.Tanh())", "not a Tanh"),
        ("net = nn.Sequential():add(nn.SpatialMaxUnpooling(2))", "not 2"),
    ],
)
def test_what_an_unpooling_cannot_be_made_for(text: str, said: str) -> None:
    reading = read(text, LUA)
    assert reading.fragment is None
    assert said in reading.underlines[0].message


def test_beside_a_model_they_share_and_refer_among_themselves() -> None:
    text = write(undone(), LUA).text.replace("nn.Tanh()", "nn.Linear(2, 2)")
    text += "a = nn.Linear(3, 3)\nb = nn.Sequential():add(a):add(a:clone('weight', 'bias'))\n"
    fragment = read(text.replace("criterion = nn.MSECriterion()", ""), LUA).fragment
    assert fragment is not None
    doc, _ = beside(fragment, tied())
    wellformed(doc)
    assert sorted(map(len, learning(doc)[1])) == [2, 2]
    assert len([other for other in index(doc).refers.values() if other is not None]) == 2
