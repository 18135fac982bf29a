"""The colour of a number: blue above zero, orange below, the stronger the larger; none at zero."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtGui import QColor

from app.look import look

_MOST = 0.62
"""How much of the full colour the largest number has; words stay legible on it."""


def signed_colour(value: float, largest: float) -> QColor:
    """For one number; `largest` is the size of the largest. What is no number has the fault's ground."""
    if not math.isfinite(value):
        return look.colour("fault_fill")
    share = min(abs(value) / largest, 1.0) if largest > 0 else 0.0
    return _mixed(look.colour("surface"), look.colour("forward" if value > 0 else "backward"), share * _MOST)


def signed_pixels(values: np.ndarray, largest: float) -> np.ndarray:
    """For an array of two dimensions: bytes of red, green, blue and opacity, in the full colours."""
    ground, up, down = (_rgb(name) for name in ("surface", "forward", "backward"))
    share = np.clip(np.abs(values) / largest, 0, 1) if largest > 0 else np.zeros(values.shape)
    share = np.nan_to_num(share)[..., None]
    towards = np.where((values > 0)[..., None], up, down)
    pixels = np.empty((*values.shape, 4), np.uint8)
    pixels[..., :3] = np.rint(ground + (towards - ground) * share)
    pixels[..., 3] = 255
    return pixels


def _rgb(name: str) -> np.ndarray:
    colour = look.colour(name)
    return np.array([colour.red(), colour.green(), colour.blue()], np.float64)


def _mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    def between(a: int, b: int) -> int:
        return round(a + (b - a) * share)

    return QColor(
        between(ground.red(), colour.red()),
        between(ground.green(), colour.green()),
        between(ground.blue(), colour.blue()),
    )
