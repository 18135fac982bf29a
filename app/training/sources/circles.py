"""Two circles in the plane, one inside the other."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np

from app.training import two_classes
from app.training.examples import Examples
from app.training.source import SEED, Source
from nncore.random import Generator


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    second = two_classes.alternating(options.N)
    angle = generator.uniform(0, 2 * np.pi, size=options.N)
    radius = np.where(second, 0.5, 1.0)
    points = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return two_classes.examples(points, second, options, generator)


SOURCE = Source(
    name="circles",
    title="Circles",
    summary="One circle inside another: two classes that no straight line parts.",
    options=(two_classes.N, two_classes.NOISE, two_classes.LABELS, SEED),
    ports=two_classes.ports,
    draws=_draw,
)
