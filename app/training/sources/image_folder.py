"""Pictures in folders, one folder for each class."""

from __future__ import annotations

import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from PIL import Image, UnidentifiedImageError

from app.training.examples import DataError, Examples
from app.training.labels import Labels
from app.training.options import FileName, located
from app.training.pictures import LAYOUT, laid
from app.training.reading import progress
from app.training.source import STANDARDISE, Source
from nncore.random import Generator
from nncore.spec import Choice, Int

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".pgm", ".ppm"})
MODES = {"grey": "L", "colour": "RGB"}
LARGEST = 200_000_000
"""More numbers than these in all are not read: 1.6 GB."""


def _draw(options: SimpleNamespace, generator: Generator, folder: Path | None) -> Examples:
    if not options.path:
        raise DataError("No folder is chosen. Choose the folder that holds one folder for each class.")
    home = located(options.path, folder)
    files = [(number, file) for number, kind in enumerate(_kinds(home), 1) for file in _pictures(kind)]
    mode, first = MODES[options.colours], None
    pixels: np.ndarray | None = None
    for place, (_, file) in enumerate(files):
        picture = _read(file, mode, options.size)
        if pixels is None:
            first, pixels = file, _room(len(files), picture.shape)
        if picture.shape != pixels.shape[1:]:
            raise DataError(
                f"{_told(file)} is {_sized(picture)} pixels, but {_told(first or file)} is "
                f"{_sized(pixels[0])}. "
                "Set a size, to which all are scaled."
            )
        pixels[place] = picture
        progress(place + 1, len(files))
    assert pixels is not None
    target = np.array([number for number, _ in files], dtype=np.int64)
    names = tuple(kind.name for kind in _kinds(home))
    channels, height, width = pixels.shape[1:]
    labels = (Labels("x", picture=(channels, height, width)), Labels("class", values=names))
    return Examples((laid(pixels, 255, options.layout),), target, labels)


def _kinds(home: Path) -> list[Path]:
    """The folders of the classes, by the alphabet."""
    try:
        found = sorted(entry for entry in home.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    except OSError as error:
        raise DataError(f"The folder {home} cannot be read: {error.strerror or error}.") from None
    kinds = [kind for kind in found if _pictures(kind)]
    if len(kinds) < 2:
        raise DataError(
            f"{home.name} has {len(kinds) or 'no'} {'folder' if len(kinds) == 1 else 'folders'} with "
            "pictures in. "
            "Expected two or more, one for each class, called as the classes are."
        )
    return kinds


def _pictures(kind: Path) -> list[Path]:
    return sorted(entry for entry in kind.iterdir() if entry.suffix.lower() in SUFFIXES)


def _read(file: Path, mode: str, size: int) -> np.ndarray:
    """Bytes, channels×height×width."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file) as opened:
                picture = opened.convert(mode)
                if size:
                    picture = picture.resize((size, size), Image.Resampling.BOX)
    except UnidentifiedImageError:
        raise DataError(f"{_told(file)} is no picture that can be read. Take it out of the folder.") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning) as error:
        raise DataError(f"{_told(file)} cannot be read: {error}. Take it out of the folder.") from error
    pixels = np.asarray(picture)
    return pixels[None] if pixels.ndim == 2 else pixels.transpose(2, 0, 1)


def _room(count: int, shape: tuple[int, ...]) -> np.ndarray:
    if count * int(np.prod(shape)) > LARGEST:
        raise DataError(
            f"{count:,} pictures of {shape[2]}×{shape[1]} pixels are too many to be held in memory. Set a "
            "smaller "
            "size."
        )
    return np.empty((count, *shape), np.uint8)


def _told(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _sized(picture: np.ndarray) -> str:
    return f"{picture.shape[2]}×{picture.shape[1]}"


def _takes(path: Path) -> dict[str, Any] | None:
    return {"path": str(path)} if path.is_dir() else None


SOURCE = Source(
    name="image_folder",
    title="Folders of pictures",
    summary="Pictures of your own: a folder that holds one folder for each class.",
    options=(
        FileName("path", "the folder that holds the classes", default="", title="Folder", is_folder=True),
        Int(
            "size",
            "the side to which pictures are scaled; 0 leaves them as they are",
            default=0,
            low=0,
            high=1024,
        ),
        Choice("colours", "whether colours count", default="grey", options=tuple(MODES)),
        LAYOUT,
        STANDARDISE,
    ),
    draws=_draw,
    takes=_takes,
)
