"""Classes of any kind, numbered from 1."""

from __future__ import annotations

import numpy as np


def numbered(values: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """Whole numbers as classes, and what each class stands for.

    Those that count from 1 already, with none left out, stay; others are numbered in their order: digits from
    0 to 9 are the classes 1 to 10, called "0" to "9".
    """
    known, places = np.unique(values, return_inverse=True)
    return places.reshape(values.shape).astype(np.int64) + 1, tuple(str(value) for value in known.tolist())
