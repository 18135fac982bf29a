"""The states of an optimiser and of a generator as JSON's values, with their arrays beside them.

What JSON knows stays as it is; everything else is an object that says in "$" what it is:

    {"$": "array", "name": "optimiser.3"}           an array, to be found among the arrays by this name
    {"$": "tuple", "items": [...]}
    {"$": "map", "items": [[key, value], ...]}      a mapping with keys that are not plain names
    {"$": "number", "value": "nan"}                 nan, inf, -inf
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from app.document.written import Unreadable, brief

KEY = "$"
DEPTH = 32
"""How deep values may be nested in a file."""

Arrays = dict[str, np.ndarray]


def to_plain(value: Any, name: str, arrays: Arrays) -> Any:
    """`value` for JSON. Its arrays go into `arrays`, called `name` and a number.

    Raises:
        TypeError: for a value of any other kind, which no state should hold.
    """
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, np.ndarray):
        key = f"{name}.{len(arrays)}"
        arrays[key] = value
        return {KEY: "array", "name": key}
    if isinstance(value, np.generic):
        return to_plain(value.item(), name, arrays)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else {KEY: "number", "value": str(float(value))}
    if isinstance(value, list):
        return [to_plain(entry, name, arrays) for entry in value]
    if isinstance(value, tuple):
        return {KEY: "tuple", "items": [to_plain(entry, name, arrays) for entry in value]}
    if isinstance(value, Mapping):
        return _mapping(value, name, arrays)
    raise TypeError(f"a {type(value).__name__} cannot be written into a model file: {brief(value)}")


def from_plain(plain: Any, arrays: Arrays, depth: int = 0) -> Any:
    """What `to_plain` had made so.

    Raises:
        Unreadable: when it never was.
    """
    if depth > DEPTH:
        raise Unreadable(f"the training state is nested more than {DEPTH} deep")
    if isinstance(plain, list):
        return [from_plain(entry, arrays, depth + 1) for entry in plain]
    if not isinstance(plain, dict):
        return plain
    if KEY not in plain:
        return {key: from_plain(value, arrays, depth + 1) for key, value in plain.items()}
    return _special(plain, arrays, depth)


def _mapping(value: Mapping[Any, Any], name: str, arrays: Arrays) -> Any:
    if all(isinstance(key, str) for key in value) and KEY not in value:
        return {key: to_plain(entry, name, arrays) for key, entry in value.items()}
    items = [[to_plain(key, name, arrays), to_plain(entry, name, arrays)] for key, entry in value.items()]
    return {KEY: "map", "items": items}


def _special(plain: dict[str, Any], arrays: Arrays, depth: int) -> Any:
    match plain:
        case {"$": "array", "name": str(name)} if name in arrays:
            return arrays[name]
        case {"$": "number", "value": "nan" | "inf" | "-inf" as word}:
            return float(word)
        case {"$": "tuple", "items": list(items)}:
            return tuple(from_plain(entry, arrays, depth + 1) for entry in items)
        case {"$": "map", "items": list(items)} if all(isinstance(i, list) and len(i) == 2 for i in items):
            pairs = [(from_plain(k, arrays, depth + 1), from_plain(v, arrays, depth + 1)) for k, v in items]
            if all(_is_key(key) for key, _ in pairs):
                return dict(pairs)
    raise Unreadable(f"the training state holds something unknown: {brief(plain)}")


def _is_key(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_key, value))
    return value is None or isinstance(value, (str, int, float))
