"""Writes IDX files, as MNIST comes in."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np


def idx(path: Path, array: np.ndarray, code: int = 8) -> Path:
    """The array in a file, packed where that is called .gz; `code` is its type's."""
    content = bytes([0, 0, code, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path
