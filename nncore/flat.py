"""Flattening: all parameters of a module as views of one vector, shared ones once. After Module.lua."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from nncore.module import Module


def flatten(module: Module) -> tuple[np.ndarray, np.ndarray]:
    """Moves the parameters of `module` and their gradients into two new vectors; returns these."""
    holders = module.holders()
    return (
        _gather([(m, name) for m, name, _ in holders], module.dtype),
        _gather([(m, name) for m, _, name in holders], module.dtype),
    )


def _gather(holders: list[tuple[Module, str]], dtype: np.dtype) -> np.ndarray:
    """One vector with the values of every array `module.name`, which become views of their places there."""
    places: dict[tuple[int, tuple[int, ...], tuple[int, ...]], tuple[int, np.ndarray]] = {}
    size = 0
    for module, name in holders:
        array = getattr(module, name)
        if _key(array) not in places:
            places[_key(array)] = (size, array)
            size += array.size
    vector = np.empty(size, dtype)
    for start, array in places.values():
        vector[start : start + array.size] = array.ravel()
    for module, name in holders:
        start, array = places[_key(getattr(module, name))]
        setattr(module, name, vector[start : start + array.size].reshape(array.shape))
    return vector


def _key(array: np.ndarray) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """Two arrays with the same key are one and the same memory, seen the same way."""
    return array.__array_interface__["data"][0], array.shape, array.strides
