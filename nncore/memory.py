"""Copies of whole modules, and changes of their number type, in which shared memory stays shared.

After File.lua's and utils.lua's handling of storages: two arrays that are views of one memory become two
views of one new memory.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from nncore.described import Described

T = TypeVar("T")
Array = np.ndarray
Change = Callable[[Array], Array]


def copy(value: T) -> T:
    """A copy of a module, a criterion, or a list of them."""
    return deepcopy(value, twins(arrays(value), lambda memory: memory.copy()))


def convert(value: Described, dtype: np.dtype[Any]) -> None:
    """Gives everything within `value` the type `dtype`: its arrays of reals, and those it will make."""
    reals = [array for array in arrays(value) if array.dtype.kind == "f"]
    with np.errstate(over="ignore"):  # of buffers, which may hold anything
        new = twins(reals, lambda memory: memory.astype(dtype))
    remap(value, lambda array: new.get(id(array), array), dtype)


def arrays(value: Any) -> list[Array]:
    """All arrays within `value`, each once."""
    found: dict[int, Array] = {}

    def note(array: Array) -> Array:
        found[id(array)] = array
        return array

    remap(value, note)
    return list(found.values())


def twins(originals: list[Array], change: Change) -> dict[int, Any]:
    """A new array for each one (by its id); `change` makes the new memory from the old."""
    groups: dict[int, list[Array]] = {}
    for array in originals:
        groups.setdefault(id(root(array)), []).append(array)
    return {key: twin for group in groups.values() for key, twin in _twinsOfOne(group, change)}


def _twinsOfOne(group: list[Array], change: Change) -> list[tuple[int, Array]]:
    """The same for arrays that are views of one memory, of which no more is copied than they span."""
    whole = root(group[0])
    same = all(array.dtype == whole.dtype for array in group)
    if len(group) == 1 or not whole.flags.c_contiguous or not same or not whole.size:
        return [(id(array), change(array)) for array in group]
    size, bounds = whole.itemsize, [np.lib.array_utils.byte_bounds(array) for array in group]
    start, stop = min(low for low, _ in bounds), max(high for _, high in bounds)
    first = (start - _address(whole)) // size
    new = change(whole.reshape(-1)[first : first + (stop - start) // size])
    return [(id(array), _sameView(array, start, new)) for array in group]


def _sameView(array: Array, start: int, memory: Array) -> Array:
    """The view of `memory` that `array` is of its own, which begins at address `start`."""
    scale, old = memory.itemsize, array.itemsize
    offset = (_address(array) - start) // old * scale if array.size else 0
    strides = tuple(stride // old * scale for stride in array.strides)
    return np.ndarray(array.shape, memory.dtype, memory, offset, strides)


def remap(
    value: Any, change: Change, dtype: np.dtype[Any] | None = None, seen: set[int] | None = None
) -> Any:
    """Replaces every array within `value` by what `change` gives for it; tells modules their new `dtype`."""
    from nncore.described import Described

    seen = set() if seen is None else seen
    if isinstance(value, np.ndarray):
        return change(value)
    if isinstance(value, tuple):
        return tuple(remap(entry, change, dtype, seen) for entry in value)
    if id(value) in seen or not isinstance(value, (list, dict, SimpleNamespace, Described)):
        return value
    seen.add(id(value))
    if isinstance(value, list):
        value[:] = [remap(entry, change, dtype, seen) for entry in value]
        return value
    inside = value if isinstance(value, dict) else vars(value)
    kept = value.keepsType if dtype is not None and isinstance(value, Described) else ()
    for key, entry in inside.items():
        if key not in kept:
            inside[key] = remap(entry, change, dtype, seen)
    if dtype is not None and isinstance(value, Described):
        value.dtype = dtype
        value._shape = None
    return value


def root(array: Array) -> Array:
    """The array whose memory `array` is a view of; itself, if it is no view."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def _address(array: Array) -> int:
    return int(array.__array_interface__["data"][0])
