"""One number to predict from another: a sine."""

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
    return (Port("x", (1,)),), Port("y", (1,)), options.N


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    x = generator.uniform(-np.pi, np.pi, size=(options.N, 1))
    y = np.sin(options.waves * x)
    y += generator.normal(0, options.noise, size=y.shape)
    return Examples((x,), y)


SOURCE = Source(
    name="sine",
    title="Sine",
    summary="y = sin(waves · x) plus noise, for x from −π to π: a curve to fit.",
    options=(
        Int("N", "how many points", default=100, low=1, high=1_000_000),
        Number("waves", "how many waves there are", default=1.0, low=0, high=20),
        Number("noise", "how far y strays, as a standard deviation", default=0.1, low=0, high=10),
        SEED,
    ),
    ports=_ports,
    draws=_draw,
)
