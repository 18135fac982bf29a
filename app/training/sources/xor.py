"""A square in the plane, whose opposite quarters are of one class."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from app.training import two_classes
from app.training.examples import Examples
from app.training.source import SEED, Source
from nncore.random import Generator


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    points = generator.uniform(-1, 1, size=(options.N, 2))
    return two_classes.examples(points, points[:, 0] * points[:, 1] < 0, options, generator)


SOURCE = Source(
    name="xor",
    title="Exclusive or",
    summary="A square whose opposite quarters belong together: the classic that one layer cannot learn.",
    options=(two_classes.N, two_classes.NOISE, two_classes.LABELS, SEED),
    ports=two_classes.ports,
    draws=_draw,
)
