"""nn.Convert: from one order of dimensions to another. After torch/nn's Convert.lua."""

from __future__ import annotations

from typing import Any

import numpy as np

from nncore.dims import product
from nncore.errors import NNError
from nncore.module import Module
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Spec, Text

ANY = "b*"


class Convert(Module):
    """Moves the dimensions named by `inputShape` to the order of `outputShape`: "bchw" to "chwb".

    The letters: b the batch, c channels, h height, w width, f features, t classes, by convention only. "bf"
    lays each example out as a vector, "b" takes the first feature or class, "bt" makes N×1 of N. A missing b
    stands in front.
    """

    spec = Spec(
        summary="Brings the dimensions of its input into another order, or lays examples out as vectors.",
        formula=r"y = \mathrm{permute}(x)",
        args=(
            Text("inputShape", "a letter for each dimension, such as bchw", default=None, optional=True),
            Text(
                "outputShape",
                "the letters in the wanted order, or bf; nothing for the same",
                default=None,
                optional=True,
            ),
        ),
        label="{inputShape} → {outputShape}",
        keywords=("transpose", "permute", "layout", "bchw"),
    )

    def __init__(self, inputShape: str | None = None, outputShape: str | None = None) -> None:
        super().__init__(inputShape=inputShape, outputShape=outputShape)
        _plan(self.args)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x, (letters, order, kind) = oneTensor(x), _plan(a)
        if letters == ANY:
            return x
        if x.rank != len(letters):
            raise NNError(
                "the input has another number of dimensions", got=str(x), needs=f"{len(letters)}: {letters}"
            )
        turned = Tensor(tuple(x.dims[axis] for axis in order), x.kind)
        if kind == "flat":
            return Tensor((turned.dims[0], product(turned.dims[1:])), x.kind)
        if kind == "first":
            return Tensor(turned.dims[:1], x.kind)
        return Tensor((*turned.dims, 1), x.kind) if kind == "column" else turned

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        letters, order, kind = _plan(self.args)
        if letters == ANY:
            self.output = input
            return input
        turned = input.transpose(order)
        np.copyto(self.output, turned[:, 0] if kind == "first" else turned.reshape(self.output.shape))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        letters, order, kind = _plan(self.args)
        if letters == ANY:
            self.gradInput = gradOutput
            return gradOutput
        turned = self._gradBuffer(input).transpose(order)
        if kind == "first":
            turned[...] = 0
            turned[:, 0] = gradOutput
        else:
            turned[...] = gradOutput.reshape(turned.shape)
        return self.gradInput


def _plan(a: Any) -> tuple[str, tuple[int, ...], str]:
    """The input's letters, its axes in the order wanted, and what happens then: "", "flat", "first" or
    "column".

    Raises:
        NNError: when there is no way from one to the other.
    """
    given, wanted = a.inputShape or ANY, a.outputShape or a.inputShape or ANY
    before, after = (text if "b" in text else "b" + text for text in (given, wanted))
    if ANY in (before, after):
        if before != after or (a.outputShape and not a.inputShape):
            raise _noWay(given, wanted)
        return ANY, (), ""
    if len(set(before)) != len(before):
        raise NNError("a letter stands twice", got=before, needs="one letter for each dimension")
    batch = before.index("b")
    rest = tuple(axis for axis in range(len(before)) if axis != batch)
    if sorted(before) == sorted(after):
        return before, tuple(before.index(letter) for letter in after), ""
    if after == "bf" and before not in ("b", "bt"):
        return before, (_swapped(len(before), batch)), "flat"
    if after == "b" and len(before) == 2 and before[rest[0]] in "tf":
        return before, (batch, *rest), "first"
    if after in ("bf", "bt") and before == "b":
        return before, (0,), "column"
    raise _noWay(given, wanted)


def _swapped(rank: int, batch: int) -> tuple[int, ...]:
    """The axes with the batch and the first one exchanged."""
    order = list(range(rank))
    order[0], order[batch] = batch, 0
    return tuple(order)


def _noWay(given: str, wanted: str) -> NNError:
    return NNError(
        "there is no conversion between these shapes",
        got=f"{given} to {wanted}",
        needs="the same letters in another order, or bf",
        module="Convert",
    )
