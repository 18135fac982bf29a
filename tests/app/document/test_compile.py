"""What compile makes of a document computes what the check foresees, however the document is wrapped."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document import edits
from app.document.check import check
from app.document.compile import Compiled, compile_document
from app.document.examples import classifier, sparse_dense, tutorial
from app.document.index import index
from app.document.model import GRAPH, Document
from app.document.refused import Refused
from nncore import Generator
from nncore import random as nn_random
from tests.app.document.builders import chain
from tests.app.document.grown import at, batch, documents, rewrapped, shapes


@settings(max_examples=30, deadline=None)
@given(doc=documents(), count=st.integers(2, 5))
def test_forward_gives_the_shapes_that_the_check_says(doc: Document, count: int) -> None:
    known = check(doc)
    assert known.blocker is None, known.blocker
    model = compile_document(doc, Generator(1))
    model.module.forward(batch(doc.data, count))
    for id, module in model.nodes.items():
        shape = known.outputs[id]
        assert shape is not None
        inside = index(doc).chain(id)[:-1]
        if not any(index(doc).nodes[holder].module == "MapTable" for holder in inside):
            assert shapes(module.output) == at(shape, count), index(doc).nodes[id].module
    assert set(index(doc).nodes) - model.nodes.keys() == known.unused | {doc.criterion.id}  # type: ignore[union-attr]


def weights(model: Compiled) -> dict[int, list[np.ndarray]]:
    """Each node's own parameters."""
    return {
        id: [getattr(module, name) for name in module.parameterNames if getattr(module, name) is not None]
        for id, module in model.nodes.items()
    }


@settings(max_examples=30, deadline=None)
@given(doc=documents(), data=st.data())
def test_wrapping_changes_the_picture_never_the_function(doc: Document, data: Any) -> None:
    other, chains = rewrapped(data.draw, doc)
    assert check(other).blocker is None
    one, two = compile_document(doc, Generator(1)), compile_document(other, Generator(1))
    if not chains:
        theirs = weights(two)
        for id, arrays in weights(one).items():
            for mine, its in zip(arrays, theirs.get(id, []), strict=False):
                its[:] = mine
    x = batch(doc.data, 3)
    for mine, its in zip(flat(one.module.forward(x)), flat(two.module.forward(x)), strict=True):
        np.testing.assert_array_equal(mine, its)


def flat(value: Any) -> list[np.ndarray]:
    return [value] if isinstance(value, np.ndarray) else [array for entry in value for array in flat(entry)]


def test_the_tutorials_five_losses() -> None:
    """Section 4 of the notebook: data and weights from one seed, in that order."""
    generator = Generator(287)
    with nn_random.using(generator):
        x = nn_random.randn(5, 4)
        y = np.dot(x, nn_random.randn(4)) ** 2 + nn_random.randn(5)
    model = compile_document(tutorial(), generator)
    losses = []
    for _ in range(5):
        losses.append(model.criterion.forward(model.module.forward(x), y))
        model.module.zeroGradParameters()
        model.module.backward(x, model.criterion.backward(model.module.output, y))
        model.module.updateParameters(0.01)
    expected = [1.4847964912907, 1.4471538022835, 1.4123791149845, 1.3801837665443, 1.3503120157518]
    np.testing.assert_allclose(losses, expected, rtol=1e-13)


def test_a_plain_chain_is_a_sequential_and_anything_else_a_graph() -> None:
    assert type(compile_document(tutorial(), Generator(1)).module).__name__ == "Sequential"
    assert type(compile_document(sparse_dense(), Generator(1)).module).__name__ == GRAPH


def test_a_chain_in_a_graph_in_a_container_is_a_sequential_too() -> None:
    doc, inner = edits.wrap(tutorial(), [1, 2, 3], GRAPH)
    doc, _ = edits.wrap(doc, [inner], "Sequential")
    model = compile_document(doc, Generator(1))
    assert str(model.nodes[inner]) == str(compile_document(tutorial(), Generator(1)).module)


@pytest.mark.parametrize("example", [tutorial, sparse_dense, classifier])
def test_the_examples_run(example: Any) -> None:
    doc = example()
    assert check(doc).blocker is None
    model = compile_document(doc, Generator(1))
    output = model.module.forward(batch(doc.data, 7))
    assert shapes(output) == at(check(doc).outputs[0], 7)  # type: ignore[arg-type]


def test_what_cannot_run_is_refused_with_the_blockers_words() -> None:
    doc = edits.set_arguments(tutorial(), 3, {"inputSize": 5})
    with pytest.raises(Refused, match="Linear\\(5 → 1\\) needs N×5, as inputSize = 5"):
        compile_document(doc, Generator(1))


def test_what_only_a_constructor_refuses_is_told_in_the_same_words() -> None:
    doc, box = edits.add(chain(("Tanh",), target=(4,)), "WeightNorm")
    doc = edits.nest(doc, [1], box)
    assert check(doc).blocker is None
    with pytest.raises(
        Refused, match=r"^WeightNorm: the module has no weight to normalise. It gets nn.Tanh; Weight"
    ):
        compile_document(doc, Generator(1))


def test_the_first_weights_do_not_depend_on_when_a_module_was_added() -> None:
    doc = chain(("Linear", 4, 3), ("Linear", 3, 2), target=(2,))
    late, first = edits.add(edits.remove(doc, [1]), "Linear", {"inputSize": 4, "outputSize": 3})
    late = edits.connect(edits.connect(late, 0, -1, first), 0, first, 2)
    one, two = compile_document(doc, Generator(3)), compile_document(late, Generator(3))
    np.testing.assert_array_equal(one.nodes[2].weight, two.nodes[2].weight)  # type: ignore[attr-defined]


def test_unused_modules_are_not_built() -> None:
    doc, spare = edits.add(tutorial(), "Linear", {"inputSize": 9, "outputSize": 9})
    doc, bare = edits.add(doc, "Linear")
    assert not {spare, bare} & compile_document(doc, Generator(1)).nodes.keys()
