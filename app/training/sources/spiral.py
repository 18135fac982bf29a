"""Arms of a spiral in the plane, each a class."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np

from app.document.model import Port
from app.training.examples import Examples
from app.training.source import SEED, Ports, Source
from nncore.random import Generator
from nncore.spec import Int, Number


def _ports(options: SimpleNamespace, folder: Path | None) -> Ports:
    return (Port("x", (2,)),), Port("class", (), "index", options.classes), options.N


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    """Arms of the same shape, each turned by its share of a full circle; points lie evenly along them."""
    arm = np.arange(options.N) % options.classes
    along = (np.arange(options.N) // options.classes + 1) / -(-options.N // options.classes)
    angle = 2 * np.pi * (options.turns * along + arm / options.classes)
    points = np.column_stack([along * np.cos(angle), along * np.sin(angle)])
    points += generator.normal(0, options.noise, size=points.shape)
    return Examples((points,), (arm + 1).astype(np.int64))


SOURCE = Source(
    name="spiral",
    title="Spiral",
    summary="Arms of a spiral, each a class: hard for a small network, a good test of patience.",
    options=(
        Int("N", "how many points", default=200, low=2, high=1_000_000),
        Int("classes", "how many arms there are", default=2, low=2, high=20),
        Number("turns", "how often each arm goes round", default=1.0, low=0, high=10),
        Number("noise", "how far points stray, as a standard deviation", default=0.02, low=0, high=10),
        SEED,
    ),
    ports=_ports,
    draws=_draw,
)
