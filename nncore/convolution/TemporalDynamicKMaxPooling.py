"""nn.TemporalDynamicKMaxPooling: the k largest values of each feature.

After TemporalDynamicKMaxPooling.lua.
"""

from math import ceil
from typing import Any

import numpy as np

from nncore.errors import NNError, Repair
from nncore.example import Example
from nncore.module import Module
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Number, Spec
from nncore.windows.examples import sequences
from nncore.windows.sequences import frames


class TemporalDynamicKMaxPooling(Module):
    """T×F, or a batch, to k×F with k = max(minK, ⌈factor · T⌉), in the order of the sequence.

    `indices` are the frames that were kept, from 1.
    """

    spec = Spec(
        summary="Keeps the k largest values of each feature of a sequence, in their order.",
        formula=r"k = \max(k_{min}, \lceil factor \cdot T \rceil)",
        args=(
            Int("minK", "how many values are kept at least", low=1),
            Number("factor", "the part of the sequence that is kept", default=0, low=0, high=1),
        ),
        label="{minK}, {factor}",
        keywords=("k-max", "pool", "sequence", "text"),
    )
    example = Example(
        arguments=lambda random: {"minK": int(random.integers(1, 3)), "factor": round(random.random(), 2)},
        input=sequences(least=3),
    )

    def __init__(self, minK: int, factor: float = 0) -> None:
        super().__init__(minK=minK, factor=factor)
        self.indices = np.empty(0, np.int64)

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        x = frames(x)
        length = x.dims[-2]
        if not isinstance(length, int):
            if a.factor:
                raise NNError("the sequence's length is not known", got=str(x), needs="a number")
            return Tensor(x.but(-2, a.minK).dims)
        if length < a.minK:
            raise NNError(
                "the sequence is shorter than minK",
                got=str(x),
                needs=f"at least {x.but(-2, a.minK)}, as minK = {a.minK}",
                repairs=(Repair(f"set minK = {length}", "set", "minK", length),),
            )
        return Tensor(x.but(-2, max(a.minK, ceil(a.factor * length))).dims)

    def updateOutput(self, input: Any) -> Any:
        self._check(input)
        order = np.argsort(-input, axis=-2, kind="stable")
        kept = order[..., : self.output.shape[-2], :]
        self._kept = np.sort(kept, axis=-2)
        self.indices = self._kept + 1
        np.copyto(self.output, np.take_along_axis(input, self._kept, axis=-2))
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        self._checkBack(input, gradOutput)
        self._gradBuffer(input).fill(0)
        np.put_along_axis(self.gradInput, self._kept, gradOutput, axis=-2)
        return self.gradInput
