"""What normalisations by the neighbourhood have in common: a weighted mean over a window of all planes.

After torch/nn's SpatialSubtractiveNormalization.lua.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nncore.convolution.SpatialConvolution import SpatialConvolution
from nncore.convolution.SpatialConvolutionMap import SpatialConvolutionMap
from nncore.convolution.SpatialZeroPadding import SpatialZeroPadding
from nncore.errors import NNError
from nncore.module import Module
from nncore.spec import Array, Int
from nncore.torchform import TorchForm
from nncore.windows.convolution import Convolution

ARGUMENTS = (
    Int("nInputPlane", "how many planes go in", default=1, low=1),
    Array(
        "kernel",
        "the weights of the window: rows, or one list for both directions; odd sizes (9×9 ones if left out)",
        default=None,
        ranks=(1, 2),
        optional=True,
    ),
)


def kernelOf(kernel: Any, planes: int, name: str) -> np.ndarray:
    """The kernel as an array that adds up to 1 over all planes (a list: in both directions together).

    Raises:
        NNError: for an even size.
    """
    array = np.ones((9, 9)) if kernel is None else np.array(kernel, dtype=np.float64)
    if any(size % 2 == 0 for size in array.shape):
        size = "×".join(map(str, array.shape))
        raise NNError(
            "kernel does not fit", got=size, needs="odd sizes, so that it has a middle", module=name
        )
    array /= array.sum() * (planes if array.ndim == 2 else np.sqrt(planes))
    return array


def estimator(planes: int, kernel: np.ndarray) -> list[Module]:
    """The weighted mean of the neighbourhood, over all planes: N × C × H × W to N × 1 × H × W.

    Made of modules, as Torch's are, so that it draws the same numbers when it is made.
    """
    high, wide = kernel.shape if kernel.ndim == 2 else (len(kernel), len(kernel))
    padding = SpatialZeroPadding(wide // 2, wide // 2, high // 2, high // 2)
    if kernel.ndim == 2:
        return [padding, _set(SpatialConvolution(planes, 1, wide, high), kernel)]
    one = [(plane + 1, plane + 1) for plane in range(planes)]
    across = _set(SpatialConvolutionMap(one, wide, 1), kernel)
    return [padding, across, _set(SpatialConvolution(planes, 1, 1, high), kernel[:, None])]


def _set(convolution: Convolution, kernel: np.ndarray) -> Convolution:
    """The convolution with this kernel everywhere and no bias."""
    convolution.weight[...] = kernel
    if convolution.bias is not None:
        convolution.bias.fill(0)
    return convolution


def through(modules: list[Module], input: np.ndarray) -> np.ndarray:
    """What the modules give, one after another."""
    for module in modules:
        input = module.forward(input)
    return input


def back(modules: list[Module], input: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    """The gradient by the input of `through`; parameters get none."""
    inputs = [input, *(module.output for module in modules[:-1])]
    for module, before in zip(reversed(modules), reversed(inputs), strict=True):
        gradient = module.updateGradInput(before, gradient)
    return gradient


class LocalNormalization(Module):
    """A normalisation by a window's weighted mean.

    Attributes:
        kernel: the window's weights, which add up to 1 over all planes.
        coef: the estimator's answer to ones, less than 1 near the edges, where the window hangs over.
    """

    kernel = np.empty(0)
    torch = TorchForm(size=lambda a: a.nInputPlane * (81 if a.kernel is None else np.size(a.kernel)))

    def __init__(self, **args: Any) -> None:
        super().__init__(**args)
        self.kernel = kernelOf(self.args.kernel, self.args.nInputPlane, type(self).__name__)
        self.coef = np.ones((1, 1, 1))

    def _batch(self, array: np.ndarray) -> np.ndarray:
        return array if array.ndim == 4 else array[None]

    def _edges(self, modules: list[Module], batch: np.ndarray) -> np.ndarray:
        """The estimator's answer to ones, 1 × 1 × H × W."""
        return through(modules, np.ones((1, *batch.shape[1:]), self.dtype)).copy()

    def _spread(self, edges: np.ndarray, input: np.ndarray) -> np.ndarray:
        """The same for every plane (and example), in Torch's shape."""
        *leading, height, width = input.shape
        return np.broadcast_to(edges[0], (*leading, 1, height, width)).copy()
