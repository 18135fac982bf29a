"""Writes the numbers and strings of a .t7 file, binary or as text. The counterpart of `source`."""

from __future__ import annotations

import struct
from abc import ABC, abstractmethod
from math import copysign

import numpy as np


class Sink(ABC):
    """Collects what is written."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    @abstractmethod
    def integer(self, value: int) -> None:
        """A C int."""

    @abstractmethod
    def long(self, value: int) -> None:
        """A C long, of 8 bytes."""

    @abstractmethod
    def number(self, value: float) -> None:
        """A double."""

    @abstractmethod
    def chars(self, value: bytes) -> None:
        """Bytes as they are; their number stands before."""

    @abstractmethod
    def numbers(self, values: np.ndarray) -> None:
        """The elements of an array of one dimension; their number stands before."""


class Binary(Sink):
    """Little-endian, as on all common machines."""

    def integer(self, value: int) -> None:
        self.parts.append(struct.pack("<i", value))

    def long(self, value: int) -> None:
        self.parts.append(struct.pack("<q", value))

    def number(self, value: float) -> None:
        self.parts.append(struct.pack("<d", value))

    def chars(self, value: bytes) -> None:
        self.parts.append(value)

    def numbers(self, values: np.ndarray) -> None:
        self.parts.append(values.astype(values.dtype.newbyteorder("<"), copy=False).tobytes())


class Text(Sink):
    """As Torch writes it: enough digits that every number comes back exactly."""

    def integer(self, value: int) -> None:
        self.parts.append(b"%d\n" % value)

    def long(self, value: int) -> None:
        self.integer(value)

    def number(self, value: float) -> None:
        self.parts.append(_decimal("%.17g", value).encode() + b"\n")

    def chars(self, value: bytes) -> None:
        self.parts.append(value + b"\n" if value else b"")

    def numbers(self, values: np.ndarray) -> None:
        if values.dtype.itemsize == 1:
            self.chars(values.tobytes())
        elif values.size:
            form = {"f8": "%.17g", "f4": "%.9g", "f2": "%.5g"}.get(values.dtype.str[1:], "%d")
            signed = values.dtype.kind == "f" and np.isnan(values).any()
            written = (_decimal(form, v) if signed else form % v for v in values.tolist())
            self.parts.append(" ".join(written).encode() + b"\n")


def _decimal(form: str, value: float) -> str:
    """As C prints it, which shows the sign of nan."""
    return "-nan" if value != value and copysign(1, value) < 0 else form % value
