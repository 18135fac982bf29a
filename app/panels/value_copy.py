"""A tensor as text, as a table of numbers, and as a numpy file."""

from __future__ import annotations

from io import BytesIO

import numpy as np

from nncore import printing


def as_text(array: np.ndarray) -> str:
    """As Torch prints it."""
    return printing.tensor(array)


def as_csv(array: np.ndarray) -> str:
    """A row a line, every number exact. A vector is one column; the slices of more dimensions stand below
    each other, each after a line with its indices.
    """
    if array.ndim < 2:
        return "".join(f"{value!r}\n" for value in array.reshape(-1).tolist())
    if array.ndim == 2:
        return _rows(array)
    lead = np.ndindex(array.shape[:-2])
    return "".join(f"# {', '.join(str(i + 1) for i in at)}\n{_rows(array[at])}" for at in lead)


def as_npy(array: np.ndarray) -> bytes:
    """The content of a `.npy` file."""
    file = BytesIO()
    np.save(file, np.ascontiguousarray(array))
    return file.getvalue()


def _rows(array: np.ndarray) -> str:
    return "".join(",".join(repr(value) for value in row) + "\n" for row in array.tolist())
