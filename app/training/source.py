"""What a kind of data is: described once, read by the data panel, the files and the training."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from app.document.model import Data, Port
from app.training.examples import DataError, Examples
from nncore.errors import NNError
from nncore.random import Generator
from nncore.spec import Arg, Int, Spec

Ports = tuple[tuple[Port, ...], Port, int]
"""The inputs, the target, and the number of rows."""

OptionValues = Mapping[str, Any] | Iterable[tuple[str, Any]]

SEED = Int("seed", "which random numbers are drawn; the same seed gives the same data", default=287, low=0)


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of data.

    Args:
        name: as the file format has it; also the name of its file in `sources`.
        title: what it is called on screen.
        summary: one sentence about it.
        options: its settings.
        ports: what it looks like with given settings. Reads no more than it must.
        draws: makes the examples. The generator is only for data that has the option `seed`.
    """

    name: str
    title: str
    summary: str
    options: tuple[Arg, ...]
    ports: Callable[[SimpleNamespace, Path | None], Ports]
    draws: Callable[[SimpleNamespace, Generator, Path | None], Examples]

    @property
    def is_random(self) -> bool:
        """Whether it is made of random numbers."""
        return SEED.name in {option.name for option in self.options}

    def bind(self, options: OptionValues) -> SimpleNamespace:
        """All settings by name, checked, with defaults filled in.

        Raises:
            DataError: for a setting that is missing, unknown or does not fit.
        """
        try:
            return Spec(summary=self.summary, args=self.options).bind(dict(options))
        except NNError as error:
            raise DataError(f"{self.title}: {error}") from None

    def describe(self, options: OptionValues = (), folder: Path | None = None) -> Data:
        """The data as a document holds it. `folder` is where relative paths begin.

        Raises:
            DataError: when the settings do not fit, or the data cannot be read.
        """
        bound = self.bind(options)
        inputs, target, rows = self.ports(bound, folder)
        given = tuple(
            (option.name, getattr(bound, option.name))
            for option in self.options
            if getattr(bound, option.name) != option.default
        )
        return Data(self.name, given, inputs, target, rows)

    def examples(self, options: OptionValues, folder: Path | None = None) -> Examples:
        """The examples themselves, by the data's own seed.

        Raises:
            DataError: as `describe`.
        """
        bound = self.bind(options)
        return self.draws(bound, Generator(getattr(bound, SEED.name, 0)), folder)

    def skip(self, options: OptionValues, generator: Generator) -> None:
        """Draws and drops the data, as in a script that seeds, makes data, and then builds the model."""
        if self.is_random:
            self.draws(self.bind(options), generator, None)
