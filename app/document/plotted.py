"""What the plots show of each step of a run, as far as a file keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from app.document.model import NodeId


@dataclass(frozen=True, slots=True, eq=False)
class Plotted:
    """Tables of few rows, each joined of neighbouring steps (see `Curve.table`), and how many a row joins.

    `tables` has "losses", "norms" (the gradients' lengths) and "sizes" (those of weights, and updates as a
    share of them), the latter two for `nodes`.
    """

    nodes: tuple[NodeId, ...] = ()
    tables: Mapping[str, tuple[np.ndarray, int]] = field(default_factory=lambda: MappingProxyType({}))
