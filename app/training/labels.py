"""What the numbers of the data stand for: names of columns and classes, pictures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.document.model import Port


@dataclass(frozen=True, slots=True)
class Labels:
    """What one port's numbers stand for.

    Attributes:
        name: the port's.
        columns: what each number of a row is; empty when they have no names.
        values: what the indices 1, 2, ... stand for; empty when they are just numbers.
        picture: channels, height and width, where a row is a picture; its numbers are then from 0 to 1.
    """

    name: str
    columns: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    picture: tuple[int, int, int] | None = None

    def said(self, value: float | int) -> str:
        """What an index stands for, or the number itself."""
        at = int(value) - 1
        return self.values[at] if self.values and 0 <= at < len(self.values) else f"{value:.6g}"


def port(labels: Labels, array: np.ndarray) -> Port:
    """The port that an array of the data fills, rows first."""
    if array.dtype.kind != "i":
        return Port(labels.name, array.shape[1:])
    high = max(len(labels.values), int(array.max()) if array.size else 0)
    return Port(labels.name, array.shape[1:], "index", high)
