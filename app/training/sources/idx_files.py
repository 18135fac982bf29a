"""Pictures and their labels in a pair of IDX files, as MNIST comes."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from app.training import idx
from app.training.classes import numbered
from app.training.examples import DataError, Examples
from app.training.labels import Labels
from app.training.options import FileName, located
from app.training.pictures import LAYOUT, laid
from app.training.source import STANDARDISE, Source
from nncore.random import Generator
from nncore.spec import Int

FILTER = "IDX files (*ubyte *ubyte.gz *.idx *.idx.gz *.gz)"


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    if not options.images or not options.labels:
        missing = "labels" if options.images else "pictures"
        raise DataError(f"No file of {missing} is chosen. Choose an IDX file.")
    return examples(located(options.images, folder), located(options.labels, folder), options)


def examples(images: Path, labels: Path, options: SimpleNamespace) -> Examples:
    """The pictures of one file with the labels of another; `options` has `most` and `layout`."""
    pixels = idx.read(images, options.most)
    answers = idx.read(labels, options.most)
    if pixels.ndim not in (2, 3, 4):
        sizes = "×".join(map(str, pixels.shape))
        raise DataError(
            f"{images.name} holds {sizes} numbers. Expected rows N×F, pictures N×height×width or "
            f"N×channels×height×width.{' Is it the file of labels?' if pixels.ndim == 1 else ''}"
        )
    if answers.ndim != 1 or answers.dtype.kind == "f":
        raise DataError(f"{labels.name} is no file of labels: expected one whole number for each picture.")
    if len(answers) != len(pixels):
        raise DataError(
            f"{images.name} has {len(pixels):,} pictures, {labels.name} has {len(answers):,} labels. Choose "
            "files that belong together."
        )
    if not len(answers):
        raise DataError(f"{images.name} has no pictures.")
    target, names = numbered(answers)
    inputs, picture = _inputs(pixels, options.layout)
    return Examples((inputs,), target, (Labels("x", picture=picture), Labels("class", values=names)))


def _inputs(pixels: np.ndarray, layout: str) -> tuple[np.ndarray, tuple[int, int, int] | None]:
    """As the network gets them, and the size of a picture. Bytes are scaled to 0 to 1 by the brightest."""
    if pixels.dtype.kind == "f" and not np.isfinite(pixels).all():
        raise DataError(f"There is a number that is not finite, in picture {_bad(pixels)}.")
    brightest = float(pixels.max()) if pixels.size and pixels.dtype.kind == "u" else 1.0
    whole = 255.0 if brightest > 16 and pixels.dtype.kind == "u" else brightest or 1.0
    if pixels.ndim == 2:
        return pixels / np.float64(whole), None
    pictures = pixels if pixels.ndim == 4 else pixels[:, None]
    channels, height, width = pictures.shape[1:]
    shown = (channels, height, width) if pixels.dtype.kind == "u" else None
    return laid(pictures, whole, layout), shown


def _bad(pixels: np.ndarray) -> int:
    return int(np.argmin(np.isfinite(pixels.reshape(len(pixels), -1)).all(axis=1))) + 1


def _takes(path: Path) -> dict[str, Any] | None:
    """Either file of a pair that is called as MNIST's are; the other is looked for beside it."""
    name = path.name.lower()
    if "ubyte" not in name and ".idx" not in name:
        return None
    is_labels = "labels" in name or "idx1" in name
    other = path.with_name(_partner(path.name, is_labels))
    beside = str(other) if other != path and other.exists() else ""
    images, labels = (beside, str(path)) if is_labels else (str(path), beside)
    return {"images": images, "labels": labels}


def _partner(name: str, is_labels: bool) -> str:
    words = (("images", "labels"), ("idx3", "idx1"))
    for picture, label in words:
        name = name.replace(label, picture) if is_labels else name.replace(picture, label)
    return name


SOURCE = Source(
    name="idx_files",
    title="IDX files",
    summary="Pictures and labels as MNIST has them: two files, packed (.gz) or not.",
    options=(
        FileName("images", "the file of pictures", default="", title="Pictures", filter=FILTER),
        FileName("labels", "the file of their labels", default="", title="Labels", filter=FILTER),
        Int("most", "how many examples are read, from the first on; 0 for all", default=0, low=0),
        LAYOUT,
        STANDARDISE,
    ),
    draws=_draw,
    takes=_takes,
)
