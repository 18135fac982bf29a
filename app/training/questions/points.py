"""Examples to be drawn with what the network says: not more than can be told apart."""

from __future__ import annotations

import numpy as np

from app.training.run import Run
from app.training.splitting import held_out

MOST = 1000


def drawn_rows(run: Run, most: int = MOST) -> np.ndarray:
    """Row numbers, from 0, evenly over the data."""
    rows = run.data.rows
    return np.arange(rows) if rows <= most else np.linspace(0, rows - 1, most).astype(np.int64)


def held_rows(run: Run) -> np.ndarray:
    """Which rows of the data are held out, as a mask."""
    training = run.document.training
    return held_out(run.data, training.validation, training.split_seed)
