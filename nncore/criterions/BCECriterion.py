"""nn.BCECriterion: binary cross entropy. After torch/nn's BCECriterion.lua and THNN's BCECriterion.c."""

from typing import Any

import numpy as np

from nncore.elementwise import Elementwise
from nncore.errors import NNError
from nncore.example import Example
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Flag, Spec, Values
from nncore.summed import difference, summed
from nncore.worked import Place, plain
from nncore.worked import Values as Known

_TINY = 1e-12
"""Keeps the logarithm finite at 0 and 1, as in THNN."""


class BCECriterion(Elementwise):
    """−Σ wⱼ (t log x + (1 − t) log(1 − x)), averaged when `sizeAverage`. x: probabilities; t: from 0 to 1.

    With `weights`, one for each column, the input is n or N×n.
    """

    spec = Spec(
        summary="How unlikely yes-or-no answers are, given their probabilities.",
        formula=r"L = -\frac{1}{n} \sum_i \left( t_i \log x_i + (1 - t_i) \log(1 - x_i) \right)",
        args=(
            Values("weights", "one factor for each column; nothing for all 1", default=None),
            Flag("sizeAverage", "whether the sum is divided by the number of elements", default=True),
        ),
        keywords=("binary", "cross entropy", "sigmoid", "yes or no"),
    )
    targets = "shares"
    example = Example(low=0.01, high=0.99, target=lambda draw, a, x: draw.integers(0, 2, x.shape) * 1.0)

    @staticmethod
    def worked(a: Any, values: Known, name: str, at: Place) -> list[str]:
        rules = (
            r"-t{i} \log x{i} - (1 - t{i}) \log(1 - x{i})",
            r"\frac{{x{i} - t{i}}}{{(1 - x{i}) x{i}}}",
        )
        return summed(a, values, name, at, rules, _loss, _slope)

    def __init__(self, weights: Any = None, sizeAverage: bool = True) -> None:
        super().__init__(weights=weights, sizeAverage=sizeAverage)

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        Elementwise.shape(a, x, target)
        if a.weights is None:
            return
        x = oneTensor(x, ranks=(1, 2), needs="n or N×n, as there are weights")
        if x.dims[-1] != len(a.weights):
            raise NNError(
                "weights has another size than the input",
                got=f"{len(a.weights)} for {x}",
                needs=f"{x.dims[-1]} weights",
            )

    def _total(self, x: np.ndarray, t: np.ndarray) -> float:
        if not (x.min(initial=0) >= 0 and x.max(initial=0) <= 1):
            outside = x[~((x >= 0) & (x <= 1))][0]
            raise NNError(
                "an input is no probability",
                got=f"{outside:g}",
                needs="numbers from 0 to 1, such as a Sigmoid gives",
                module=type(self).__name__,
            )
        losses = np.log(x + _TINY) * t + np.log(1 - x + _TINY) * (1 - t)
        return -float((losses if self.args.weights is None else losses * self.args.weights).sum())

    def _slopes(self, x: np.ndarray, t: np.ndarray, out: np.ndarray) -> None:
        np.divide(x - t, (1 - x + _TINY) * (x + _TINY), out=out)
        if self.args.weights is not None:
            out *= self.args.weights


def _loss(x: float, t: float) -> str:
    """Of a yes or a no only what counts."""
    yes, no = rf"\log({plain(x)})", rf"\log(1 - {plain(x)})"
    if t in (0, 1):
        return f"(-{yes if t else no})"
    return rf"(-{plain(t)} \cdot {yes} - {plain(1 - t)} \cdot {no})"


def _slope(x: float, t: float) -> str:
    return rf"\frac{{{difference(x, t)}}}{{(1 - {plain(x)}) \cdot {plain(x)}}}"
