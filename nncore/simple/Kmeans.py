"""nn.Kmeans: the nearest of k learned centres. After torch/nn's Kmeans.lua."""

from math import ceil
from typing import Any

import numpy as np

from nncore.costs import numbers
from nncore.errors import NNError
from nncore.example import Example
from nncore.follows import last
from nncore.module import Module
from nncore.random import generator
from nncore.rules import lastSize, oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Number, Spec
from nncore.torchform import Extent, TorchForm

NEAR_ZERO = 1e-7
"""Added to the number of rows of a centre before it divides, as in Torch."""


class Kmeans(Module):
    """The number (from 1) of the nearest row of `weight` for each row of N×dim.

    It learns by itself: `accGradParameters` gives each centre the gradient that moves it towards the mean of
    its rows, whatever gradOutput is; `gradInput` is zero. `loss` is the sum of squared distances of the last
    forward, `clusterSampleCount` says how many rows each centre got in the last backward.
    """

    spec = Spec(
        summary="Finds the nearest of some centres, and moves each to the middle of what is near it.",
        formula=r"y = \arg\min_k \| w_k - x \|",
        args=(
            Int("k", "how many centres there are", low=1),
            Int("dim", "how many numbers go in", low=1, follows=last),
            Number(
                "scale",
                "how fast the centres move; left out, as fast as backward says",
                default=None,
                optional=True,
            ),
        ),
        label="{k} × {dim}",
        keywords=("cluster", "centroid", "unsupervised"),
    )
    torch = TorchForm({"k": Extent("weight", 1), "dim": Extent("weight", 2)})
    example = Example(gradient="it moves its centres by a rule of its own, and its output is whole numbers")
    parameterNames = ("weight",)

    def __init__(self, k: int, dim: int, scale: float | None = None) -> None:
        super().__init__(k=k, dim=dim, scale=scale)
        if self.args.scale is not None and self.args.scale <= 0:
            raise NNError("scale does not fit", got=str(scale), needs="a number above 0", module="Kmeans")
        self.weight = np.empty((self.args.k, self.args.dim))
        self.gradWeight = np.zeros_like(self.weight)
        self.loss = 0.0
        self.clusterSampleCount = np.zeros(self.args.k)
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws new centres, uniform in ±stdv (1)."""
        bound = stdv or 1
        self.weight[:] = generator().uniform(-bound, bound, self.weight.shape)

    def initRandom(self, input: np.ndarray) -> None:
        """Puts each centre on a row of `input` drawn at random."""
        self._checkRows(input)
        self.weight[:] = input[[generator().random(1, len(input)) - 1 for _ in range(self.args.k)]]

    def initKmeansPlus(self, input: np.ndarray, p: float = 0.95) -> None:
        """Puts the first centre on a row drawn at random, each further one far from those before: on one of
        the (1 − p) rows in a hundredth that are furthest.
        """
        self._checkRows(input)
        if not 0 <= p <= 1:
            raise NNError("p does not fit", got=str(p), needs="a number from 0 to 1", module=self)
        choice = max(ceil((1 - p) * len(input)), 1)
        distance = np.full(len(input), np.inf)
        row = generator().random(len(input)) - 1
        for centre in range(self.args.k):
            self.weight[centre] = input[row]
            if centre + 1 < self.args.k:
                distance = np.minimum(distance, np.square(input - self.weight[centre]).sum(axis=1))
                row = int(np.argsort(-distance, kind="stable")[generator().random(choice) - 1])

    def _checkRows(self, input: np.ndarray) -> None:
        self.outputShape(Tensor(np.shape(input)))
        if len(input) < self.args.k:
            raise NNError(
                "there are too few rows", got=str(len(input)), needs=f"at least {self.args.k}", module=self
            )

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x, ranks=(2,), needs=f"N×{a.dim}")
        lastSize(x, a.dim, "dim")
        return Tensor(x.dims[:1])

    @staticmethod
    def cost(a: Any, x: Shape, y: Shape) -> int:
        return numbers(x) * int(a.k)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        distances = np.square(input[:, None] - self.weight).sum(axis=2)
        self._nearest = distances.argmin(axis=1)
        self.loss = float(distances.min(axis=1).sum())
        np.add(self._nearest, 1, out=self.output, casting="unsafe")
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradInput = self._gradBuffer(input)
        gradInput.fill(0)
        return gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        rate = self.args.scale or scale
        counts = np.bincount(self._nearest, minlength=self.args.k)
        self.clusterSampleCount[:] = counts
        change = np.zeros_like(self.weight)
        np.add.at(change, self._nearest, (self.weight[self._nearest] - input) * rate)
        self.gradWeight += change / (counts.astype(self.dtype) + self.dtype.type(NEAR_ZERO))[:, None]
