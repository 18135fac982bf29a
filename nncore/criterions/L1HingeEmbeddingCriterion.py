"""nn.L1HingeEmbeddingCriterion: the L1 distance of two tensors. After its namesake in torch/nn."""

from typing import Any

import numpy as np

from nncore.criterion import Criterion
from nncore.elementwise import needed
from nncore.errors import NNError
from nncore.example import Example
from nncore.pairs import checkSigns, pairOf
from nncore.random import generator
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Number, Spec


class L1HingeEmbeddingCriterion(Criterion):
    """‖x₁ − x₂‖₁ if t = 1, and max(0, margin − ‖x₁ − x₂‖₁) if t = −1, of a table of two tensors.

    As in Torch, where the two are equal the direction of the gradient is drawn at random.
    """

    spec = Spec(
        summary="Draws two tensors together if alike, else apart up to a margin, by their L1 distance.",
        formula=r"L = \left\{ \|x_1 - x_2\|_1 \;\text{if}\; t = 1,\; \max(0, m - \|x_1 - x_2\|_1) \right\}",
        args=(Number("margin", "the distance from which an unlike pair costs nothing", default=1),),
        takes="table",
        label="margin {margin}",
        keywords=("embedding", "distance", "similar", "siamese", "L1"),
    )
    targets = "signs"
    example = Example(
        input=lambda draw, a: [draw.uniform(-2, 2, 4) for _ in range(2)],
        target=lambda draw, a, x: float(draw.choice([-1.0, 1.0])),
        batch="the whole input is one pair",
    )

    def __init__(self, margin: float = 1) -> None:
        super().__init__(margin=margin)

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        pairOf(x)
        target = oneTensor(needed(target))
        if target.elements != 1:
            raise NNError("one pair has one sign", got=f"{target} targets", needs="1 or −1")

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input, target)
        checkSigns(target, self)
        distance = float(np.abs(input[0] - input[1]).sum())
        self.output = distance if target == 1 else max(0.0, self.args.margin - distance)
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input, target)
        difference = input[0] - input[1]
        slope = np.sign(difference)
        for place in zip(*np.nonzero(slope == 0), strict=True):
            slope[place] = 2 * generator().random(2) - 3
        if target == -1:
            slope *= 0 if np.abs(difference).sum() > self.args.margin else -1
        self.gradInput = [slope, -slope]
        return self.gradInput
