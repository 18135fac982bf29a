"""What batch normalisations have in common.

After torch/nn's BatchNormalization.lua and THNN's C code of that name.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from nncore.errors import NNError, Repair
from nncore.follows import second
from nncore.module import Module
from nncore.random import generator
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Flag, Int, Number
from nncore.worked import Place, Values, array, index, number, plain

ARGUMENTS = (
    Int("nOutput", "how many features or planes are normalised", low=1, follows=second),
    Number("eps", "a little that is added to the variance", default=1e-5, low=0),
    Number(
        "momentum",
        "how much of each batch goes into the running mean and variance",
        default=0.1,
        low=0,
        high=1,
    ),
    Flag("affine", "whether a weight and a bias are learnt for each", default=True),
)


class Normalization(Module):
    """Gives every feature (or plane) of a batch mean 0 and variance 1, then a learnt scale and offset.

    In training the batch's own mean and variance are used, and running ones are kept for evaluation. As in
    Torch, a batch of one example uses the running ones in training too and leaves them as they are; and a
    single example, allowed in evaluation only, comes out as a batch of one.

    Attributes:
        running_mean, running_var: kept over the batches.
        save_mean, save_std: of the last batch in training; save_std is 1/√(variance + eps).
    """

    parameterNames = ("weight", "bias")
    stateNames = ("running_mean", "running_var")
    nDim: ClassVar[int]
    """The number of dimensions of a batch."""
    dims: ClassVar[str]
    """Those behind the planes, in words."""

    def __init__(self, nOutput: int, eps: float = 1e-5, momentum: float = 0.1, affine: bool = True) -> None:
        super().__init__(nOutput=nOutput, eps=eps, momentum=momentum, affine=affine)
        count = self.args.nOutput
        self.running_mean, self.running_var = np.zeros(count), np.ones(count)
        self.save_mean, self.save_std = np.zeros(count), np.zeros(count)
        self.weight = np.empty(count) if self.args.affine else None
        self.bias = np.empty(count) if self.args.affine else None
        self.gradWeight = np.zeros(count) if self.args.affine else None
        self.gradBias = np.zeros(count) if self.args.affine else None
        self._centred = np.empty(0)
        self.reset()

    def reset(self, stdv: float | None = None) -> None:
        """Draws the weights between 0 and 1, whatever `stdv`; forgets the running mean and variance."""
        if self.weight is not None and self.bias is not None:
            self.weight[:] = generator().uniform(0, 1, self.weight.shape)
            self.bias.fill(0)
        self.running_mean.fill(0)
        self.running_var.fill(1)

    @classmethod
    def normalised(cls, a: Any, x: Shape) -> Tensor:
        """The shape rule: nothing changes; there must be a batch."""
        needs = f"a batch: N×{a.nOutput}{cls.dims}"
        x = oneTensor(x, ranks=(cls.nDim,), needs=needs)
        return cls._counted(a, x, 1)

    @staticmethod
    def _counted(a: Any, x: Tensor, axis: int) -> Tensor:
        came = x.dims[axis]
        if came == a.nOutput:
            return Tensor(x.dims)
        repairs = (Repair(f"set nOutput = {came}", "set", "nOutput", came),) if isinstance(came, int) else ()
        raise NNError(
            "the input has the wrong number of features"
            if x.rank < 3
            else "the input has the wrong number of planes",
            got=str(x),
            needs=f"{x.but(axis, a.nOutput)}, as nOutput = {a.nOutput}",
            repairs=repairs,
        )

    def outputShape(self, x: Shape) -> Shape:
        if self.train or not isinstance(x, Tensor) or x.rank != self.nDim - 1:
            return super().outputShape(x)
        try:
            return Tensor((1, *self._counted(self.args, x, 0).dims))
        except NNError as error:
            error.module = error.module or self
            raise

    def _setMode(self, train: bool) -> Any:
        self._shape = None if train != self.train else self._shape  # what fits depends on the mode
        return super()._setMode(train)

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x, y, w, b = (array(values, key) for key in ("input", "output", "weight", "bias"))
        if name != "output" or x is None or y is None or len(x) < 2 or x.shape != y.shape:
            return []
        plane = x[:, at[1]]
        mean, variance = float(plane.mean()), float(plane.var())
        value = (x[at] - mean) / np.sqrt(variance + a.eps)
        scaled = "" if w is None or b is None else rf" \cdot {number(w[at[1]])} + {number(b[at[1]])}"
        whole = value if w is None or b is None else value * w[at[1]] + b[at[1]]
        if abs(whole - y[at]) > 1e-3 * (1 + abs(whole)):  # in evaluation it is by the running ones
            return []
        i, rest = index(*at), "" if not scaled else f" w{index(at[1])} + b{index(at[1])}"
        top, below = f"{plain(x[at])} - {number(mean)}", f"{plain(variance)} + {plain(a.eps)}"
        return [
            rf"y{i} = \frac{{x{i} - \mathrm{{mean}}}}{{\sqrt{{\mathrm{{var}} + \epsilon}}}}{rest}",
            rf"= \frac{{{top}}}{{\sqrt{{{below}}}}}{scaled}",
        ]

    def _letGo(self) -> None:
        self._centred = np.empty(0)

    def _batch(self, array: np.ndarray) -> np.ndarray:
        """A single example as a batch of one."""
        return array if array.ndim == self.nDim else array[None]

    def _along(self, values: np.ndarray) -> np.ndarray:
        """A number for each plane, laid along the planes of a batch."""
        return values.reshape(-1, *[1] * (self.nDim - 2))

    @property
    def _axes(self) -> tuple[int, ...]:
        return (0, *range(2, self.nDim))

    def _measures(self, batch: np.ndarray) -> bool:
        """Whether the batch's own mean and variance are used."""
        return self.train and len(batch) > 1

    def _statistics(self, batch: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The mean and 1/√(variance + eps) in use, for each plane."""
        if self._measures(batch):
            return self.save_mean, self.save_std
        return self.running_mean, 1 / np.sqrt(self.running_var + self.args.eps)

    def _centre(self, batch: np.ndarray, mean: np.ndarray) -> np.ndarray:
        if self._centred.shape != batch.shape or self._centred.dtype != self.dtype:
            self._centred = np.empty(batch.shape, self.dtype)
        np.subtract(batch, self._along(mean), out=self._centred)
        return self._centred

    def _measure(self, batch: np.ndarray) -> None:
        """Notes mean and variance of the batch, and moves the running ones towards them."""
        count, momentum = batch.size // self.args.nOutput, self.args.momentum
        self.save_mean[:] = batch.mean(axis=self._axes)
        centred = self._centre(batch, self.save_mean)
        squares = np.square(centred).sum(axis=self._axes)
        with np.errstate(divide="ignore"):
            self.save_std[:] = 1 / np.sqrt(squares / count + self.args.eps)
        if self.args.eps == 0:
            self.save_std[squares == 0] = 0
        self.running_mean *= 1 - momentum
        self.running_mean += momentum * self.save_mean
        self.running_var *= 1 - momentum
        self.running_var += momentum * squares / (count - 1)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        batch = self._batch(input)
        if self._measures(batch):
            self._measure(batch)
        mean, inverse = self._statistics(batch)
        np.multiply(self._centre(batch, mean), self._along(inverse), out=self.output)
        if self.weight is not None and self.bias is not None:
            self.output *= self._along(self.weight)
            self.output += self._along(self.bias)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        batch = self._batch(input)
        mean, inverse = self._statistics(batch)
        if self.gradInput.shape != batch.shape or self.gradInput.dtype != self.dtype:
            self.gradInput = np.empty(batch.shape, self.dtype)
        factor = inverse if self.weight is None else inverse * self.weight
        if self._measures(batch):
            count = batch.size // self.args.nOutput
            centred = self._centre(batch, mean)
            slope = (centred * gradOutput).sum(axis=self._axes) * inverse**2 / count
            np.multiply(centred, self._along(-slope), out=self.gradInput)
            self.gradInput += gradOutput
            self.gradInput -= self._along(gradOutput.mean(axis=self._axes))
            self.gradInput *= self._along(factor)
        else:
            np.multiply(gradOutput, self._along(factor), out=self.gradInput)
        return self.gradInput

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        if self.gradWeight is None or self.gradBias is None:
            return
        batch = self._batch(input)
        mean, inverse = self._statistics(batch)
        along = (self._centre(batch, mean) * gradOutput).sum(axis=self._axes)
        self.gradWeight += scale * along * inverse
        self.gradBias += scale * gradOutput.sum(axis=self._axes)

    def __str__(self) -> str:
        return f"nn.{type(self).__name__} ({self.nDim}D) ({self.args.nOutput})"
