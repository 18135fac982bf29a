"""From Python values to the bytes of a .t7 file. After torch7's File.lua, Tensor.c and Storage.c."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.formats.t7 import kinds
from nncore.formats.t7.sink import Sink
from nncore.formats.t7.storages import placed
from nncore.formats.t7.values import Closure, Memory, Opaque, Pairs

Parts = Generator[Any, None, None]


class Writer:
    """Writes objects; what was written before is only named again. What is nested waits on a stack.

    `convert` gives the `Opaque` of a module or criterion, and None for anything else.
    """

    def __init__(self, sink: Sink, convert: Any) -> None:
        self.sink = sink
        self._convert = convert
        self._numbers: dict[Any, int] = {}
        self._kept: list[Any] = []  # as long as they live, no other object has their id

    def object(self, value: Any) -> None:
        """Writes a value, with all within it."""
        stack: list[Iterator[Any]] = [iter((value,))]
        while stack:
            for inner in stack[-1]:
                parts = self._begin(inner)
                if parts is not None:
                    stack.append(parts)
                    break
            else:
                stack.pop()

    def _begin(self, value: Any) -> Parts | None:
        """Writes a value without parts; for others gives the parts, one by one, as they are to be written."""
        sink = self.sink
        if value is None:
            sink.integer(kinds.NIL)
        elif isinstance(value, (bool, np.bool_)):
            sink.integer(kinds.BOOLEAN)
            sink.integer(int(value))
        elif isinstance(value, (int, float, np.number)):
            sink.integer(kinds.NUMBER)
            sink.number(_double(value))
        elif isinstance(value, (str, bytes)):
            sink.integer(kinds.STRING)
            self._string(value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value)
        else:
            return self._whole(value)
        return None

    def _whole(self, value: Any) -> Parts | None:
        """The parts of a table, tensor, object or function; None if it is only named again."""
        value = _torchable(value)
        kind, key = _kindOf(value)
        known = key in self._numbers
        if not known:
            self._numbers[key] = len(self._numbers) + 1
        self.sink.integer(kind)
        if kind != kinds.FUNCTION:  # the oldest functions are not numbered
            self.sink.integer(self._numbers[key])
        return None if known and kind != kinds.FUNCTION else self._parts(value, kind)

    def _parts(self, value: Any, kind: int) -> Parts:
        """Writes a value's head, gives its parts, and keeps it alive as long as its number is in use."""
        self._kept.append(value)
        if isinstance(value, Memory):
            return self._storage(value)
        if isinstance(value, np.ndarray):
            return self._tensor(value)
        if isinstance(value, Closure):
            return self._function(value)
        if kind == kinds.TABLE:
            return self._table(value)
        return self._opaque(value if isinstance(value, Opaque) else self._described(value))

    def _described(self, value: Any) -> Opaque:
        described: Opaque | None = self._convert(value)
        if described is None:
            raise NNError(
                "a value cannot be written to a .t7 file",
                got=type(value).__name__,
                needs="numbers, text, arrays, lists, dicts, modules or criterions",
            )
        return described

    def _table(self, value: Any) -> Parts:
        if isinstance(value, dict):
            pairs = list(value.items())
        else:
            pairs = list(value if isinstance(value, Pairs) else enumerate(value, 1))
        pairs = [(key, entry) for key, entry in pairs if entry is not None]  # a table holds no nil
        self.sink.integer(len(pairs))
        for key, entry in pairs:
            yield key
            yield entry

    def _opaque(self, value: Opaque) -> Parts:
        self._className(value.className, value.version)
        yield value.content

    def _function(self, value: Closure) -> Parts:
        self._string(value.code)
        yield value.upvalues

    def _tensor(self, value: np.ndarray) -> Parts:
        self._className(f"torch.{kinds.NAMES[value.dtype]}Tensor")
        place = placed(value)
        sizes, strides = (place.sizes, place.strides) if value.size else ((), ())
        self.sink.integer(len(sizes))
        for each in (*sizes,), (*strides,):
            if each:
                self.sink.numbers(np.array(each, np.int64))
        self.sink.long((place.start if value.size else 0) + 1)
        yield place.memory.view(Memory) if value.size else None

    def _storage(self, value: Memory) -> Parts:
        self._className(f"torch.{kinds.NAMES[value.dtype]}Storage")
        self.sink.long(value.size)
        self.sink.numbers(value)
        yield from ()

    def _className(self, name: str, version: int = 1) -> None:
        if version:
            self._string(b"V %d" % version)
        self._string(name.encode("ascii"))

    def _string(self, value: bytes) -> None:
        self.sink.integer(len(value))
        self.sink.chars(value)


def _torchable(value: Any) -> Any:
    """Arrays in one of Torch's types, a tuple of whole numbers as the LongStorage it stands for.

    Torch has no tensor without dimensions: a single number is written as a tensor of one.
    """
    if isinstance(value, np.ndarray) and not value.ndim:
        value = value.reshape(1)
    if isinstance(value, tuple) and value and all(type(entry) is int for entry in value):
        return np.array(value, np.int64).view(Memory)
    if not isinstance(value, np.ndarray) or value.dtype in kinds.NAMES:
        return value
    if value.dtype == np.bool_:
        return value.astype(np.uint8)
    if value.dtype.newbyteorder("=") in kinds.NAMES:
        return value.astype(value.dtype.newbyteorder("="))
    raise NNError(
        "Torch has no such type of numbers",
        got=str(value.dtype),
        needs="int8 to int64, uint8, float16 to float64",
    )


def _kindOf(value: Any) -> tuple[int, Any]:
    """The mark of a value's kind, and what tells it from all others of the file."""
    if isinstance(value, Memory):
        return kinds.TORCH, ("storage", value.__array_interface__["data"][0], value.nbytes)
    if isinstance(value, Closure):
        return value.kind, id(value)
    if isinstance(value, (list, tuple, dict)):
        return kinds.TABLE, id(value)
    return kinds.TORCH, id(value)


def _double(value: Any) -> float:
    """A number as a double.

    Raises:
        NNError: for a whole number that no double is equal to.
    """
    try:
        number = float(value)
    except (OverflowError, TypeError):
        number = float("nan")
    if isinstance(value, (int, np.integer)) and number != value:
        raise NNError(
            "a whole number is too large for Torch", got=str(value), needs="at most 2⁵³, or an array"
        )
    return number
