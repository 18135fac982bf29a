"""Connection tables for SpatialConvolutionMap, one row a connection: input plane, output plane, both from 1.

After torch/nn's SpatialConvolutionMap.lua, where they are nn.tables.full, nn.tables.oneToOne and
nn.tables.random.
"""

from __future__ import annotations

import numpy as np

from nncore.errors import NNError
from nncore.random import generator


def full(nin: int, nout: int) -> np.ndarray:
    """Every input plane meets every output plane."""
    return np.array([(i + 1, o + 1) for o in range(nout) for i in range(nin)], dtype=np.float64)


def oneToOne(nfeat: int) -> np.ndarray:
    """Each plane meets the one of its own number."""
    return np.array([(i + 1, i + 1) for i in range(nfeat)], dtype=np.float64)


def random(nin: int, nout: int, nto: int) -> np.ndarray:
    """Each output plane meets `nto` input planes, dealt out from shuffled ones until none are left.

    Raises:
        NNError: when there are fewer input planes than that.
    """
    if not 1 <= nto <= nin:
        raise NNError("nto does not fit", got=str(nto), needs=f"a whole number from 1 to nin = {nin}")
    decks = nin // nto
    rows: list[tuple[int, int]] = []
    order = generator().randperm(nin)
    for o in range(nout):
        hand = o % decks
        rows.extend((int(i), o + 1) for i in order[hand * nto : (hand + 1) * nto])
        if hand == decks - 1:
            order = generator().randperm(nin)
    return np.array(rows, dtype=np.float64)
