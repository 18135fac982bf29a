"""nn.Min: the smallest number along one dimension. After torch/nn's Min.lua."""

import numpy as np

from nncore.simple.Max import Max
from nncore.simple.Sum import DIMENSION, N_INPUT_DIMS
from nncore.spec import Spec


class Min(Max):
    """The smallest over `dimension` (from 1); its gradient goes to the first place where it stands."""

    spec = Spec(
        summary="Keeps the smallest number along one dimension.",
        formula=r"y = \min_j x_j",
        args=(DIMENSION, N_INPUT_DIMS),
        label="{dimension}",
        keywords=("minimum", "reduce"),
    )

    def _find(self, input: np.ndarray, axis: int) -> np.ndarray:
        """The first place of the smallest number."""
        places: np.ndarray = np.argmin(input, axis=axis)
        return places
