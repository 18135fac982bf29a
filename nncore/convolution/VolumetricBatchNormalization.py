"""nn.VolumetricBatchNormalization: mean 0 and variance 1 for every plane of volumes.

After VolumetricBatchNormalization.lua.
"""

from typing import Any

import numpy as np

from nncore.batchnorm import ARGUMENTS, Normalization
from nncore.example import Draw, Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.torchform import EMPTY, Extent, TorchForm


def _batch(random: Draw, a: Any) -> np.ndarray:
    return random.uniform(-2, 2, (int(random.integers(2, 4)), a.nOutput, *random.integers(2, 4, 3).tolist()))


class VolumetricBatchNormalization(Normalization):
    """A batch N×nOutput×T×H×W to the same shape."""

    spec = Spec(
        summary="Gives every plane of a batch of volumes mean 0 and variance 1, then a learnt scale.",
        formula=r"y = \frac{x - \mathrm{mean}(x)}{\sqrt{\mathrm{var}(x) + \epsilon}}\, w + b",
        args=ARGUMENTS,
        label="{nOutput}",
        keywords=("batchnorm", "bn", "normalise", "whiten"),
    )
    torch = TorchForm({"nOutput": Extent("running_mean", 1)}, extra={"save_mean": EMPTY, "save_std": EMPTY})
    example = Example(input=_batch, batch="mean and variance are those of the whole batch")
    nDim = 5
    dims = "×T×H×W"

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return VolumetricBatchNormalization.normalised(a, x)
