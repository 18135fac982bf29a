"""nn.SpatialClassNLLCriterion: a class for every pixel. After torch/nn and THNN."""

from typing import Any

import numpy as np

from nncore.classes import classesOf, weightsFit
from nncore.criterion import Criterion
from nncore.elementwise import needed
from nncore.errors import NNError
from nncore.example import Example
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Flag, Spec, Values
from nncore.torchform import TorchForm


class SpatialClassNLLCriterion(Criterion):
    """−Σ wₜ xₜ over the pixels, divided by Σ wₜ when `sizeAverage`. x: log-probabilities N×classes×H×W.

    The target is a map of classes N×H×W, counted from 1.
    """

    spec = Spec(
        summary="How unlikely the true class of each pixel is, given log-probabilities.",
        formula=r"L = -\frac{1}{NHW} \sum_{n,i,j} x_{n, t_{nij}, i, j}",
        args=(
            Values("weights", "one factor for each class; nothing for all 1", default=None),
            Flag("sizeAverage", "whether the sum is divided by the weights of the pixels", default=True),
        ),
        keywords=("segmentation", "pixel", "log likelihood", "NLL"),
    )
    torch = TorchForm(
        extra={
            "output_tensor": np.zeros(1),
            "total_weight_tensor": np.ones(1),
            "target": np.zeros(1, np.int64),
        }
    )
    targets = "classes"
    example = Example(
        input=lambda draw, a: draw.uniform(-2, 0, (2, len(a.weights) if a.weights else 3, 2, 3)),
        target=lambda draw, a, x: draw.integers(1, x.shape[1] + 1, (x.shape[0], *x.shape[2:])),
    )

    def __init__(self, weights: Any = None, sizeAverage: bool = True) -> None:
        super().__init__(weights=weights, sizeAverage=sizeAverage)
        self.total_weight = 0.0

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        x = oneTensor(x, ranks=(4,), needs="log-probabilities N×classes×H×W")
        target, wanted = oneTensor(needed(target)), Tensor((x.dims[0], *x.dims[2:]))
        if target.dims != wanted.dims:
            raise NNError(
                "there must be one class for each pixel", got=f"{target} targets for {x}", needs=str(wanted)
            )
        weightsFit(a.weights, x.dims[1])

    def _find(self, input: np.ndarray, target: Any) -> tuple[np.ndarray, np.ndarray]:
        """The true classes, from 0, N×1×H×W, and their weights."""
        planes = classesOf(target, input.shape[1], self)[:, None] - 1
        weights = self.args.weights
        return planes, np.ones(planes.shape) if weights is None else np.asarray(weights)[planes]

    def updateOutput(self, input: Any, target: Any = None) -> float:
        self._check(input, target)
        planes, weights = self._find(input, target)
        self.total_weight = float(weights.sum())
        total = -float((np.take_along_axis(input, planes, axis=1) * weights).sum())
        self.output = total / self.total_weight if self.args.sizeAverage and self.total_weight else total
        return self.output

    def updateGradInput(self, input: Any, target: Any = None) -> Any:
        self._checkBack(input, target)
        planes, weights = self._find(input, target)
        gradInput = self._gradBuffer(input)
        gradInput.fill(0)
        if self.total_weight > 0:
            share = weights / self.total_weight if self.args.sizeAverage else weights
            np.put_along_axis(gradInput, planes, -share.astype(input.dtype), axis=1)
        return gradInput
