"""nn.SpatialAutoCropMSECriterion: MSE against the target's middle. After its namesake in torch/nn."""

from dataclasses import replace
from typing import Any

import numpy as np

from nncore.criterions.MSECriterion import MSECriterion
from nncore.elementwise import needed
from nncore.errors import NNError
from nncore.example import Example
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor


class SpatialAutoCropMSECriterion(MSECriterion):
    """MSECriterion for images C×H×W or N×C×H×W; of a larger target only the middle counts.

    Unlike Torch's, `backward` takes the larger target too.
    """

    spec = replace(
        MSECriterion.spec,
        summary="The mean squared difference of images; a larger target is cropped to its middle.",
        keywords=("image", "crop", "squared error"),
    )
    example = Example(
        input=lambda draw, a: draw.uniform(-2, 2, (2, 1, 3, 4)),
        target=lambda draw, a, x: draw.uniform(-2, 2, (2, 1, 4, 6)),
    )

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        x = oneTensor(x, ranks=(3, 4), needs="an image C×H×W or a batch N×C×H×W")
        target = oneTensor(
            needed(target), ranks=(x.rank,), needs="a target with as many dimensions as the input"
        )
        if target.dims[:-2] != x.dims[:-2] or not _larger(target, x):
            raise NNError(
                "the target does not cover the input",
                got=f"{x} predictions for {target} targets",
                needs="the same planes, and a height and width at least the input's",
            )

    @staticmethod
    def _aligned(target: Any, input: np.ndarray) -> np.ndarray:
        """The target's middle, as large as the input; of an odd rest more is cut off at the end."""
        height, width = input.shape[-2:]
        top, left = (target.shape[-2] - height) // 2, (target.shape[-1] - width) // 2
        middle: np.ndarray = target[..., top : top + height, left : left + width]
        return middle


def _larger(target: Tensor, x: Tensor) -> bool:
    sides = zip(target.dims[-2:], x.dims[-2:], strict=True)
    return all(
        have == want or (isinstance(have, int) and isinstance(want, int) and have > want)
        for have, want in sides
    )
