"""Adding up the gradients that come back over several ways, tensors or tables."""

from __future__ import annotations

from typing import Any

import numpy as np


def accumulate(buffer: Any, gradients: list[Any], like: Any) -> Any:
    """The sum of `gradients`, in `buffer` where it fits. `like` is the value they are the gradients of.

    Indices have no gradient: theirs are zeros, or empty; so is the sum.
    """
    if isinstance(like, (list, tuple)):
        kept = buffer if isinstance(buffer, list) and len(buffer) == len(like) else [np.empty(0)] * len(like)
        return [
            accumulate(kept[i], [g[i] for g in gradients if len(g)], entry) for i, entry in enumerate(like)
        ]
    real = [g for g in gradients if isinstance(g, np.ndarray) and g.size and g.dtype.kind == "f"]
    if not real:
        return gradients[0] if gradients else np.empty(0)
    fits = isinstance(buffer, np.ndarray) and (buffer.shape, buffer.dtype) == (real[0].shape, real[0].dtype)
    if not fits or any(buffer is gradient for gradient in real):
        buffer = np.empty_like(real[0])
    np.copyto(buffer, real[0])
    for gradient in real[1:]:
        buffer += gradient
    return buffer
