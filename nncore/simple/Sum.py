"""nn.Sum: the sum over one dimension. After torch/nn's Sum.lua."""

from typing import Any

import numpy as np

from nncore.module import Module
from nncore.rowwise import sumOver
from nncore.rules import axisOf, oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Flag, Int, Spec
from nncore.worked import Place, Values, array, index, plain, total

DIMENSION = Int("dimension", "which dimension goes (from 1; negative counts from the end)", default=1)
N_INPUT_DIMS = Int(
    "nInputDims",
    "dimensions of one example; with it a batch in front is not counted",
    default=None,
    optional=True,
)


class Sum(Module):
    """Sums over `dimension` (from 1); a vector gives one number. With `sizeAverage` the mean."""

    spec = Spec(
        summary="Adds up the numbers along one dimension.",
        formula=r"y = \sum_j x_j",
        backward=r"gradInput_j = gradOutput",
        args=(
            DIMENSION,
            N_INPUT_DIMS,
            Flag("sizeAverage", "whether the sum is divided by the size", default=False),
            Flag("squeeze", "whether the summed dimension goes (else it stays with size 1)", default=True),
        ),
        label="{dimension}",
        keywords=("total", "add", "reduce"),
    )

    _spread: tuple[Any, Any] = (None, None)
    """The gradOutput that gradInput is a view of, and the shape it was made for."""

    def __init__(
        self,
        dimension: int = 1,
        nInputDims: int | None = None,
        sizeAverage: bool = False,
        squeeze: bool = True,
    ) -> None:
        super().__init__(dimension=dimension, nInputDims=nInputDims, sizeAverage=sizeAverage, squeeze=squeeze)

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        x, g = array(values, "input"), array(values, "gradOutput")
        if x is None or a.sizeAverage or not a.squeeze:
            return []
        axis = axisOf(Tensor(x.shape), a.dimension, a.nInputDims)
        if name == "output":
            kept = at if x.ndim > 1 else ()
            along = np.moveaxis(x, axis, -1)[kept]
            return [
                rf"y{index(*kept)} = \sum_j x{index(*kept[:axis], 'j', *kept[axis:])}",
                f"= {total(along)}",
            ]
        if name == "gradInput" and g is not None:
            of = (*at[:axis], *at[axis + 1 :]) if x.ndim > 1 else (0,)
            return [rf"gradInput{index(*at)} = gradOutput{index(*of)}", f"= {plain(g[of])}"]
        return []

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = oneTensor(x)
        axis = axisOf(x, a.dimension, a.nInputDims)
        return x.without(axis) if a.squeeze else x.but(axis, 1)

    def _axis(self, input: np.ndarray) -> int:
        return axisOf(Tensor(input.shape), self.args.dimension, self.args.nInputDims)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        axis = self._axis(input)
        sumOver(input, axis, self.output)
        if self.args.sizeAverage:
            self.output /= input.shape[axis]
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        if self._spread[0] is gradOutput and self._spread[1] is self._shape:
            return self.gradInput
        axis = self._axis(input)
        kept = gradOutput if gradOutput.ndim == input.ndim else np.expand_dims(gradOutput, axis)
        if self.args.sizeAverage:
            kept = kept / np.array(input.shape[axis], self.dtype)
        else:
            self._spread = gradOutput, self._shape
        self.gradInput = np.broadcast_to(kept, input.shape)  # every term's gradient is the sum's own
        return self.gradInput
