"""nncore.formats.t7: Torch7's own files, binary and as text.

    from nncore.formats import t7

    model = t7.load("model.t7")
    t7.save("model.t7", model)

`values` tells what becomes of each kind of value. Modules and criterions that nncore has become its own, with
their parameters and what else they remember. Of other classes each object becomes an `Opaque`, which `save`
writes as it was.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from nncore.formats.t7.damage import FileDamaged
from nncore.formats.t7.modules import Maker, described
from nncore.formats.t7.reader import read
from nncore.formats.t7.sink import Binary, Text
from nncore.formats.t7.values import Closure, Memory, Opaque, Pairs, Values
from nncore.formats.t7.writer import Writer

__all__ = ["Closure", "FileDamaged", "Memory", "Opaque", "Pairs", "load", "save"]


def load(path: str | os.PathLike[str], functions: bool = False) -> Any:
    """The first object of a .t7 file, in any of its forms.

    Args:
        path: the file.
        functions: whether Lua functions are kept, unread, as `Closure`. Else they are refused: they are code.

    Raises:
        FileDamaged: when the file is damaged, or no .t7 file; it names the byte.
        OSError: when the file cannot be opened.
    """
    return Values(functions, Maker()).of(read(Path(path).read_bytes()))


def save(path: str | os.PathLike[str], value: Any, ascii: bool = False) -> None:
    """Writes a value as torch.save does: binary, or as text with `ascii`.

    Raises:
        NNError: for a value that Torch has no counterpart of. Nothing is written then.
        OSError: when the file cannot be written.
    """
    sink = Text() if ascii else Binary()
    Writer(sink, described).object(value)
    draft = Path(f"{os.fspath(path)}.part")  # a write that fails leaves the old file as it was
    try:
        draft.write_bytes(b"".join(sink.parts))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
