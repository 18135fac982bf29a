"""The examples that a network is trained on: the arrays themselves, and how they are got."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from app.document.model import INPUT, Data, Port
from app.training.labels import Labels
from nncore.errors import Repair


class DataError(Exception):
    """The data cannot be had as asked; the text says where it fails and what was expected.

    `repairs` are settings of the data that would help; a person is to choose among them.
    """

    node = INPUT

    def __init__(self, text: str, repairs: tuple[Repair, ...] = ()) -> None:
        super().__init__(text)
        self.repairs = repairs


@dataclass(frozen=True, slots=True)
class Examples:
    """All rows of the data: the first axis. `inputs` has one array for each port, `target` the answers.

    Real numbers are float64; indices and classes are int64 and count from 1. The arrays are read-only.
    `labels`, one for each input and for the target, say what the numbers stand for; data that is made up has
    none. `gaps`, for each input, says where a value is missing and what is usual in its column was put (see
    `filling`); None for an input without any.
    """

    inputs: tuple[np.ndarray, ...]
    target: np.ndarray
    labels: tuple[Labels, ...] = ()
    gaps: tuple[np.ndarray | None, ...] = ()

    def __post_init__(self) -> None:
        for array in (*self.inputs, self.target):
            array.flags.writeable = False

    @property
    def rows(self) -> int:
        return len(self.target)

    def taken(self, which: Any) -> Examples:
        """Some of the rows: a slice, a mask or row numbers from 0."""
        return replace(
            self,
            inputs=tuple(array[which] for array in self.inputs),
            target=self.target[which],
            gaps=tuple(gaps if gaps is None else gaps[which] for gaps in self.gaps),
        )


def load(data: Data, folder: Path | None = None) -> Examples:
    """The examples that `data` describes. `folder` is where relative paths begin.

    Raises:
        DataError: when they cannot be had, or are no longer as described.
    """
    from app.training import sources

    source = sources.find(data.source)
    examples = source.examples(data.options, folder)
    ports = zip((*data.inputs, data.target), (*examples.inputs, examples.target), strict=False)
    if len(examples.inputs) != len(data.inputs) or not all(_fits(port, array) for port, array in ports):
        raise DataError(
            f"The data ({source.title}) is not as it was when it was chosen: it now has {_words(examples)}. "
            "Choose it again, so that the model learns its new shape."
        )
    return examples


def _fits(port: Port, array: np.ndarray) -> bool:
    if array.shape[1:] != port.dims or (array.dtype.kind == "i") != (port.kind == "index"):
        return False
    return port.kind == "real" or not array.size or int(array.max()) <= port.high


def _words(examples: Examples) -> str:
    inputs = " and ".join(_columns(array) for array in examples.inputs)
    return f"{inputs}, target {_columns(examples.target)}"


def _columns(array: Any) -> str:
    kind = "indices" if array.dtype.kind == "i" else "numbers"
    return f"{kind} N" + "".join(f"×{size}" for size in array.shape[1:])
