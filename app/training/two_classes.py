"""What sets of points in the plane with two classes have in common."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from app.document.model import Port
from app.training.examples import Examples
from app.training.source import Ports
from nncore.random import Generator
from nncore.spec import Choice, Int, Number

N = Int("N", "how many points", default=200, low=2, high=1_000_000)
NOISE = Number("noise", "how far points stray, as a standard deviation", default=0.1, low=0, high=10)
LABELS = Choice(
    "labels",
    "how the classes are numbered: 1, 2 suits ClassNLLCriterion, 0, 1 BCECriterion, -1, 1 MarginCriterion",
    default="1, 2",
    options=("1, 2", "0, 1", "-1, 1"),
)


def ports(options: SimpleNamespace, folder: object) -> Ports:
    """Points N×2 and their classes: N indices, or N×1 numbers for criterions that compare numbers."""
    target = Port("class", (), "index", 2) if options.labels == LABELS.default else Port("class", (1,))
    return (Port("x", (2,)),), target, options.N


def alternating(count: int) -> np.ndarray:
    """Which points are of the second class: every other one."""
    return np.arange(count) % 2 > 0


def examples(
    points: np.ndarray, second: np.ndarray, options: SimpleNamespace, generator: Generator
) -> Examples:
    """The points, strayed, with their classes by the names that were chosen."""
    points += generator.normal(0, options.noise, size=points.shape)
    if options.labels == LABELS.default:
        return Examples((points,), second + np.int64(1))
    low, high = (float(name) for name in options.labels.split(","))
    return Examples((points,), np.where(second, high, low)[:, None])
