"""nn.Constant: the same output, whatever comes in. After torch/nn's Constant.lua."""

from typing import Any

import numpy as np

from nncore.module import Module
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Array, Int, Spec


class Constant(Module):
    """Gives `value`, and for an input of more than nInputDim dimensions `value` once for each example of the
    batch.
    """

    spec = Spec(
        summary="Gives a fixed tensor, whatever comes in.",
        formula=r"y = c",
        args=(
            Array("value", "what comes out: a number or a tensor", ranks=(0, 1, 2, 3)),
            Int(
                "nInputDim",
                "dimensions of one example; with more the input is a batch",
                default=None,
                low=0,
                optional=True,
            ),
        ),
        keywords=("fixed", "bias"),
    )

    def __init__(self, value: Any, nInputDim: int | None = None) -> None:
        super().__init__(value=value, nInputDim=nInputDim)

    @property
    def value(self) -> np.ndarray:
        """What comes out for one example, a new array."""
        return np.atleast_1d(np.array(self.args.value, self.dtype))

    @value.setter
    def value(self, value: Any) -> None:
        self.assign("value", value)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        sizes = np.shape(a.value) or (1,)
        batched = a.nInputDim is not None and x.rank > a.nInputDim
        return Tensor((x.dims[0], *sizes) if batched else sizes)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        self.output[...] = self.value
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        gradInput = self._gradBuffer(input)
        gradInput.fill(0)
        return gradInput
