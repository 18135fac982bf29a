"""The networks that the engine is measured with, and one training step of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

import nncore as nn
from nncore.criterion import Criterion
from nncore.module import Module
from nncore.optim import Sgd
from nncore.random import Generator, using

RATE = 0.01

Step = Callable[[], float]
"""One training step; gives the loss before it."""


@dataclass(frozen=True)
class Network:
    """A model with its loss and one batch."""

    module: Any
    criterion: Criterion
    input: np.ndarray
    target: np.ndarray

    def forward(self) -> np.ndarray:
        output: np.ndarray = self.module.forward(self.input)
        return output

    def backward(self) -> None:
        """Forward and backward with a gradient of ones, without loss and update."""
        self.module.zeroGradParameters()
        self.module.backward(self.input, np.ones_like(self.module.forward(self.input)))

    def step(self) -> Step:
        """A step as the tutorial writes it, each module updating its own parameters."""
        module, criterion, input, target = self.module, self.criterion, self.input, self.target

        def step() -> float:
            output = module.forward(input)
            loss = criterion.forward(output, target)
            gradient = criterion.backward(output, target)
            module.zeroGradParameters()
            module.backward(input, gradient)
            module.updateParameters(RATE)
            return loss

        return step

    def flatStep(self) -> Step:
        """A step on the flat vector of all parameters, with nncore.optim."""
        module, criterion, input, target = self.module, self.criterion, self.input, self.target
        parameters, gradients = module.getParameters()
        method = Sgd(learningRate=RATE)

        def step() -> float:
            gradients.fill(0)
            output = module.forward(input)
            loss = criterion.forward(output, target)
            module.backward(input, criterion.backward(output, target))
            method.step(parameters, gradients)
            return loss

        return step


def mlp(sizes: list[int], between: type[Module], batch: int, dtype: str = "float64") -> Network:
    """Linear modules of these sizes; one output is compared by its square, several are classes."""
    with using(Generator(1)):
        layers = [nn.Linear(a, b) for a, b in zip(sizes, sizes[1:], strict=False)]
    module = _chain(layers[0], *(each for layer in layers[1:] for each in (between(), layer)))
    random = np.random.default_rng(1)
    input = random.normal(size=(batch, sizes[0]))
    if sizes[-1] == 1:
        return _typed(module, nn.MSECriterion(), input, random.normal(size=(batch, 1)), dtype)
    return _classes(module.add(nn.LogSoftMax()), input, sizes[-1], dtype)


def spared(network: Network) -> Network:
    """Without the gradient by its input: PyTorch does not compute it either."""
    network.module.get(1).gradInput = None
    return network


def deep(layers: int, width: int = 16, batch: int = 16) -> Network:
    """A Sequential of so many modules, Linear and Tanh in turn."""
    with using(Generator(1)):
        pairs = [(nn.Linear(width, width), nn.Tanh()) for _ in range(layers // 2)]
    module = _chain(*(each for pair in pairs for each in pair))
    random = np.random.default_rng(1)
    input, target = random.normal(size=(2, batch, width))
    return _typed(module, nn.MSECriterion(), input, target, "float64")


def lookup() -> Network:
    """Sums of 20 looked-up vectors, told apart into two classes."""
    with using(Generator(1)):
        module = _chain(nn.LookupTable(10_000, 64), nn.Sum(2), nn.Linear(64, 2), nn.LogSoftMax())
    random = np.random.default_rng(1)
    indices = random.integers(1, 10_001, size=(128, 20))
    return Network(module, nn.ClassNLLCriterion(), indices, random.integers(1, 3, size=128))


def convolution(dtype: str) -> Network:
    """One convolution, of the size of LeNet's second for a batch of 64."""
    with using(Generator(1)):
        module = nn.SpatialConvolution(20, 50, 5, 5)
    random = np.random.default_rng(1)
    input, target = random.normal(size=(64, 20, 12, 12)), random.normal(size=(64, 50, 8, 8))
    return _typed(module, nn.MSECriterion(), input, target, dtype)


def lenet() -> Network:
    """LeNet for digits of 28×28, as it came with Caffe."""
    with using(Generator(1)):
        module = _chain(
            nn.SpatialConvolution(1, 20, 5, 5), nn.SpatialMaxPooling(2, 2),
            nn.SpatialConvolution(20, 50, 5, 5), nn.SpatialMaxPooling(2, 2), nn.View(800),
            nn.Linear(800, 500), nn.ReLU(), nn.Linear(500, 10), nn.LogSoftMax(),
        )  # fmt: skip
    return _classes(module, np.random.default_rng(1).normal(size=(64, 1, 28, 28)), 10, "float32")


def _chain(*modules: Module) -> nn.Sequential:
    chain = nn.Sequential()
    for module in modules:
        chain.add(module)
    return chain


def _classes(module: Module, input: np.ndarray, classes: int, dtype: str) -> Network:
    target = np.random.default_rng(2).integers(1, classes + 1, size=len(input))
    return _typed(module, nn.ClassNLLCriterion(), input, target, dtype)


def _typed(module: Module, criterion: Criterion, input: Any, target: Any, dtype: str) -> Network:
    module.type(dtype)
    criterion.type(dtype)
    answers = target if target.ndim == 1 else target.astype(dtype)
    return Network(module, criterion, input.astype(dtype), answers)
