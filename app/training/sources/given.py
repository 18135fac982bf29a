"""Values typed in by hand: a few rows, to be followed number by number."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np

from app.document.model import Port
from app.training.examples import DataError, Examples
from app.training.source import Ports, Source
from nncore.random import Generator
from nncore.spec import Array


def _ports(options: SimpleNamespace, folder: Path | None) -> Ports:
    x, _ = _arrays(options)
    return (Port("X", x.shape[1:]),), Port("y"), len(x)


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    x, y = _arrays(options)
    return Examples((x,), y)


def _arrays(options: SimpleNamespace) -> tuple[np.ndarray, np.ndarray]:
    """The rows of X, of which a lone one needs no brackets, and the numbers of y."""
    x, y = np.array(options.X, dtype=np.float64), np.array(options.y, dtype=np.float64)
    x, y = np.atleast_2d(x), np.atleast_1d(y)
    if len(x) != len(y):
        raise DataError(f"Typed in: X has {len(x)} rows and y has {len(y)} numbers; each row needs one.")
    return x, y


SOURCE = Source(
    name="given",
    title="Typed in",
    summary="A few rows that you type: easy to follow number by number.",
    options=(
        Array("X", "the inputs, a row for each example", default=(1.0, 2.0, 3.0, 4.0, 5.0), ranks=(1, 2)),
        Array("y", "the targets, a number for each example", default=(0.0,), ranks=(0, 1)),
    ),
    ports=_ports,
    draws=_draw,
)
