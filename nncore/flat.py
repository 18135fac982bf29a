"""Flattening: all parameters of a module as views of one vector, shared ones once. After Module.lua."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from nncore import memory

if TYPE_CHECKING:
    from nncore.module import Module


def flatten(
    module: Module, holders: Sequence[tuple[Module, str, str]] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Moves the parameters of `module` and their gradients into two new vectors; returns these.

    With `holders` only the parameters that these hold; the others stay where they are.
    """
    holders = module.holders() if holders is None else holders
    return (
        _gather([(m, name) for m, name, _ in holders], module.dtype),
        _gather([(m, name) for m, _, name in holders], module.dtype),
    )


def _gather(holders: list[tuple[Module, str]], dtype: np.dtype) -> np.ndarray:
    """One vector with the values of every array `module.name`, which become views of their places there."""
    arrays = [getattr(module, name) for module, name in holders]  # before any is replaced: one may come twice
    unique = {key(array): array for array in arrays}
    blocks = _blocks(list(unique.values()))
    sizes = [_spanned(block) for block in blocks]
    vector = np.empty(sum(sizes), dtype)
    views: dict[int, np.ndarray] = {}
    start = 0
    for block, size in zip(blocks, sizes, strict=True):
        views |= _moved(block, vector[start : start + size])
        start += size
    for (module, name), array in zip(holders, arrays, strict=True):
        setattr(module, name, views[id(unique[key(array)])])
    return vector


def _blocks(arrays: list[np.ndarray]) -> list[list[np.ndarray]]:
    """The arrays in groups that lie over each other, as a weight and its transpose do.

    As in Torch, those that are parts of one memory come in the order in which they lie there.
    """
    memories: dict[int, list[tuple[int, int, np.ndarray]]] = {}
    for array in arrays:
        low, high = np.lib.array_utils.byte_bounds(array)
        memories.setdefault(id(memory.root(array)), []).append((low, high, array))
    blocks: list[list[np.ndarray]] = []
    for parts in memories.values():
        end = 0
        for low, high, array in sorted(parts, key=lambda part: part[0]):
            if low < end and memory.root(array).flags.c_contiguous:
                blocks[-1].append(array)
            else:
                blocks.append([array])
            end = max(end, high)
    return blocks


def _spanned(block: list[np.ndarray]) -> int:
    """How many numbers a group takes."""
    if len(block) == 1:
        return block[0].size
    bounds = [np.lib.array_utils.byte_bounds(array) for array in block]
    return (max(high for _, high in bounds) - min(low for low, _ in bounds)) // block[0].itemsize


def _moved(block: list[np.ndarray], place: np.ndarray) -> dict[int, np.ndarray]:
    """The arrays of a group as views of `place`, which takes their values; by the ids of the old ones."""
    if len(block) == 1:
        place[:] = block[0].ravel()
        return {id(block[0]): place.reshape(block[0].shape)}

    def filled(values: np.ndarray) -> np.ndarray:
        place[:] = values
        return place

    return memory.twins(block, filled)


def key(array: np.ndarray) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """Two arrays with the same key are one and the same memory, seen the same way."""
    return array.__array_interface__["data"][0], array.shape, array.strides
