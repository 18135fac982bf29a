"""What a kind of data is: described once, read by the data panel, the files and the training."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from app.document.model import Data, Port
from app.training.columns import Inspection
from app.training.examples import DataError, Examples
from app.training.kept import kept, stamp
from app.training.labels import port
from app.training.options import FileName, located
from nncore.errors import NNError
from nncore.random import Generator
from nncore.spec import Arg, Flag, Int, Spec

Ports = tuple[tuple[Port, ...], Port, int]
"""The inputs, the target, and the number of rows."""

OptionValues = Mapping[str, Any] | Iterable[tuple[str, Any]]

STANDARDISE = Flag(
    "standardise",
    "whether the inputs are shifted and scaled to mean 0 and deviation 1, measured on what is trained on",
    default=False,
)
SEED = Int("seed", "which random numbers are drawn; the same seed gives the same data", default=287, low=0)


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of data.

    Args:
        name: as the file format has it; also the name of its file in `sources`.
        title: what it is called on screen.
        summary: one sentence about it.
        options: its settings.
        draws: makes the examples. The generator is only for data that has the option `seed`.
        ports: what it looks like with given settings, where that is known without making it. Else the
            examples' labels name their ports.
        inspects: what a file holds that can be chosen from.
        takes: the settings that name a file or folder that a person chose, by its name and its first lines;
            None where it is of another kind.
    """

    name: str
    title: str
    summary: str
    options: tuple[Arg, ...]
    draws: Callable[[SimpleNamespace, Generator, Path | None], Examples]
    ports: Callable[[SimpleNamespace, Path | None], Ports] | None = None
    inspects: Callable[[SimpleNamespace, Path | None], Inspection] | None = None
    takes: Callable[[Path], dict[str, Any] | None] | None = None

    @property
    def files(self) -> tuple[FileName, ...]:
        """Its settings that name files; none for data that is made up or comes with the program."""
        return tuple(option for option in self.options if isinstance(option, FileName))

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
        inputs, target, rows = self.ports(bound, folder) if self.ports else self._found(options, folder)
        given = tuple(
            (option.name, getattr(bound, option.name))
            for option in self.options
            if getattr(bound, option.name) != option.default
        )
        return Data(self.name, given, inputs, target, rows)

    def examples(self, options: OptionValues, folder: Path | None = None) -> Examples:
        """The examples themselves, by the data's own seed. Those made last are kept.

        Raises:
            DataError: as `describe`.
        """
        bound = self.bind(options)
        files = [stamp(located(getattr(bound, file.name), folder)) for file in self.files]
        generator = Generator(getattr(bound, SEED.name, 0))
        key = (self.name, repr(sorted(vars(bound).items())), tuple(files))
        return kept(key, lambda: self.draws(bound, generator, folder))

    def _found(self, options: OptionValues, folder: Path | None) -> Ports:
        examples = self.examples(options, folder)
        arrays = (*examples.inputs, examples.target)
        *inputs, target = (port(*each) for each in zip(examples.labels, arrays, strict=True))
        return tuple(inputs), target, examples.rows

    def inspect(self, options: OptionValues, folder: Path | None = None) -> Inspection | None:
        """What the chosen file holds; None when none is chosen, or there is nothing to choose in it.

        Raises:
            DataError: when it cannot be read.
        """
        bound = self.bind(options)
        chosen = bool(self.files) and getattr(bound, self.files[0].name)
        return self.inspects(bound, folder) if self.inspects and chosen else None

    def completed(self, options: OptionValues, inspection: Inspection | None) -> dict[str, Any]:
        """The settings, with a first choice of columns as the file suggests it where none is made."""
        given = dict(options)
        if inspection is None or any(given.get(name) for name in inspection.suggested):
            return given
        return given | {name: value for name, value in inspection.suggested.items() if value}

    def skip(self, options: OptionValues, generator: Generator) -> None:
        """Draws and drops the data, as in a script that seeds, makes data, and then builds the model."""
        if self.is_random:
            self.draws(self.bind(options), generator, None)
