"""nn.StochasticGradient: trains a module example by example. After torch/nn's StochasticGradient.lua."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from nncore.criterion import Criterion
from nncore.errors import NNError
from nncore.module import Module
from nncore.random import generator
from nncore.shapes import said

Example = tuple[Any, Any]


class StochasticGradient:
    """A step against the gradient of every example in turn, over and over.

    The settings are attributes:
        learningRate: the size of a step.
        learningRateDecay: iteration i steps by learningRate / (1 + i * learningRateDecay).
        maxIteration: how often it goes through the data; 0 for ever (a hook ends it by raising).
        shuffleIndices: whether the examples come in an order drawn once, or as they are.
        verbose: whether the mean error of each iteration is printed.
        hookExample: called with (trainer, example) after each example.
        hookIteration: called with (trainer, iteration, mean error) after each iteration.
    """

    def __init__(self, module: Module, criterion: Criterion) -> None:
        self.module = module
        self.criterion = criterion
        self.learningRate = 0.01
        self.learningRateDecay = 0.0
        self.maxIteration = 25
        self.shuffleIndices = True
        self.verbose = True
        self.hookExample: Callable[[StochasticGradient, Example], Any] | None = None
        self.hookIteration: Callable[[StochasticGradient, int, float], Any] | None = None

    def train(self, dataset: Sequence[Example]) -> None:
        """Trains on pairs of input and target.

        Raises:
            NNError: for an empty data set, or an example that does not fit, with its number.
        """
        if not hasattr(dataset, "__len__") or not len(dataset):
            what = "the data set is empty" if hasattr(dataset, "__len__") else "there is no data set"
            raise NNError(what, needs="pairs (input, target)", module="StochasticGradient")
        order = [
            int(number) - 1 for number in generator().randperm(len(dataset))
        ]  # drawn in any case, as in Torch
        if not self.shuffleIndices:
            order = list(range(len(dataset)))
        self._say("# StochasticGradient: training")
        iteration, rate = 1, self.learningRate
        while True:
            error = sum(self._learn(dataset[number], number, rate) for number in order) / len(dataset)
            if self.hookIteration:
                self.hookIteration(self, iteration, error)
            self._say(f"# current error = {error:.14g}")
            iteration += 1
            rate = self.learningRate / (1 + iteration * self.learningRateDecay)
            if 0 < self.maxIteration < iteration:
                self._say("# StochasticGradient: you have reached the maximum number of iterations")
                self._say(f"# training error = {error:.14g}")
                return

    def _learn(self, example: Example, number: int, rate: float) -> float:
        """One step; the loss before it."""
        try:
            if not isinstance(example, (tuple, list)) or len(example) != 2:
                raise NNError(
                    "it is no pair", got=said(example), needs="(input, target)", module="StochasticGradient"
                )
            input, target = example
            loss = self.criterion.forward(self.module.forward(input), target)
            gradient = self.criterion.updateGradInput(self.module.output, target)
            self.module.updateGradInput(input, gradient)
            self.module.accUpdateGradParameters(input, gradient, rate)
        except NNError as error:
            error.what = f"at example {number + 1}: {error.what}"
            raise
        if self.hookExample:
            self.hookExample(self, example)
        return loss

    def _say(self, line: str) -> None:
        if self.verbose:
            print(line)
