"""Where arrays lie in Torch's storages: views of one memory are views of one storage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Placed:
    """An array as Torch sees it: the memory of one dimension, and size, stride and start in elements."""

    memory: np.ndarray
    key: object
    sizes: tuple[int, ...]
    strides: tuple[int, ...]
    start: int


def placed(array: np.ndarray) -> Placed:
    """The array within the memory it is a view of; a copy of its own where that has another form or order."""
    root = _root(array)
    step = array.itemsize
    offset = _address(array) - _address(root)
    strides = tuple(stride // step for stride in array.strides)
    whole = root.flags.c_contiguous and root.dtype == array.dtype and root.dtype.isnative
    aligned = offset % step == 0 and all(stride % step == 0 and stride >= 0 for stride in array.strides)
    if not (whole and aligned):
        return placed(np.array(array, array.dtype.newbyteorder("="), order="C", subok=False))
    memory = root.reshape(-1).view(np.ndarray)
    return Placed(memory, (_address(root), root.nbytes), array.shape, strides, offset // step)


def _root(array: np.ndarray) -> np.ndarray:
    """The array that owns the memory, or the last one that numpy knows of."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def _address(array: np.ndarray) -> int:
    address: int = array.__array_interface__["data"][0]
    return address
