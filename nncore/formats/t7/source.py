"""The numbers and strings of a .t7 file, one after another: binary or as text. After torch7's THDiskFile.c.

Every length is compared with what is left of the file before anything is made of it.
"""

from __future__ import annotations

import re
import struct
from abc import ABC, abstractmethod

import numpy as np

from nncore.formats.t7.damage import FileDamaged

_TOKEN = re.compile(rb"[ \t\r\n]*([^ \t\r\n]{1,64})(?![^ \t\r\n])")
_INTEGER = re.compile(rb"[-+]?[0-9]{1,20}")
_CHUNK = 1 << 14
_LONG = 27
"""Hardly any number is written with as many characters, the space behind it included."""


class Source(ABC):
    """Reads forward through `data`, which is kept whole in memory; `offset` is the next byte."""

    least = 1
    """The fewest bytes an object takes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.offset = 0

    @property
    def left(self) -> int:
        """How many bytes are left."""
        return len(self.data) - self.offset

    @abstractmethod
    def integer(self) -> int:
        """The next C int."""

    @abstractmethod
    def long(self) -> int:
        """The next C long."""

    @abstractmethod
    def number(self) -> float:
        """The next double."""

    @abstractmethod
    def chars(self, count: int) -> bytes:
        """The next `count` bytes as they are."""

    @abstractmethod
    def numbers(self, dtype: np.dtype, count: int) -> np.ndarray:
        """The next `count` numbers, as a new array."""

    def damaged(self, what: str, *, got: object = "", needs: str = "", at: int | None = None) -> FileDamaged:
        """The error for what stands at `at`, or at the next byte."""
        return FileDamaged(self.offset if at is None else at, what, got=str(got), needs=needs)

    def _enough(self, size: int, what: str) -> None:
        if not 0 <= size <= self.left:
            raise self.damaged(
                f"{what} would take more than there is", got=f"{size} bytes", needs=f"{self.left} at most"
            )


class Binary(Source):
    """The numbers of the machine that wrote them: of either byte order, with longs of 4 or 8 bytes."""

    least = 4

    def __init__(self, data: bytes, order: str = "<", longSize: int = 8) -> None:
        super().__init__(data)
        self._int = struct.Struct(order + "i")
        self._long = struct.Struct(order + ("q" if longSize == 8 else "i"))
        self._double = struct.Struct(order + "d")
        self._order = order

    def _one(self, form: struct.Struct, what: str) -> int | float:
        self._enough(form.size, what)
        value: int | float = form.unpack_from(self.data, self.offset)[0]
        self.offset += form.size
        return value

    def integer(self) -> int:
        return int(self._one(self._int, "a whole number"))

    def long(self) -> int:
        return int(self._one(self._long, "a whole number"))

    def number(self) -> float:
        return float(self._one(self._double, "a number"))

    def chars(self, count: int) -> bytes:
        self._enough(count, "a string")
        start, self.offset = self.offset, self.offset + count
        return self.data[start : self.offset]

    def numbers(self, dtype: np.dtype, count: int) -> np.ndarray:
        size = self._long.size if dtype == np.int64 else dtype.itemsize
        written = np.dtype(f"{self._order}{dtype.kind}{size}")
        self._enough(count * written.itemsize, f"a storage of {count}")
        array = np.frombuffer(self.data, written, count, self.offset)
        self.offset += array.nbytes
        return array.astype(dtype)


class Text(Source):
    """Numbers as decimal text; after each there is a line's end, or a space within an array."""

    least = 2

    def _token(self, what: str) -> bytes:
        found = _TOKEN.match(self.data, self.offset)
        if found is None:
            raise self.damaged(f"{what} is missing")
        self.offset = found.end()
        return found.group(1)

    def _lineEnd(self) -> None:
        if self.data[self.offset : self.offset + 1] == b"\n":
            self.offset += 1

    def integer(self) -> int:
        start, token = self.offset, self._token("a whole number")
        if not _INTEGER.fullmatch(token):
            raise self.damaged("a whole number is damaged", got=_shown(token), at=start)
        self._lineEnd()
        return int(token)

    def long(self) -> int:
        return self.integer()

    def number(self) -> float:
        start, token = self.offset, self._token("a number")
        try:
            value = float(token)
        except ValueError:
            raise self.damaged("a number is damaged", got=_shown(token), at=start) from None
        self._lineEnd()
        return value

    def chars(self, count: int) -> bytes:
        self._enough(count, "a string")
        start, self.offset = self.offset, self.offset + count
        if count:
            self._lineEnd()
        return self.data[start : start + count]

    def numbers(self, dtype: np.dtype, count: int) -> np.ndarray:
        if dtype.itemsize == 1:
            return np.frombuffer(self.chars(count), dtype).copy()
        self._enough(2 * count - 1 if count else 0, f"a storage of {count}")
        array = np.empty(count, dtype)
        for start in range(
            0, count, _CHUNK
        ):  # a list of numbers takes far more than an array: not all at once
            array[start : start + _CHUNK] = self._numbers(dtype, min(_CHUNK, count - start))
        if count:
            self._lineEnd()
        return array

    def _numbers(self, dtype: np.dtype, count: int) -> list[int] | list[float]:
        start, tokens = self.offset, self._tokens(count)
        try:
            if dtype.kind == "f":
                return [float(token) for token in tokens]
            bounds = np.iinfo(dtype)
            numbers = [int(token) for token in tokens]
            if not all(bounds.min <= number <= bounds.max for number in numbers):
                raise ValueError
        except ValueError:
            raise self.damaged(f"a number of a {dtype} storage is damaged", at=start) from None
        return numbers

    def _tokens(self, count: int) -> list[bytes]:
        """The next words, cut all at once where none is unusually long."""
        piece = self.data[self.offset : self.offset + _LONG * count]
        words = piece.split(None, count)
        if len(words) <= count:  # the last one may be cut short
            return [self._token("a number") for _ in range(count)]
        self.offset += len(piece) - len(words.pop())
        return words


def _shown(token: bytes) -> str:
    return repr(token.decode("ascii", "replace"))
