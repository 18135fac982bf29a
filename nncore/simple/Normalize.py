"""nn.Normalize: every example gets length 1. After torch/nn's Normalize.lua."""

from math import inf, isinf
from typing import Any

import numpy as np

from nncore.example import Example
from nncore.module import Module
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Number, Spec


class Order(Number):
    """The p of a norm: a number above 0, or infinite."""

    __slots__ = ()

    def check(self, value: Any) -> Any:
        if isinstance(value, float) and value == inf:
            return value
        if isinstance(value, (int, float)) and value <= 0:
            raise self.refuse(value)
        return Number.check(self, value)

    @property
    def wants(self) -> str:
        return "a number above 0, or infinity"


class Normalize(Module):
    """y = x / ‖x‖ₚ for a vector n or each row of N×n; `eps` is added to Σ|xᵢ|ᵖ. `norm` (N×1) holds the
    lengths.
    """

    spec = Spec(
        summary="Divides every example by its length.",
        formula=r"y = \frac{x}{\| x \|_p}, \quad \| x \|_p = \left( \sum_i |x_i|^p + \epsilon \right)^{1/p}",
        args=(
            Order("p", "the p of the norm"),
            Number("eps", "added before the root, against division by 0", default=1e-10, low=0),
        ),
        label="{p}",
        keywords=("norm", "unit length", "l2"),
    )
    example = Example(
        arguments=lambda draw: {"p": float(draw.choice([1, 1.5, 2, 3, 4.5, inf]))},
        batch="the only dimension of a vector is not a batch",
    )

    def __init__(self, p: float, eps: float = 1e-10) -> None:
        super().__init__(p=p, eps=eps)
        self.norm = np.empty(0)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return oneTensor(x, ranks=(1, 2), needs="n or N×n")

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        rows, p = np.atleast_2d(input), self.args.p
        if isinf(p):
            self._largest = np.argmax(np.abs(rows), axis=1)[:, None]
            self.norm = np.abs(np.take_along_axis(rows, self._largest, 1)) + self.dtype.type(self.args.eps)
        else:
            powers = np.square(rows) if p == 2 else np.power(np.abs(rows), p)
            self._powers = powers.sum(axis=1, keepdims=True) + self.dtype.type(self.args.eps)
            self.norm = np.sqrt(self._powers) if p == 2 else np.power(self._powers, 1 / p)
        np.divide(rows, self.norm, out=np.atleast_2d(self.output))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        rows, gradients = np.atleast_2d(input), np.atleast_2d(gradOutput)
        along = np.sum(rows * gradients, axis=1, keepdims=True)
        gradInput = np.atleast_2d(self._gradBuffer(input))
        np.subtract(gradients, self._slope(rows) * along, out=gradInput)
        gradInput /= self.norm
        return self.gradInput

    def _slope(self, rows: np.ndarray) -> np.ndarray:
        """The gradient of each row's length by the row, over that length."""
        if isinf(self.args.p):
            slope = np.zeros_like(rows)
            largest = np.take_along_axis(rows, self._largest, 1)
            np.put_along_axis(slope, self._largest, largest / (self.norm * self.norm), 1)
            return slope
        power = self.dtype.type(self.args.p - 2)
        size = np.abs(rows)
        if self.args.p < 2:
            size = size + self.dtype.type(self.args.eps)  # against a division by 0, as in Torch
        slope = rows if self.args.p == 2 else np.power(size, power) * rows
        result: np.ndarray = slope / self._powers
        return result

    def __str__(self) -> str:
        p = self.args.p
        return f"nn.Normalize({p:.0f})" if p % 1 == 0 else f"nn.Normalize({p:f})"
