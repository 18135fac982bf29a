"""What nodes become in Python, and the values that only a .t7 file knows.

nil, booleans and strings become None, bool and str; numbers become int where they are whole, else float;
tables whose keys are 1 to n become lists, others dicts; tensors become arrays, those of one storage views of
one memory.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nncore.formats.t7 import kinds
from nncore.formats.t7.damage import FileDamaged
from nncore.formats.t7.nodes import Function, Object, Storage, Table, Tensor


class Memory(np.ndarray):
    """A Torch storage as a value of its own: an array of one dimension that is written as a storage again."""


class Pairs(list[tuple[Any, Any]]):
    """A table that no dict can hold (tables among its keys, or both 1 and true): pairs of key and value."""


class Opaque:
    """An object of a class that nncore has not got. It is written again as it was read.

    Attributes:
        className: Torch's name, such as "nn.SpatialConvolution".
        version: of the class's form in the file.
        content: what the file holds of it, a dict of fields as a rule.
    """

    def __init__(self, className: str, content: Any, version: int = 1) -> None:
        self.className = className
        self.content = content
        self.version = version

    def __repr__(self) -> str:
        return f"Opaque({self.className})"


class Closure:
    """A Lua function. Its compiled code is kept, and written again, but nothing here can run it."""

    def __init__(self, kind: int, code: bytes, upvalues: Any) -> None:
        self.kind = kind
        self.code = code
        self.upvalues = upvalues


class Values:
    """Turns nodes into values; the same node always into the same value."""

    def __init__(self, functions: bool, make: Any) -> None:
        self._functions = functions
        self._make = make
        self._made: dict[int, Any] = {}
        self._open: list[Any] = []

    def of(self, node: Any) -> Any:
        """The value of a node, with all within it."""
        value = self._shell(node)
        while self._open:
            self._fill(self._open.pop())
        return value

    def _shell(self, node: Any) -> Any:
        """The value of a node, perhaps still empty; it is then noted as open."""
        if isinstance(node, float):
            return number(node)
        if isinstance(node, bytes):
            return text(node)
        if node is None or isinstance(node, bool):
            return node
        if id(node) not in self._made:
            self._made[id(node)] = self._new(node)
        return self._made[id(node)]

    def _new(self, node: Any) -> Any:
        if isinstance(node, Storage):
            return node.data.view(Memory)
        if isinstance(node, Tensor):
            return array(node)
        value: Any
        if isinstance(node, Object):
            value = self._make(node, self)
            if value is not None:
                return value
            value = Opaque(node.name, None, node.version)
        elif isinstance(node, Function):
            if not self._functions:
                raise FileDamaged(
                    node.offset,
                    "there is a Lua function, which is code and is not read",
                    needs="a file without functions, or load(path, functions=True), which keeps them unread",
                )
            value = Closure(node.kind, node.code, None)
        else:
            value = _emptyLike(node)
        self._open.append(node)
        return value

    def _fill(self, node: Any) -> None:
        value = self._made[id(node)]
        if isinstance(node, Object):
            value.content = self._shell(node.content)
        elif isinstance(node, Function):
            value.upvalues = self._shell(node.upvalues)
        elif isinstance(value, dict):
            value.update((self._shell(key), self._shell(entry)) for key, entry in node.entries)
        elif isinstance(value, Pairs):
            value.extend((self._shell(key), self._shell(entry)) for key, entry in node.entries)
        else:
            entries = {int(key): entry for key, entry in node.entries}
            value.extend(self._shell(entries[i]) for i in range(1, len(entries) + 1))


def _emptyLike(table: Table) -> Any:
    """A list, dict or `Pairs`, whichever can hold the table."""
    keys = [key for key, _ in table.entries]
    if isSequence(keys):
        return []
    plain = all(isinstance(key, (bool, float, bytes)) for key in keys)
    distinct = plain and len({text(key) if isinstance(key, bytes) else key for key in keys}) == len(keys)
    return {} if distinct else Pairs()


def isSequence(keys: list[Any]) -> bool:
    """Whether the keys of a table are 1 to n, in any order."""
    count = len(keys)
    whole = all(isinstance(key, float) and 1 <= key <= count and key == int(key) for key in keys)
    return whole and len(set(keys)) == count


def number(value: float) -> int | float:
    """An int where nothing is lost by it: −0 stays a float."""
    if value.is_integer() and abs(value) <= 2**53 and not (value == 0 and np.signbit(value)):
        return int(value)
    return value


def text(value: bytes) -> str:
    """A string; bytes that are no UTF-8 are kept as surrogates."""
    return value.decode("utf-8", "surrogateescape")


def array(tensor: Tensor) -> np.ndarray:
    """A view of the storage's memory. Without sizes it is empty, as Torch's `torch.Tensor()`."""
    if not tensor.sizes or tensor.storage is None:
        dtype = kinds.DTYPES[kinds.typeOf(tensor.name, "Tensor") or "Double"]
        return np.empty(tensor.sizes or 0, dtype)
    memory = tensor.storage.data
    strides = tuple(stride * memory.itemsize for stride in tensor.strides)
    try:
        return np.ndarray(tensor.sizes, memory.dtype, memory, tensor.start * memory.itemsize, strides)
    except (ValueError, MemoryError, OverflowError) as error:
        raise FileDamaged(tensor.offset, "a tensor cannot be laid out", got=str(error)) from None
