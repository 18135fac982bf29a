"""What normalisations by the neighbourhood have in common: a weighted mean over a window of all planes.

After torch/nn's SpatialSubtractiveNormalization.lua.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nncore.containers.Sequential import Sequential
from nncore.convolution.SpatialConvolution import SpatialConvolution
from nncore.convolution.SpatialConvolutionMap import SpatialConvolutionMap
from nncore.convolution.SpatialZeroPadding import SpatialZeroPadding
from nncore.errors import NNError
from nncore.module import Module
from nncore.random import Generator, using
from nncore.simple.Replicate import Replicate
from nncore.simple.Sqrt import Sqrt
from nncore.simple.Square import Square
from nncore.spec import Array, Int
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
    modules: list[Module] = [padding]
    if kernel.ndim == 2:
        modules.append(SpatialConvolution(planes, 1, wide, high))
    else:
        one = [(plane + 1, plane + 1) for plane in range(planes)]
        modules += [SpatialConvolutionMap(one, wide, 1), SpatialConvolution(planes, 1, 1, high)]
    setKernel(modules, kernel)
    return modules


def setKernel(modules: list[Module], kernel: np.ndarray) -> None:
    """Gives the convolutions among the modules this kernel everywhere and no bias."""
    kernels = [kernel] if kernel.ndim == 2 else [kernel, kernel[:, None]]
    convolutions = [module for module in modules if isinstance(module, Convolution)]
    for convolution, weights in zip(convolutions, kernels, strict=True):
        convolution.weight[...] = weights
        if convolution.bias is not None:
            convolution.bias.fill(0)


def inFile(a: Any, *, squared: bool = False) -> Sequential:
    """The estimator as Torch's files hold it: Torch runs it, and it warrants the memory that ours takes.

    With `squared` it is that of the root mean square.
    """
    whole = Sequential()
    with using(Generator()):  # what it draws does not count
        inner = estimator(a.nInputPlane, kernelOf(a.kernel, a.nInputPlane, "the kernel"))
    for module in [Square()] * squared + inner + [Replicate(a.nInputPlane, 1, 3)] + [Sqrt()] * squared:
        whole.add(module)
    return whole


def warrant(a: Any) -> int:
    """How many numbers the constructor makes."""
    return int(a.nInputPlane * (81 if a.kernel is None else np.size(a.kernel)))


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
