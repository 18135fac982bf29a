"""Arrays by name as safetensors. The header is checked before memory is taken.

The format: https://huggingface.co/docs/safetensors/index#format
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors import numpy as safetensors

from app.files.fault import FileError

SIZES = {"BOOL": 1, "U8": 1, "I8": 1, "U16": 2, "I16": 2, "F16": 2}
SIZES |= {"U32": 4, "I32": 4, "F32": 4, "U64": 8, "I64": 8, "F64": 8}
"""The types of numbers that are read, with their sizes in bytes."""

HEADER = 64 * 2**20
"""The longest header that is read, in bytes: enough for 400,000 arrays."""


def to_bytes(arrays: Mapping[str, np.ndarray]) -> bytes:
    """The arrays as one safetensors file."""
    written: bytes = safetensors.save({name: _plain(array) for name, array in arrays.items()})
    return written


def from_bytes(content: bytes) -> dict[str, np.ndarray]:
    """The arrays of a safetensors file.

    Raises:
        FileError: when it is none.
    """
    try:
        _check_header(content)
        read: dict[str, np.ndarray] = safetensors.load(content)
        return read
    except (SafetensorError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise FileError(f"its numbers are damaged ({error})") from error


def _plain(array: np.ndarray) -> np.ndarray:
    """In memory order and in this machine's own byte order, which is all that safetensors writes rightly."""
    return np.asarray(array, array.dtype.newbyteorder("="), order="C")


def _check_header(content: bytes) -> None:
    """That the header describes just the bytes that there are.

    Raises:
        ValueError, KeyError, TypeError: when it does not.
    """
    length = int.from_bytes(content[:8], "little")
    if len(content) < 8 or not 2 <= length <= min(len(content) - 8, HEADER):
        raise ValueError("the header has a wrong length")
    header = json.loads(content[8 : 8 + length])
    if not isinstance(header, dict):
        raise ValueError("the header is no table of arrays")
    header.pop("__metadata__", None)
    end = 0
    for entry in sorted(header.values(), key=lambda entry: tuple(entry["data_offsets"])):
        start, stop = entry["data_offsets"]
        if start != end or stop - start != _bytes(entry):
            raise ValueError("an array has a wrong size")
        end = stop
    if end != len(content) - 8 - length:
        raise ValueError("numbers are missing at its end")


def _bytes(entry: dict[str, Any]) -> int:
    shape = entry["shape"]
    if not all(type(size) is int and 0 <= size < 2**40 for size in shape):
        raise ValueError("an array has a wrong shape")
    count: int = math.prod(shape)
    return SIZES[entry["dtype"]] * count
