"""What sources of pictures have in common: how their pixels enter the network."""

from __future__ import annotations

import numpy as np

from nncore.spec import Choice

VECTOR, MAPS = "vector", "maps"
LAYOUT = Choice(
    "layout",
    "how a picture goes in: as one vector, for Linear, or as maps, channels×height×width, for convolutions",
    default=VECTOR,
    options=(VECTOR, MAPS),
)


def laid(pixels: np.ndarray, brightest: float, layout: str) -> np.ndarray:
    """Pixels N×C×H×W, as real numbers from 0 to 1 in the layout: N×C×H×W or N×(C·H·W)."""
    scaled = pixels / np.float64(brightest)
    return scaled if layout == MAPS else scaled.reshape(len(pixels), -1)
