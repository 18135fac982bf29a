"""Fisher's irises, which come with the program (see resources/data/README.md)."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from app import resources
from app.document.model import Port
from app.training.csv_format import detect
from app.training.csv_values import categories, numbers
from app.training.examples import Examples
from app.training.labels import Labels
from app.training.source import STANDARDISE, Ports, Source
from nncore.random import Generator

ROWS, CLASSES = 150, 3
COLUMNS = ("sepal length", "sepal width", "petal length", "petal width")


def _ports(options: SimpleNamespace, folder: Path | None) -> Ports:
    return (Port("x", (len(COLUMNS),)),), Port("species", (), "index", CLASSES), ROWS


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    form = detect(resources.path("data", "iris.csv"))
    species = categories(form, ("species",))
    labels = (Labels("x", COLUMNS), Labels("species", values=species.names))
    return Examples((numbers(form, COLUMNS),), species.values, labels)


SOURCE = Source(
    name="iris",
    title="Iris",
    summary="150 irises of three species, measured in centimetres: Fisher's classic of 1936.",
    options=(STANDARDISE,),
    ports=_ports,
    draws=_draw,
)
