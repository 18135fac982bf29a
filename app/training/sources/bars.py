"""Small pictures of one bar each, across or down."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np

from app.document.model import Port
from app.training.examples import Examples
from app.training.source import SEED, Ports, Source
from app.training.two_classes import alternating
from nncore.random import Generator
from nncore.spec import Int, Number

N = Int("N", "how many pictures", default=64, low=2, high=100_000)
SIZE = Int("size", "how many pixels wide and high they are", default=16, low=3, high=128)
NOISE = Number("noise", "how far pixels stray, as a standard deviation", default=0.1, low=0, high=10)


def _ports(options: SimpleNamespace, folder: Path | None) -> Ports:
    """Pictures N×1×size×size, as convolutions take them, and the class: 1 across, 2 down."""
    picture = Port("x", (1, options.size, options.size))
    return (picture,), Port("class", (), "index", 2), options.N


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    down = alternating(options.N)
    places = (generator.uniform(0, 1, size=options.N) * options.size).astype(int)
    pictures = generator.normal(0, options.noise, size=(options.N, 1, options.size, options.size))
    for picture, place, is_down in zip(pictures[:, 0], places, down, strict=True):
        bar = picture[:, place] if is_down else picture[place]
        bar += 1.0
    return Examples((pictures,), down + np.int64(1))


SOURCE = Source(
    name="bars",
    title="Bars",
    summary="Small pictures of one bar each, across or down: two classes for convolutions to tell apart.",
    options=(N, SIZE, NOISE, SEED),
    ports=_ports,
    draws=_draw,
)
