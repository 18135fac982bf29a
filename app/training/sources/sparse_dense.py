"""The tutorial's sparse and dense features: an index from 1 to 5 beside 3 real numbers, with 2 answers."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np

from app.document.model import Port
from app.training.examples import Examples
from app.training.source import SEED, Ports, Source
from nncore.random import Generator
from nncore.spec import Int

D_O, D_D, D_H = 5, 3, 2
"""How many indices there are, how many dense values, how many answers: as in the tutorial."""


def _ports(options: SimpleNamespace, folder: Path | None) -> Ports:
    return (Port("x_o", (), "index", D_O), Port("x_d", (D_D,))), Port("y", (D_H,)), options.N


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    """Every index in turn; y = W_o x_o + W_d x_d + b, with W_o, W_d and b for a model to find, plus noise."""
    x_o = np.arange(options.N) % D_O + 1
    x_d = generator.normal(size=(options.N, D_D))
    w_o = generator.normal(size=(D_O, D_H))
    w_d = generator.normal(size=(D_D, D_H))
    b = generator.normal(size=D_H)
    y = w_o[x_o - 1] + np.dot(x_d, w_d) + b
    y += generator.normal(0, 0.1, size=y.shape)
    return Examples((x_o.astype(np.int64), x_d), y)


SOURCE = Source(
    name="sparse_dense",
    title="Sparse and dense",
    summary="The tutorial's two inputs: an index from 1 to 5, and 3 real numbers; 2 answers.",
    options=(Int("N", "how many examples", default=20, low=1, high=1_000_000), SEED),
    ports=_ports,
    draws=_draw,
)
