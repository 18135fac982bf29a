"""Where an element of a module that only moves numbers comes from: told by the module itself."""

from __future__ import annotations

from typing import Any

import numpy as np

from app.document.model import Node
from nncore import catalog
from nncore.errors import NNError
from nncore.worked import Place

MOVERS = frozenset(
    {
        *("Collapse", "Contiguous", "Copy", "Identity", "Narrow", "Padding", "Replicate", "Reshape"),
        *("Select", "Squeeze", "Transpose", "Unsqueeze", "View", "JoinTable", "SelectTable", "PixelShuffle"),
        *("SpatialZeroPadding", "SpatialReflectionPadding", "SpatialReplicationPadding"),
        *("SpatialUpSamplingNearest", "UpSampling", "VolumetricReplicationPadding"),
    }
)
"""Modules whose output holds numbers of the input, at other places."""
MOST = 2**20
"""So many numbers that go in are looked at."""


def origin(node: Node, values: Any, at: Place) -> tuple[int, Place] | None:
    """Which entry of the input's table (0 for a tensor), and which of its elements, stands at a place of the
    output; None where that is another number, as on the margin of a padding.

    The module is given the number of each element in place of the element.
    """
    given = values.get("input")
    if node.module not in MOVERS or given is None:
        return None
    entries = given if isinstance(given, list) else [given]
    if not all(isinstance(entry, np.ndarray) for entry in entries) or sum(e.size for e in entries) > MOST:
        return None
    starts = np.cumsum([1, *(entry.size for entry in entries)])
    numbered = [
        np.arange(start, start + entry.size, dtype=np.float64).reshape(entry.shape)
        for start, entry in zip(starts.tolist(), entries, strict=False)
    ]
    try:
        module = catalog.build(node.module, dict(node.args))
        found = module.evaluate().forward(numbered if isinstance(given, list) else numbered[0])
        number = float(found[at])
    except (NNError, IndexError, TypeError, ValueError):
        return None
    if number != int(number) or not 1 <= number < starts[-1]:
        return None
    which = int(np.searchsorted(starts, number, side="right")) - 1
    place = np.unravel_index(int(number - starts[which]), entries[which].shape)
    return which, tuple(int(index) for index in place)
