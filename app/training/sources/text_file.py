"""Labelled text in a file: one text on each line, its label before or behind it, parted by a tab."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from app.training.examples import DataError, Examples
from app.training.labels import Labels
from app.training.options import FileName, located
from app.training.reading import progress
from app.training.source import Source
from app.training.tokens import LETTERS, WORDS, indices, tokens, vocabulary
from nncore.random import Generator
from nncore.spec import Choice, Int

FIRST, LAST, AUTO = "first", "last", "auto"
LONGEST = 1000
SNIFFED = 50
"""Lines by which it is told from other text."""

LENGTH = Int(
    "length",
    "how long each text is: short ones are filled up with index 1, long ones cut; 0 for the longest's",
    default=0,
    low=0,
    high=LONGEST,
)
UNIT = Choice("unit", "what the indices stand for", default=WORDS, options=(WORDS, LETTERS))
MOST = Int(
    "vocabulary",
    "how many indices there are at most; rarer words share index 2; 0 for no limit",
    default=0,
    low=0,
    high=1_000_000,
)


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    if not options.path:
        raise DataError("No file is chosen. Choose a text file: on each line a label, a tab, and a text.")
    return examples(located(options.path, folder), options)


def examples(path: Path, options: SimpleNamespace) -> Examples:
    """The texts as indices; `options` has `label`, `length`, `unit` and `vocabulary`."""
    pairs = _pairs(path)
    place = _label_place(pairs, options.label)
    labels = [pair[place] for pair in pairs]
    texts = [tokens(pair[1 - place], options.unit) for pair in pairs]
    known = vocabulary(texts, options.vocabulary)
    length = options.length or min(max(map(len, texts)), LONGEST)
    classes = tuple(sorted(set(labels)))
    number = {name: at for at, name in enumerate(classes, 1)}
    target = np.array([number[label] for label in labels], dtype=np.int64)
    told = (Labels("tokens", values=known), Labels("class", values=classes))
    return Examples((indices(texts, known, max(length, 1)),), target, told)


def _pairs(path: Path) -> list[tuple[str, str]]:
    """The two parts of every line that is not empty."""
    try:
        size = path.stat().st_size
        with path.open(encoding="utf-8-sig") as file:
            found, done = [], 0
            for number, line in enumerate(file, 1):
                done += len(line)
                if number % 4096 == 0:
                    progress(done, size)
                if line.strip():
                    found.append(_pair(path, number, line))
    except FileNotFoundError:
        raise DataError(f"There is no file {path.name} in {path.parent}. Choose the file again.") from None
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path.name}, byte {error.start}: it is no text in UTF-8. Save it as UTF-8 and choose it again."
        ) from None
    except OSError as error:
        raise DataError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    if not found:
        raise DataError(f"{path.name} is empty.")
    return found


def _pair(path: Path, number: int, line: str) -> tuple[str, str]:
    first, _, second = (part.strip() for part in line.rstrip("\r\n").partition("\t"))
    if not first or not second or "\t" in second:
        tabs = line.count("\t")
        found = "no tab" if not tabs else "several tabs" if "\t" in second else "nothing on one side of it"
        raise DataError(
            f"{path.name}, line {number}: expected a label and a text with one tab between them, but there "
            "is "
            f"{found}."
        )
    return first, second


def _label_place(pairs: list[tuple[str, str]], asked: str) -> int:
    """0 or 1: where the label stands; unless it is said, where there are fewer different ones."""
    if asked != AUTO:
        return (FIRST, LAST).index(asked)
    first, last = (len(Counter(pair[place] for pair in pairs)) for place in (0, 1))
    return 0 if first <= last else 1


def _takes(path: Path) -> dict[str, Any] | None:
    """A .txt file whose first lines have one tab each; other tables are the CSV file's."""
    if path.suffix.lower() != ".txt":
        return None
    try:
        with path.open(encoding="utf-8-sig") as file:
            lines = [line for line in islice(file, SNIFFED) if line.strip()]
    except (OSError, UnicodeDecodeError):
        return None
    return {"path": str(path)} if lines and all(line.count("\t") == 1 for line in lines) else None


SOURCE = Source(
    name="text_file",
    title="Labelled text",
    summary="Text of your own for a LookupTable: on each line a label, a tab, and a text.",
    options=(
        FileName("path", "the file, in UTF-8", default="", title="Text", filter="Text (*.txt *.tsv)"),
        Choice("label", "where the label stands on a line", default=AUTO, options=(AUTO, FIRST, LAST)),
        LENGTH,
        UNIT,
        MOST,
    ),
    draws=_draw,
    takes=_takes,
)
