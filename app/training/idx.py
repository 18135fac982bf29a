"""IDX files, as MNIST's: two zeros, the type, the number of dimensions, the sizes (big-endian), the numbers.

After http://yann.lecun.com/exdb/mnist. Files ending in .gz are unpacked.
"""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np

from app.training.examples import DataError
from app.training.reading import progress

TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
CHUNK = 1 << 22
"""Bytes read between two looks at whether they are still wanted."""
LARGEST = 4 * 2**30
"""More bytes of numbers than these are not read."""


def read(path: Path, most: int = 0) -> np.ndarray:
    """The numbers in the file, of its own type; the first `most` along its first dimension (0: all).

    Raises:
        DataError: when it is no IDX file, or ends too early; with the byte where that shows.
    """
    with _opened(path) as file:
        kind, dims, at = _header(path, file)
        if most and dims:
            dims = (min(most, dims[0]), *dims[1:])
        wanted = math.prod(dims) * kind.itemsize
        if wanted > LARGEST:
            raise DataError(
                f"{path.name}: its header promises {_sized(dims)} numbers, {wanted / 2**30:.1f} GB. That is "
                "more "
                "than is read. Read fewer examples, or check the file."
            )
        content = _content(file, wanted)
        if len(content) < wanted:
            raise DataError(
                f"{path.name} is cut short: {_sized(dims)} numbers need {wanted:,} bytes from byte {at} on, "
                f"but it ends at byte {at + len(content):,}. Get the file again."
            )
        if not most and (extra := file.read(1)):
            raise DataError(
                f"{path.name}: its {_sized(dims)} numbers end at byte {at + wanted:,}, but the file goes on "
                "with "
                f"{extra.hex()}. It is damaged, or is no IDX file."
            )
    return np.frombuffer(content, kind).reshape(dims)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        with path.open("rb") as raw:
            if raw.read(2) == b"\x1f\x8b":
                raw.seek(0)
                with gzip.open(raw) as packed:
                    yield packed  # type: ignore[misc]
            else:
                raw.seek(0)
                yield raw
    except FileNotFoundError:
        raise DataError(f"There is no file {path.name} in {path.parent}. Choose the file again.") from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(f"{path.name} cannot be unpacked: {error}. Get the file again.") from error
    except OSError as error:
        raise DataError(f"{path.name} cannot be read: {error.strerror or error}.") from error


def _header(path: Path, file: IO[bytes]) -> tuple[np.dtype[Any], tuple[int, ...], int]:
    """The numbers' type, the dimensions, and the byte at which the numbers begin."""
    magic = file.read(4)
    if len(magic) < 4 or magic[:2] != b"\0\0":
        raise DataError(
            f"{path.name} is no IDX file: it begins with {magic.hex(' ') or 'nothing'}, but an IDX file "
            "begins "
            "with 00 00, then the type and the number of dimensions."
        )
    if magic[2] not in TYPES:
        known = ", ".join(f"{code:02x}" for code in TYPES)
        raise DataError(f"{path.name}, byte 2: {magic[2]:02x} is no type of an IDX file. There are: {known}.")
    if not magic[3]:
        raise DataError(f"{path.name}, byte 3: it has no dimensions, so it holds no examples.")
    sizes = file.read(4 * magic[3])
    if len(sizes) < 4 * magic[3]:
        raise DataError(
            f"{path.name} is cut short: it has {magic[3]} dimensions, whose sizes end at byte "
            f"{4 + 4 * magic[3]}, but it ends at byte {4 + len(sizes)}. Get the file again."
        )
    return np.dtype(TYPES[magic[2]]), struct.unpack(f">{magic[3]}I", sizes), 4 + 4 * magic[3]


def _content(file: IO[bytes], wanted: int) -> bytes:
    """Up to so many bytes; memory grows with what the file has, not with what it promises."""
    parts, have = [], 0
    while have < wanted and (part := file.read(min(CHUNK, wanted - have))):
        parts.append(part)
        have += len(part)
        progress(have, wanted)
    return b"".join(parts)


def _sized(dims: tuple[int, ...]) -> str:
    return "×".join(map(str, dims))
