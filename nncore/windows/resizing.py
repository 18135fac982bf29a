"""What upsamplings have in common: how their arguments are read, and the two ways of filling in between.

After THNN's SpatialUpSamplingNearest.c and SpatialUpSamplingBilinear.c.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nncore.dims import Dim
from nncore.errors import NNError
from nncore.shapes import Tensor
from nncore.torchform import Told
from nncore.windows.along import interpolating

NAMES = ("odepth", "oheight", "owidth")


def sizesOf(params: Any) -> Any:
    """Torch's table {owidth=…, oheight=…} (a dict in Python) as a tuple of sizes; anything else as it is."""
    if not isinstance(params, dict):
        return params
    if not {"oheight", "owidth"} <= set(params) <= set(NAMES):
        raise NNError("the sizes do not fit", got=str(params), needs="owidth and oheight (and odepth)")
    return tuple(params[name] for name in NAMES if name in params)


PARAMS = Told(
    lambda f: f.get("scale_factor") or tuple(f[name] for name in NAMES if f.get(name) is not None),
    lambda params: (
        {"scale_factor": params}
        if isinstance(params, int)
        else dict(zip(NAMES[-len(params) :], params, strict=True))
    ),
)
"""Where Torch's files have `params`: as a factor, or as the output's sizes."""


def enlarged(x: Tensor, count: int, params: Any) -> tuple[Dim, ...]:
    """The last `count` sizes of the output: each times a factor, or just those in `params`.

    Raises:
        NNError: when `params` has fewer sizes than are needed.
    """
    if isinstance(params, int):
        return tuple(size * params for size in x.dims[-count:])
    if len(params) < count:
        raise NNError("the output's depth is missing", got=str(params), needs="odepth, oheight and owidth")
    return tuple(params[-count:])


def repeat(input: np.ndarray, count: int, factor: int, out: np.ndarray) -> None:
    """Writes each place of the last `count` dimensions `factor` times along each of them."""
    np.copyto(_blocks(out, count, factor), input.reshape(_apart(input.shape, count)))


def gather(gradOutput: np.ndarray, count: int, factor: int, out: np.ndarray) -> None:
    """Adds up the gradients of the places that `repeat` wrote for each place of the input."""
    axes = tuple(range(-1, -2 * count, -2))
    np.add.reduce(_blocks(gradOutput, count, factor), axis=axes, out=out)


def lines(sizes: tuple[int, ...], counts: tuple[int, ...], dtype: np.dtype) -> list[np.ndarray]:
    """The maps of linear interpolation, one for each dimension."""
    return [interpolating(size, count, dtype) for size, count in zip(sizes, counts, strict=True)]


def _blocks(array: np.ndarray, count: int, factor: int) -> np.ndarray:
    """Each of the last dimensions split in two: the place in the input, and the copy."""
    split = (part for size in array.shape[-count:] for part in (size // factor, factor))
    return array.reshape(*array.shape[:-count], *split)


def _apart(shape: tuple[int, ...], count: int) -> tuple[int, ...]:
    return (*shape[:-count], *(part for size in shape[-count:] for part in (size, 1)))
