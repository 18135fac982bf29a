"""nn.Min: the smallest number along one dimension. After torch/nn's Min.lua."""

from typing import Any

import numpy as np

from nncore.simple.Max import Max, extreme
from nncore.simple.Sum import DIMENSION, N_INPUT_DIMS
from nncore.spec import Spec
from nncore.worked import Place, Values


class Min(Max):
    """The smallest over `dimension` (from 1); its gradient goes to the first place where it stands."""

    spec = Spec(
        summary="Keeps the smallest number along one dimension.",
        formula=r"y = \min_j x_j",
        args=(DIMENSION, N_INPUT_DIMS),
        label="{dimension}",
        keywords=("minimum", "reduce"),
    )

    @staticmethod
    def worked(a: Any, values: Values, name: str, at: Place) -> list[str]:
        return extreme("min", a, values, name, at)

    def _find(self, input: np.ndarray, axis: int) -> np.ndarray:
        """The first place of the smallest number."""
        places: np.ndarray = np.argmin(input, axis=axis)
        return places
