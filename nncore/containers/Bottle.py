"""nn.Bottle: a module for more dimensions than it takes. After torch/nn's Bottle.lua."""

from typing import Any

import numpy as np

from nncore.decorator import OneModule
from nncore.dims import divide, product
from nncore.errors import NNError
from nncore.module import Module, ShapeFunction
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Children, Int, Spec
from nncore.torchform import TorchForm


class Bottle(OneModule):
    """Folds the leading dimensions of the input into one, applies the module, and unfolds them again.

    `nInputDim` is how many dimensions the module takes, the batch counted; `nOutputDim` how many it gives.
    """

    spec = Spec(
        summary="Lets a module for batches work on inputs with more dimensions.",
        formula=r"y_{ij} = f(x_{ij})",
        args=(
            Int("nInputDim", "how many dimensions the module takes, the batch counted", default=2, low=1),
            Int(
                "nOutputDim",
                "how many dimensions it gives; nothing for as many",
                default=None,
                low=1,
                optional=True,
            ),
        ),
        label="{nInputDim}",
        children=Children(
            "chain", "last", "one module, batches folded into one", wraps=True, least=1, most=1
        ),
        keywords=("fold", "batch", "sequence", "time distributed"),
    )
    torch = TorchForm(
        extra={
            "dimDelta": lambda a: a.nInputDim - (a.nOutputDim or a.nInputDim),
            "inShape": lambda a: np.empty(a.nInputDim),
            "outShape": lambda a: np.empty(a.nOutputDim or a.nInputDim),
        }
    )

    def __init__(self, module: Module, nInputDim: int = 2, nOutputDim: int | None = None) -> None:
        super().__init__(module, nInputDim=nInputDim, nOutputDim=nOutputDim)

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        x = oneTensor(x)
        outer = x.rank - a.nInputDim
        if outer < 0:
            raise NNError(
                "the input has too few dimensions", got=str(x), needs=f"at least {a.nInputDim} dimensions"
            )
        if outer == 0:
            return children[0](x)
        y = oneTensor(children[0](Tensor((product(x.dims[: outer + 1]), *x.dims[outer + 1 :]), x.kind)))
        wanted = a.nOutputDim or a.nInputDim
        rest = divide(y.dims[0], product(x.dims[:outer]))
        if y.rank != wanted or rest is None:
            raise NNError(
                "the module's output cannot be unfolded",
                got=str(y),
                needs=f"{wanted} dimensions, the first a multiple of {product(x.dims[:outer])}",
            )
        return Tensor((*x.dims[:outer], rest, *y.dims[1:]), y.kind)

    def _folded(self, input: np.ndarray) -> np.ndarray:
        outer = input.ndim - self.args.nInputDim
        return input.reshape(-1, *input.shape[outer + 1 :]) if outer > 0 else input

    def updateOutput(self, input: Any) -> Any:
        if type(input) is not np.ndarray:
            raise self._refuse(input)
        if input.shape != self._shape:
            self._unfolded, self._shape = self.allocate(self.promised(input)).shape, input.shape
        self.output = super().updateOutput(self._folded(input)).reshape(self._unfolded)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        super().updateGradInput(self._folded(input), self._asInner(gradOutput))
        return self._unfold(input)

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        self._checkBack(input, gradOutput)
        super().accGradParameters(self._folded(input), self._asInner(gradOutput), scale)

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        self._checkBack(input, gradOutput)
        super().backward(self._folded(input), self._asInner(gradOutput), scale)
        return self._unfold(input)

    def _ready(self, input: Any, gradOutput: Any) -> None:
        self._checkBack(input, gradOutput)

    def _asInner(self, gradOutput: np.ndarray) -> np.ndarray:
        return gradOutput.reshape(self.modules[0].output.shape)

    def _unfold(self, input: np.ndarray) -> np.ndarray:
        """The inner gradient (empty for indices) in the input's shape."""
        if self.gradInput.size:
            self.gradInput = self.gradInput.reshape(input.shape)
        gradInput: np.ndarray = self.gradInput
        return gradInput

    def __str__(self) -> str:
        return f"nn.Bottle @ {self.modules[0]}"
