"""How numbers and places are said in findings."""

from __future__ import annotations

import math
from collections.abc import Iterable

from app.document.check.fault import path
from app.document.index import index
from app.document.model import Document, NodeId


def said(value: float) -> str:
    """A number to three digits."""
    if math.isnan(value):
        return "no number"
    if math.isinf(value):
        return "infinity" if value > 0 else "−infinity"
    return f"{value:.3g}".replace("-", "−")


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def shape(sizes: Iterable[int]) -> str:
    """Sizes in the mathematics' way: 5×4; a number has none."""
    return "×".join(map(str, sizes)) or "one number"


def place(document: Document, node: NodeId | None) -> str:
    """Where a module stands; what stands there when it is not in the document."""
    return path(index(document), node) if node in index(document).nodes else "a module"
