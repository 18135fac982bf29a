"""The tutorial's data of section 4: N rows of F random features, and the noisy square of a projection."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np

from app.document.model import Port
from app.training.examples import Examples
from app.training.source import SEED, Ports, Source
from nncore.random import Generator
from nncore.spec import Int


def _ports(options: SimpleNamespace, folder: Path | None) -> Ports:
    return (Port("X", (options.F,)),), Port("y"), options.N


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    """X = randn(N, F); y = mv(X, randn(F)):pow(2):add(randn(N)), in the notebook's order."""
    x = generator.normal(size=(options.N, options.F))
    y = np.dot(x, generator.normal(size=options.F)) ** 2
    y += generator.normal(size=options.N)
    return Examples((x,), y)


SOURCE = Source(
    name="tutorial",
    title="Tutorial",
    summary="The tutorial's own: random features X, and y = (X·w)² plus noise.",
    options=(
        Int("N", "how many examples", default=5, low=1, high=1_000_000),
        Int("F", "how many features each has", default=4, low=1, high=10_000),
        SEED,
    ),
    ports=_ports,
    draws=_draw,
)
