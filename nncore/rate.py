"""A learning rate as an array without dimensions, which is quicker than a number beside small arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from nncore.errors import NNError


def asRate(value: Any, dtype: np.dtype[Any], module: Any) -> np.ndarray:
    """The learning rate that came to `module`, in its type.

    Raises:
        NNError: when it is no number.
    """
    if type(value) is np.ndarray and value.dtype is dtype and not value.ndim:
        return value  # from a container, which has made it already
    try:
        rate: np.ndarray = np.asarray(value, dtype)
    except (TypeError, ValueError):
        rate = np.empty(0)
    if rate.ndim or value is None:
        raise NNError(
            "the learning rate is no number", got=repr(value), needs="a number, such as 0.1", module=module
        )
    return rate
