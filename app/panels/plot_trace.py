"""One line of a plot."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal

import numpy as np

Points = tuple[np.ndarray, np.ndarray]
"""x and y of a line in the axes' own units, which are logarithms on a logarithmic axis."""

Role = Literal["line", "ghost", "ink"]


@dataclass(frozen=True, slots=True)
class Trace:
    """One line: its name, and its points as they are, x ascending.

    Where they are too many to be told apart, `course` is the line that runs through their midst; they are
    drawn faintly behind it. A "ghost" is thin and grey, to be compared with; "ink" is in the colour of words.
    """

    key: Hashable
    name: str
    x: np.ndarray
    y: np.ndarray
    course: Points | None = None
    role: Role = "line"
