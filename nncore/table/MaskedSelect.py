"""nn.MaskedSelect: the elements that a mask keeps. After torch/nn's MaskedSelect.lua."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from nncore.dims import symbol
from nncore.errors import NNError
from nncore.example import Example
from nncore.rules import oneTensor, tableOf
from nncore.shapes import Shape, Tensor, words
from nncore.spec import Spec
from nncore.tables import TableModule, keyOf


class MaskedSelect(TableModule):
    """For {x, mask}: a vector of the elements of x where the mask (of the same size) is not 0, row by row.

    How long it is depends on the mask's numbers, so the shape rule says K. The gradient of the mask is zero.
    """

    spec = Spec(
        summary="Keeps the elements at which a mask is 1.",
        formula=r"y = x[m = 1]",
        takes="table",
        keywords=("filter", "boolean", "choose"),
    )
    example = Example(unreachable="how many numbers come out depends on the mask's numbers, not on its shape")

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        whole, mask = (oneTensor(entry) for entry in tableOf(x, 2))
        if whole.dims != mask.dims:
            raise NNError("the mask has another size than the tensor", got=words(x), needs=f"a mask {whole}")
        return Tensor((symbol("K"),), whole.kind)

    @classmethod
    def refuses(cls, kinds: Sequence[str]) -> bool:
        return kinds[:1] == ["index"]

    def _check(self, input: Any) -> None:
        key = keyOf(input)
        if key != self._shape or key is None:
            if not isinstance(input, (list, tuple)):
                super()._check(input)  # refuses it
            self.promised(input)
            self._checkType(input[0])
            self.gradInput = [np.empty_like(entry) for entry in input]
            self._shape = key

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        whole, mask = input
        self._kept = mask != 0
        self.output = whole[self._kept]
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        toWhole, toMask = self.gradInput
        toMask.fill(0)
        toWhole.fill(0)
        toWhole[self._kept] = gradOutput
        return self.gradInput
