"""Losses that are sums over the elements of one input and one target."""

from __future__ import annotations

from typing import Any

import numpy as np

from nncore.criterion import Criterion
from nncore.dims import Dim
from nncore.errors import NNError
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Flag

SIZE_AVERAGE = Flag("sizeAverage", "whether the sum is divided by the number of elements", default=True)


class Elementwise(Criterion):
    """Σ f(xᵢ, tᵢ), divided by the number of elements when `sizeAverage`.

    Input and target have one shape, sizes of 1 left aside. A subclass has `_total`, the sum, and `_slopes`,
    the derivatives of f, written into `out`.
    """

    def _total(self, x: np.ndarray, t: np.ndarray) -> float:
        raise NotImplementedError

    def _slopes(self, x: np.ndarray, t: np.ndarray, out: np.ndarray) -> None:
        raise NotImplementedError

    @staticmethod
    def _aligned(target: Any, input: np.ndarray) -> np.ndarray:
        """The target in the shape of the input."""
        if type(target) is np.ndarray and target.shape == input.shape:
            return target
        return np.asarray(target).reshape(input.shape)

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        x, target = oneTensor(x), oneTensor(needed(target))
        if x.elements != target.elements:
            raise NNError(
                "predictions and targets differ in number",
                got=f"{x} predictions for {target} targets",
                needs="as many of one as of the other",
            )
        if _told(x) != _told(target):
            raise NNError(
                "predictions and targets are laid out in different ways",
                got=f"{x} predictions for {target} targets",
                needs=f"targets {x}; only sizes of 1 do not count",
            )

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input, target)
        total = float(self._total(input, self._aligned(target, input)))
        self.output = total / input.size if self.args.sizeAverage else total
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input, target)
        out = self._gradBuffer(input)
        self._slopes(input, self._aligned(target, input), out)
        if self.args.sizeAverage:
            out *= 1 / input.size
        return out


def _told(x: Tensor) -> tuple[Dim, ...]:
    """The sizes that say how the elements are laid out."""
    return tuple(dim for dim in x.dims if dim != 1)


def needed(target: Any) -> Any:
    """The target's shape.

    Raises:
        NNError: when there is none.
    """
    if target is None:
        raise NNError("the target is missing", needs="forward(input, target)")
    return target
