"""nn.WeightedMSECriterion: squared error from weighted targets. After its namesake in torch/nn."""

from typing import Any

import numpy as np

from nncore.criterions.MSECriterion import MSECriterion
from nncore.elementwise import SIZE_AVERAGE, Elementwise
from nncore.errors import NNError
from nncore.example import Example
from nncore.rules import oneTensor
from nncore.shapes import Shape
from nncore.spec import Array, Spec
from nncore.torchform import EMPTY, Named, TorchForm


class WeightedMSECriterion(MSECriterion):
    """Σ (x − w t)², averaged when `sizeAverage`. As in Torch it is the target that w multiplies.

    The weights have the shape of the input, or of one example of it.
    """

    spec = Spec(
        summary="The mean of the squared differences from targets, each first multiplied by a weight.",
        formula=r"L = \frac{1}{n} \sum_i (x_i - w_i t_i)^2",
        args=(Array("w", "one factor for each target", ranks=(1, 2, 3, 4)),),
        settings=(SIZE_AVERAGE,),
        keywords=("regression", "squared error", "weights"),
    )
    torch = TorchForm({"w": Named("weight")}, extra={"buffer": EMPTY})
    example = Example(input=lambda draw, a: draw.uniform(-2, 2, (2, *np.shape(a.w))))

    def __init__(self, w: Any) -> None:
        Elementwise.__init__(self, w=w)
        self.weight = np.array(self.args.w)

    @staticmethod
    def shape(a: Any, x: Shape, target: Any = None) -> None:
        Elementwise.shape(a, x, target)
        x, size = oneTensor(x), np.shape(a.w)
        if size not in (x.dims, x.dims[1:]):
            wanted = "×".join(map(str, size))
            raise NNError("the weights do not fit the input", got=str(x), needs=f"{wanted} or N×{wanted}")

    def _aligned(self, target: Any, input: np.ndarray) -> np.ndarray:  # type: ignore[override]
        weighted: np.ndarray = super()._aligned(target, input) * self.weight
        return weighted
