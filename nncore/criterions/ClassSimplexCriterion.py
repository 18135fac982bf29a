"""nn.ClassSimplexCriterion: each class a corner of a simplex. After torch/nn's ClassSimplexCriterion.lua."""

from math import sqrt
from typing import Any

import numpy as np

from nncore.classes import classesOf
from nncore.criterions.MSECriterion import MSECriterion
from nncore.elementwise import SIZE_AVERAGE, Elementwise, needed
from nncore.errors import NNError
from nncore.example import Example
from nncore.rules import lastSize, oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Int, Spec
from nncore.torchform import EMPTY, Extent, TorchForm


class ClassSimplexCriterion(MSECriterion):
    """The squared distance from the corner of the true class; x: nClasses or N×nClasses.

    The corners are those of a regular simplex around 0, all at distance 1. The target is the class, from 1: a
    number, or N of them.
    """

    spec = Spec(
        summary="Each class is a corner of a simplex; the squared distance from the true one counts.",
        formula=r"L = \frac{1}{n} \| x - s_t \|^2",
        args=(Int("nClasses", "how many classes there are", low=2),),
        settings=(SIZE_AVERAGE,),
        label="{nClasses} classes",
        keywords=("classification", "simplex", "embedding"),
    )
    torch = TorchForm(
        {"nClasses": Extent("simplex", 2)}, extra={"_target": EMPTY}, size=lambda a: a.nClasses**2
    )
    targets = "classes"
    example = Example(target=lambda draw, a, x: draw.integers(1, a.nClasses + 1, x.shape[:-1] or 1))

    def __init__(self, nClasses: int) -> None:
        Elementwise.__init__(self, nClasses=nClasses)
        self.simplex = _corners(self.args.nClasses)

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        x = oneTensor(x, ranks=(1, 2), needs=f"{a.nClasses} or N×{a.nClasses}")
        lastSize(x, a.nClasses, "nClasses")
        target = oneTensor(needed(target))
        if target.dims != (x.dims[:-1] or (1,)):
            raise NNError(
                "there must be one class for each example",
                got=f"{target} targets for {x}",
                needs=f"{Tensor(x.dims[:-1] or (1,))} targets",
            )

    def _aligned(self, target: Any, input: np.ndarray) -> np.ndarray:  # type: ignore[override]
        corners: np.ndarray = self.simplex[classesOf(target, self.args.nClasses, self) - 1].reshape(
            input.shape
        )
        return corners

    def getPredictions(self, input: np.ndarray) -> np.ndarray:
        """How far each row points to each corner: N×nClasses."""
        predictions: np.ndarray = np.dot(np.atleast_2d(input), self.simplex.T)
        return predictions

    def getTopPrediction(self, input: np.ndarray) -> np.ndarray:
        """The class, from 1, to whose corner each row points most."""
        best: np.ndarray = np.argmax(self.getPredictions(input), axis=1) + 1
        return best


def _corners(count: int) -> np.ndarray:
    """The corners of the simplex, one a row; the last column is 0."""
    corners, n = np.zeros((count, count)), count - 1
    for k in range(n):
        corners[k, k] = sqrt(1 - float(np.dot(corners[k, :k], corners[k, :k])))
        corners[k + 1 :, k] = (corners[k, k] ** 2 - 1 - 1 / n) / corners[k, k]
    return corners
