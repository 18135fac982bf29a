"""numpy's files: what arrays they hold, looked at before memory is taken. No pickles are read."""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy

from app.training.examples import DataError
from app.training.reading import progress

CHUNK = 1 << 22
LARGEST = 4 * 2**30
"""An array of more bytes is not read."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of an array: its type and shape; `at` is the byte where the numbers begin."""

    kind: np.dtype[Any]
    shape: tuple[int, ...]
    fortran: bool
    at: int

    @property
    def words(self) -> str:
        sizes = "×".join(map(str, self.shape)) or "1 number"
        return f"{self.kind.name}, {sizes}"


def headers(path: Path) -> dict[str, Header]:
    """The arrays in a file by name; an .npy file has one, called "array".

    Raises:
        DataError: when it is none of numpy's files, or is damaged.
    """
    with _parts(path) as parts:
        return {name: _header(path, name, file) for name, file, _ in parts}


def read(path: Path, names: tuple[str, ...]) -> dict[str, np.ndarray]:
    """The arrays of these names.

    Raises:
        DataError: when one is not there, does not hold numbers, or is cut short, with the byte.
    """
    found = {}
    with _parts(path) as parts:
        for name, file, size in parts:
            if name in names:
                found[name] = _array(path, name, file, size)
    for name in names:
        if name not in found:
            raise DataError(f"{path.name} has no array {name!r}. Choose the arrays again.")
    return found


@contextmanager
def _parts(path: Path) -> Iterator[Iterator[tuple[str, IO[bytes], int]]]:
    """Name, stream and size in bytes of each array of the file, one after the other."""
    try:
        with path.open("rb") as raw:
            start = raw.read(4)
            raw.seek(0)
            if start[:2] == b"PK":
                with zipfile.ZipFile(raw) as archive:
                    yield _unzipped(archive)
            else:
                yield iter([("array", raw, path.stat().st_size)])
    except FileNotFoundError:
        raise DataError(f"There is no file {path.name} in {path.parent}. Choose the file again.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise DataError(f"{path.name} is damaged or was cut short: {error}. Get the file again.") from error
    except OSError as error:
        raise DataError(f"{path.name} cannot be read: {error.strerror or error}.") from error


def _unzipped(archive: zipfile.ZipFile) -> Iterator[tuple[str, IO[bytes], int]]:
    for info in archive.infolist():
        if info.filename.endswith(".npy"):
            with archive.open(info) as file:
                yield info.filename.removesuffix(".npy"), file, info.file_size


def _header(path: Path, name: str, file: IO[bytes]) -> Header:
    try:
        version = npy.read_magic(file)
        readers = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
        if version not in readers:
            raise ValueError(f"version {version[0]}.{version[1]} of the format is not known")
        shape, fortran, kind = readers[version](file)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
        raise
    except Exception as error:  # numpy reads the header with Python's parser, which fails in many ways
        raise DataError(
            f"{_told(path, name)}, byte 0: expected numpy's header (93 NUMPY), but {_plain(error)}. Save it "
            "with "
            "numpy.save or numpy.savez."
        ) from error
    return Header(kind, shape, fortran, file.tell())


def _array(path: Path, name: str, file: IO[bytes], size: int) -> np.ndarray:
    header = _header(path, name, file)
    if header.kind.kind not in "biuf":
        raise DataError(
            f"{_told(path, name)} holds {header.kind.name}, which is no kind of number. Objects are not "
            "read, as "
            "that would run code. Save it as numbers."
        )
    wanted = math.prod(header.shape) * header.kind.itemsize
    if wanted > size - header.at or wanted > LARGEST:
        raise DataError(
            f"{_told(path, name)} is cut short or too large: {header.words} needs {wanted:,} bytes from byte "
            f"{header.at} on, but there are {max(size - header.at, 0):,}. Save it again."
        )
    content = bytearray()
    while len(content) < wanted and (part := file.read(min(CHUNK, wanted - len(content)))):
        content += part
        progress(len(content), wanted)
    values = np.frombuffer(content, header.kind)
    if header.fortran:
        return values.reshape(header.shape[::-1]).T
    return values.reshape(header.shape)


def _told(path: Path, name: str) -> str:
    return path.name if path.suffix == ".npy" else f"{path.name}, array {name!r}"


def _plain(error: BaseException) -> str:
    return str(error).partition("\n")[0].rstrip(".") or type(error).__name__
