"""Frozen, muted and shared modules in training."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.document import edits
from app.document.compile import compile_document
from app.document.examples import classifier, tutorial
from app.document.model import Document
from app.files.model_file import read, written
from app.training.run import Run
from nncore import Generator
from nncore.optim import METHODS
from tests.app.document.builders import chain, named


def trained(doc: Document, epochs: int = 3, run: Run | None = None) -> Run:
    run = run or Run(doc)
    for _ in range(epochs):
        run.step_epoch()
    return run


def values(run: Run, node: int) -> list[np.ndarray]:
    return [array.copy() for array in run.layout.own(node)]


def alike(one: list[np.ndarray], other: list[np.ndarray]) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


ONE_GRADIENT = sorted(name for name, method in METHODS.items() if method.oneGradient)


@pytest.mark.parametrize("optimiser", ONE_GRADIENT)
def test_what_is_frozen_stays_and_the_rest_learns(optimiser: str) -> None:
    doc = edits.set_training(edits.freeze(tutorial(), [1]), optimiser=optimiser)
    run = Run(doc)
    before = values(run, 1), values(run, 3)
    trained(doc, run=run)
    assert alike(values(run, 1), before[0]) and not alike(values(run, 3), before[1])
    assert run.layout.trainable == (3,) and run.layout.parameters.size == 4


def test_the_gradient_flows_through_what_is_frozen() -> None:
    """What learns in front of it learns as it would without."""
    free, fixed = Run(tutorial()), Run(edits.freeze(tutorial(), [3]))
    free.step(), fixed.step()
    assert alike(values(free, 1), values(fixed, 1)) and not alike(values(free, 3), values(fixed, 3))


def test_a_frozen_container_freezes_all_inside_it() -> None:
    doc, box = edits.wrap(tutorial(), [1, 2, 3], "Sequential")
    run = Run(edits.freeze(doc, [box]))
    before = values(run, 1), values(run, 3)
    trained(run.document, run=run)
    assert alike(values(run, 1), before[0]) and alike(values(run, 3), before[1])
    assert run.layout.trainable == () and len(set(run.losses.kept()[0])) == 1


def test_freezing_in_the_middle_keeps_the_rest_of_the_optimisers_state() -> None:
    doc = edits.set_training(classifier(), optimiser="adam", learning_rate=0.01)
    first = trained(doc)
    frozen = Run(edits.freeze(doc, [1]), first.checkpoint())
    assert alike(values(frozen, 1), values(first, 1)) and alike(values(frozen, 3), values(first, 3))
    state, before = frozen.method.state, first.method.state
    part = first.layout.segments[3]
    moved = [name for name, value in state.items() if isinstance(value, np.ndarray)]
    assert moved
    for name in moved:
        assert np.array_equal(state[name][frozen.layout.segments[3]], before[name][part])
    thawed = Run(doc, trained(frozen.document, run=frozen).checkpoint())
    assert alike(values(thawed, 1), values(first, 1))


SHARED = chain(("Linear", 3, 3), ("Tanh",), ("Linear", 3, 3), ("Tanh",), ("Linear", 3, 1), inputs=3)


def siamese() -> Document:
    doc = edits.share(SHARED, [1, 3])
    return edits.set_data(doc, replace(tutorial().data, inputs=SHARED.data.inputs, options=(("F", 3),)))


def test_shared_modules_have_one_set_of_parameters_counted_once() -> None:
    run = Run(siamese())
    assert run.layout.parameters.size == 12 + 4 and run.layout.trainable == (1, 5)
    trained(run.document, run=run)
    assert alike(values(run, 1), values(run, 3))
    module = run.network.layout.own(3)[0]
    assert np.shares_memory(module, run.layout.own(1)[0])


def test_the_gradient_of_shared_parameters_is_the_sum_of_both_places() -> None:
    shared = compile_document(siamese(), Generator(1))
    apart = compile_document(edits.stop_sharing(siamese(), [3]), Generator(1))
    for mine, theirs in zip(apart.module.parameters()[0], shared.module.parameters()[0], strict=True):
        mine[...] = theirs
    x, back = np.arange(6.0).reshape(2, 3) / 6, np.ones((2, 1))
    for made in (shared, apart):
        made.module.zeroGradParameters()
        made.module.forward(x)
        made.module.backward(x, back)
    one, two = apart.nodes[1], apart.nodes[3]
    assert np.allclose(shared.nodes[1].gradWeight, one.gradWeight + two.gradWeight)
    assert shared.nodes[1].gradWeight is shared.nodes[3].gradWeight


def test_a_sharing_module_draws_nothing() -> None:
    """The module behind it gets the numbers that it would get without."""
    made = compile_document(siamese(), Generator(5))
    generator = Generator(5)
    bound = 1 / np.sqrt(3)
    assert np.array_equal(made.nodes[1].weight, generator.uniform(-bound, bound, (3, 3)))
    generator.uniform(-bound, bound, (3,))
    assert np.array_equal(made.nodes[5].weight, generator.uniform(-bound, bound, (1, 3)))


def test_the_heir_goes_on_with_the_weights() -> None:
    run = trained(siamese())
    doc = edits.remove(run.document, [1])
    heir = Run(edits.connect(doc, 0, -1, 2), run.checkpoint())
    assert alike(values(heir, 3), values(run, 1))


def test_what_shares_from_now_on_takes_the_originals_weights() -> None:
    apart = edits.stop_sharing(siamese(), [3])
    first = trained(apart)
    assert not alike(values(first, 1), values(first, 3))
    joined = Run(edits.share(apart, [1, 3]), first.checkpoint())
    assert alike(values(joined, 3), values(first, 1))
    again = Run(apart, trained(joined.document, run=joined).checkpoint())
    assert alike(values(again, 3), values(joined, 1)), "what stops sharing keeps what it had"


def test_frozen_together_where_shared() -> None:
    run = Run(edits.freeze(siamese(), [3]))
    assert run.layout.trainable == (5,)


def test_a_muted_module_is_left_out_and_comes_back_with_its_weights() -> None:
    doc = chain(("Linear", 3, 3), ("Tanh",), ("Linear", 3, 1), inputs=3)
    doc = edits.set_data(doc, replace(tutorial().data, inputs=doc.data.inputs, options=(("F", 3),)))
    first = trained(doc)
    muted = Run(edits.mute(doc, [1]), first.checkpoint())
    assert 1 not in muted.layout.nodes and muted.layout.parameters.size == 4
    back = Run(doc, trained(muted.document, run=muted).checkpoint())
    assert alike(values(back, 1), values(first, 1))


def test_it_all_survives_a_file() -> None:
    doc = edits.freeze(edits.mute(siamese(), [2]), [5])
    run = trained(doc)
    again, checkpoint = read(written(doc, run.checkpoint()))
    assert again == doc
    assert all(alike(values(Run(again, checkpoint), id), values(run, id)) for id in (1, 3, 5))


def test_other_places_of_shared_modules() -> None:
    """Beside one another, in different containers; and a class that hands its gradient out."""
    doc, both = edits.add(Document(data=SHARED.data), "ConcatTable")
    for _ in range(2):
        doc, _ = edits.add(doc, "Linear", named("Linear", 3, 1), parent=both)
    doc, total = edits.add(doc, "CAddTable")
    doc = edits.connect(edits.connect(doc, 0, -1, both), 0, both, total)
    doc, _ = edits.add(doc, "MSECriterion")
    doc = edits.share(edits.connect(doc, 0, total, -2), [2, 3])
    made = compile_document(doc, Generator(1))
    x = np.ones((2, 3))
    left, right = made.nodes[2].forward(x), made.nodes[3].forward(x)
    assert np.array_equal(left, right)
