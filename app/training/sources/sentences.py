"""Two hundred short sentences about four things, which come with the program."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from app import resources
from app.training.examples import Examples
from app.training.source import Source
from app.training.sources import text_file
from nncore.random import Generator


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    given = SimpleNamespace(**vars(options), label=text_file.FIRST)
    return text_file.examples(resources.path("data", "sentences.txt"), given)


SOURCE = Source(
    name="sentences",
    title="Sentences",
    summary="200 short sentences about food, music, sport or the weather, as indices for a LookupTable.",
    options=(text_file.LENGTH, text_file.UNIT, text_file.MOST),
    draws=_draw,
)
