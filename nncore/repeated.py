"""A parameter of fixed sizes that is repeated to fit an input: over the batch, or along its sizes of 1.

After the rules of torch/nn's CMul.lua.
"""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from nncore.errors import NNError, Repair
from nncore.follows import example
from nncore.rules import oneTensor
from nncore.shapes import Shape, Tensor
from nncore.spec import Sizes

SIZE = Sizes("size", "the sizes of the parameter; 1 repeats it along that dimension", follows=example)


def asSizes(size: tuple[Any, ...]) -> tuple[int, ...]:
    """What stands in a call: both `CMul(2, 3)` and `CMul((2, 3))` are Torch's ways."""
    return tuple(size[0]) if len(size) == 1 and isinstance(size[0], (tuple, list)) else size


def fitting(size: tuple[int, ...], x: Shape) -> Tensor:
    """`x`, when a parameter of these sizes can be repeated to fit it.

    Raises:
        NNError: when it cannot.
    """
    x, count = oneTensor(x), prod(size)
    if x.elements == count:
        return x
    if x.rank == len(size):
        if all(own in (1, dim) for own, dim in zip(size, x.dims, strict=True)):
            return x
    elif count == 1 or (x.rank > 1 and x.without(0).elements == count):
        return x
    example = x.dims[1:] if x.rank > 1 else x.dims
    repairs: tuple[Repair, ...] = ()
    if all(isinstance(dim, int) for dim in example):
        repairs = (Repair(f"set size = {Tensor(example)}", "set", "size", example),)
    raise NNError(
        "the input has the wrong size",
        got=str(x),
        needs=f"{Tensor(size)}, or a batch of it",
        repairs=repairs,
    )


def spread(parameter: np.ndarray, input: np.ndarray) -> np.ndarray:
    """The parameter seen in a shape that broadcasts against the input."""
    if parameter.size == input.size:
        return parameter.reshape(input.shape)
    if parameter.ndim == input.ndim:
        return parameter
    return parameter.reshape((1,) * input.ndim if parameter.size == 1 else (1, *input.shape[1:]))


def addRepeated(gradient: np.ndarray, change: np.ndarray, scale: float) -> None:
    """Adds `scale` times `change`, which has the input's shape, to the gradient of such a parameter."""
    total = spread(gradient, change)
    repeated = tuple(i for i, (n, m) in enumerate(zip(total.shape, change.shape, strict=True)) if n != m)
    summed = change.sum(axis=repeated, keepdims=True) if repeated else change
    total += summed if scale == 1 else scale * summed
