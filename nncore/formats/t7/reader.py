"""From the bytes of a .t7 file to the graph of its nodes. After torch7's File.lua, Tensor.c and Storage.c."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from nncore.formats.t7 import kinds
from nncore.formats.t7.damage import FileDamaged
from nncore.formats.t7.nodes import Function, Object, Storage, Table, Tensor
from nncore.formats.t7.source import Binary, Source, Text

DEEPEST = 20_000
"""How deeply tables may be nested. A chain of nngraph nodes takes a few levels for each."""
MOST_DIMENSIONS = 64
Steps = Generator[None, Any, Any]


def read(data: bytes) -> Any:
    """The first object of a file.

    Byte order and the size of longs are not written down. The first is seen from the first number; and with
    longs of the wrong size a file makes no sense.

    Raises:
        FileDamaged: for what is no whole .t7 file.
    """
    if data[:1].isdigit():
        return Reader(Text(data)).object()
    order = ">" if int.from_bytes(data[:4], "big") <= 8 < int.from_bytes(data[:4], "little") else "<"
    try:
        return Reader(Binary(data, order, 8)).object()
    except FileDamaged as error:
        short = Binary(data, order, 4)
        try:
            value = Reader(short).object()
        except FileDamaged as other:
            raise (other if other.offset > error.offset else error) from None
        if short.left:  # a damaged file may make sense so far, by chance
            raise
        return value


class Reader:
    """Reads objects one by one. Objects within objects wait on a stack of generators: no recursion."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._known: dict[int, Any] = {}

    def object(self) -> Any:
        """The next object, whole."""
        stack: list[Steps] = []
        value = self._next(stack)
        while stack:
            try:
                stack[-1].send(value)  # it wants one object more
            except StopIteration as done:
                stack.pop()
                value = done.value
            else:
                value = self._next(stack)
        return value

    def _next(self, stack: list[Steps]) -> Any:
        """The next object if it holds no others; else puts what will read it on the stack."""
        source, at = self.source, self.source.offset
        kind = source.integer()
        if kind == kinds.NIL:
            return None
        if kind == kinds.NUMBER:
            return source.number()
        if kind == kinds.BOOLEAN:
            return source.integer() != 0
        if kind == kinds.STRING:
            return source.chars(source.integer())
        if len(stack) >= DEEPEST:
            raise source.damaged(f"objects are nested more than {DEEPEST} deep", at=at)
        if kind == kinds.FUNCTION:
            stack.append(self._function(Function(at, kind, source.chars(source.integer()))))
            return None
        if kind not in (kinds.TABLE, kinds.TORCH, kinds.LEGACY_CLOSURE, kinds.CLOSURE):
            raise source.damaged("there is no such kind of object", got=kind, needs="0 to 8", at=at)
        number = source.integer()
        if number in self._known:
            return self._again(number, kind, at)
        stack.append(self._begin(number, kind, at))
        return None

    def _again(self, number: int, kind: int, at: int) -> Any:
        node = self._known[number]
        fits: Any = {kinds.TABLE: Table, kinds.TORCH: (Object, Tensor, Storage)}.get(kind, Function)
        if not isinstance(node, fits):
            raise self.source.damaged(f"object {number} is of another kind where it is used again", at=at)
        return node

    def _begin(self, number: int, kind: int, at: int) -> Steps:
        source = self.source
        if kind == kinds.TABLE:
            size = source.integer()
            if not 0 <= size * 2 * source.least <= source.left:
                raise source.damaged("a table has more entries than the file can hold", got=size, at=at)
            table = self._known[number] = Table(at)
            return self._table(table, size)
        if kind == kinds.TORCH:
            return self._torch(number, at)
        function = self._known[number] = Function(at, kind, source.chars(source.integer()))
        return self._function(function)

    def _table(self, table: Table, size: int) -> Steps:
        for _ in range(size):
            key = yield
            value = yield
            table.entries.append((key, value))
        return table

    def _function(self, function: Function) -> Steps:
        function.upvalues = yield
        return function

    def _torch(self, number: int, at: int) -> Steps:
        name, version = self._className(at)
        if kinds.typeOf(name, "Storage"):
            storage = self._known[number] = self._storage(name, at)
            return storage
        if kinds.typeOf(name, "Tensor"):
            dims = self._dims(at)
            tensor = self._known[number] = Tensor(at, name, *dims, None)
            tensor.storage = yield
            self._fits(tensor)
            return tensor
        thing = self._known[number] = Object(at, name, version)
        thing.content = yield
        return thing

    def _className(self, at: int) -> tuple[str, int]:
        """The class, and the version of its form; files from before versions have the class alone."""
        first = self.source.chars(self.source.integer())
        if not first.startswith(b"V "):
            return self._plain(first, at), 0
        if not first[2:].isdigit() or len(first) > 12:
            raise self.source.damaged("a version is damaged", got=first[:40], at=at)
        return self._plain(self.source.chars(self.source.integer()), at), int(first[2:])

    def _plain(self, name: bytes, at: int) -> str:
        if not name or len(name) > 256 or not name.isascii() or not name.decode("ascii").isprintable():
            raise self.source.damaged("the name of a class is damaged", got=name[:40], at=at)
        return name.decode("ascii")

    def _storage(self, name: str, at: int) -> Storage:
        dtype = kinds.DTYPES[kinds.typeOf(name, "Storage") or ""]
        size = self.source.long()
        return Storage(at, name, self.source.numbers(dtype, size))

    def _dims(self, at: int) -> tuple[tuple[int, ...], tuple[int, ...], int]:
        source = self.source
        count = source.integer()
        if not 0 <= count <= MOST_DIMENSIONS:
            raise source.damaged("a tensor has an impossible number of dimensions", got=count, at=at)
        sizes = tuple(source.long() for _ in range(count))
        strides = tuple(source.long() for _ in range(count))
        start = source.long() - 1
        if min(*sizes, *strides, start, 0) < 0:
            raise source.damaged(
                "a tensor has a size, stride or offset below 0", got=(sizes, strides, start + 1), at=at
            )
        return sizes, strides, start

    def _fits(self, tensor: Tensor) -> None:
        """That a tensor lies within its storage."""
        storage, at = tensor.storage, tensor.offset
        if not isinstance(storage, Storage | None):
            raise self.source.damaged(
                "a tensor's storage is something else", got=type(storage).__name__, at=at
            )
        if not tensor.sizes or 0 in tensor.sizes:
            return
        last = tensor.start + sum(
            (size - 1) * by for size, by in zip(tensor.sizes, tensor.strides, strict=True)
        )
        have = 0 if storage is None else storage.data.size
        if last >= have:
            needs = f"an index below {have}"
            raise self.source.damaged("a tensor reaches beyond its storage", got=last, needs=needs, at=at)
        if storage is not None and kinds.typeOf(storage.name, "Storage") != kinds.typeOf(
            tensor.name, "Tensor"
        ):
            raise self.source.damaged("a tensor's storage is of another type", got=storage.name, at=at)
