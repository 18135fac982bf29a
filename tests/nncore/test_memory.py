"""What a training step takes from memory: nothing that stays, and a bounded multiple of what it needs."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import nncore as nn
from nncore.criterion import Criterion
from nncore.module import Module
from nncore.optim import METHODS, Sgd

STEPS = 15
SPARE = 2_000
"""Bytes that Python itself may come to hold meanwhile; less than any array of these networks."""

CLASSES = np.arange(1, 65) % 4 + 1


def chain(*modules: Module) -> Module:
    whole = nn.Sequential()
    for module in modules:
        whole.add(module)
    return whole


def branches() -> Module:
    fork = nn.ConcatTable().add(nn.Linear(64, 64)).add(nn.Identity())
    joined = (nn.CAddTable(), nn.BatchNormalization(64), nn.Dropout(0.5))
    return chain(fork, *joined, nn.Linear(64, 4), nn.LogSoftMax())


Made = tuple[Module, Criterion, np.ndarray, np.ndarray]

NETWORKS: dict[str, tuple[Callable[[], Made], float]] = {
    "dense": (
        lambda: (
            chain(nn.Linear(64, 128), nn.Tanh(), nn.Linear(128, 4), nn.LogSoftMax()),
            nn.ClassNLLCriterion(), np.ones((64, 64)), CLASSES,
        ),
        1.6,
    ),
    "deep": (
        lambda: (
            chain(*(kind for _ in range(50) for kind in (nn.Linear(32, 32), nn.ReLU()))),
            nn.MSECriterion(), np.ones((64, 32)), np.zeros((64, 32)),
        ),
        1.6,
    ),
    "images": (
        lambda: (
            chain(
                nn.SpatialConvolution(3, 8, 5, 5), nn.ReLU(True), nn.SpatialMaxPooling(2, 2), nn.View(8 * 36),
                nn.Linear(8 * 36, 4), nn.LogSoftMax(),
            ),
            nn.ClassNLLCriterion(), np.random.default_rng(1).normal(size=(64, 3, 16, 16)), CLASSES,
        ),
        10,  # a convolution's columns are 25 times its input, and there are those of the way back
    ),
    "words": (
        lambda: (
            chain(nn.LookupTable(2000, 32), nn.Sum(2), nn.Linear(32, 4), nn.LogSoftMax()),
            nn.ClassNLLCriterion(), np.random.default_rng(1).integers(1, 2001, (64, 10)), CLASSES,
        ),
        1.6,
    ),
    "branches": (lambda: (branches(), nn.ClassNLLCriterion(), np.ones((64, 64)), CLASSES), 3),
}  # fmt: skip


@pytest.fixture
def traced() -> Iterator[None]:
    gc.collect()
    gc.freeze()  # what other tests left behind is not gone through each time
    tracemalloc.start()
    yield
    tracemalloc.stop()
    gc.unfreeze()


def after(step: Callable[[], Any], count: int) -> tuple[int, int]:
    """What is held after `count` steps, and the most that was held during one."""
    gc.collect()
    tracemalloc.reset_peak()
    for _ in range(count):
        step()
    peak = tracemalloc.get_traced_memory()[1]
    gc.collect()
    return tracemalloc.get_traced_memory()[0], peak


def stepping(made: Made, flat: bool) -> Callable[[], None]:
    module, criterion, input, target = made
    method = Sgd(learningRate=0.01, momentum=0.9)
    vectors = module.getParameters() if flat else None

    def step() -> None:
        module.zeroGradParameters()
        output = module.forward(input)
        criterion.forward(output, target)
        module.backward(input, criterion.backward(output, target))
        if vectors is None:
            module.updateParameters(0.01)
        else:
            method.step(*vectors)

    return step


def needed(made: Made) -> int:
    """Input, activations, parameters and the gradients by all of them."""
    module, _, input, _ = made
    kept = {id(array): array for kind in module.parameters() for array in kind}
    for inner in module.listModules():
        for value in (inner.output, inner.gradInput):
            kept.update((id(array), array) for array in (value if isinstance(value, list) else [value]))
    return input.nbytes + sum(array.nbytes for array in kept.values())


@pytest.mark.parametrize("flat", [False, True], ids=["modules", "flat"])
@pytest.mark.parametrize("name", NETWORKS)
def test_nothing_stays_from_step_to_step(name: str, flat: bool, traced: None) -> None:
    step = stepping(NETWORKS[name][0](), flat)
    after(step, 5)
    held, peak = after(step, STEPS)
    later, highest = after(step, STEPS)
    assert later - held < SPARE
    assert highest - peak < SPARE


@pytest.mark.parametrize("name", NETWORKS)
def test_a_step_takes_a_bounded_multiple_of_what_it_needs(name: str, traced: None) -> None:
    make, multiple = NETWORKS[name]
    before = tracemalloc.get_traced_memory()[0]
    made = make()
    _, peak = after(stepping(made, False), 5)
    assert peak - before < multiple * needed(made)


@pytest.mark.parametrize("name", [name for name, method in METHODS.items() if method.oneGradient])
def test_no_optimiser_keeps_more_from_step_to_step(name: str, traced: None) -> None:
    method, x, gradient = METHODS[name](), np.ones(10_000), np.ones(10_000)
    held, peak = after(lambda: method.step(x, gradient), 5)
    later, highest = after(lambda: method.step(x, gradient), STEPS)
    assert later - held < SPARE
    assert highest - peak < SPARE
