"""Two half circles in the plane that reach into each other."""

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
    angle = generator.uniform(0, np.pi, size=options.N)
    x = np.where(second, 1 - np.cos(angle), np.cos(angle))
    y = np.where(second, 0.5 - np.sin(angle), np.sin(angle))
    return two_classes.examples(np.column_stack([x, y]), second, options, generator)


SOURCE = Source(
    name="moons",
    title="Moons",
    summary="Two half circles that reach into each other: a curved border between two classes.",
    options=(two_classes.N, two_classes.NOISE, two_classes.LABELS, SEED),
    ports=two_classes.ports,
    draws=_draw,
)
