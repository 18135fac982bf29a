"""Handwritten digits, 8 by 8 pixels, that come with the program (see resources/data/README.md)."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from app import resources
from app.document.model import Port
from app.training.examples import Examples
from app.training.pictures import LAYOUT, VECTOR
from app.training.source import STANDARDISE, Ports, Source
from app.training.sources import idx_files
from nncore.random import Generator
from nncore.spec import Int

ROWS, SIDE, CLASSES = 1797, 8, 10


def _ports(options: SimpleNamespace, folder: Path | None) -> Ports:
    dims = (SIDE * SIDE,) if options.layout == VECTOR else (1, SIDE, SIDE)
    return (Port("x", dims),), Port("class", (), "index", CLASSES), options.most


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    images = resources.path("data", "digits-images.idx3-ubyte.gz")
    return idx_files.examples(images, resources.path("data", "digits-labels.idx1-ubyte.gz"), options)


SOURCE = Source(
    name="digits",
    title="Digits",
    summary="1,797 handwritten digits of 8×8 pixels; class 1 is the digit 0, class 10 the digit 9.",
    options=(
        Int("most", "how many are taken, from the first on", default=ROWS, low=10, high=ROWS),
        LAYOUT,
        STANDARDISE,
    ),
    ports=_ports,
    draws=_draw,
)
