"""What stands in a .t7 file, before it becomes Python values: a graph of nodes, which may have loops.

A node is None, a bool, a float, the bytes of a string, or one of these.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(slots=True, eq=False, repr=False)
class Table:
    """A Lua table: pairs of key and value, in the order of the file."""

    offset: int
    entries: list[tuple[object, object]] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class Storage:
    """The memory of tensors, an array of one dimension."""

    offset: int
    name: str
    data: np.ndarray


@dataclass(slots=True, eq=False, repr=False)
class Tensor:
    """A view of a storage. `start` is the place of its first element, from 0; strides count elements."""

    offset: int
    name: str
    sizes: tuple[int, ...]
    strides: tuple[int, ...]
    start: int
    storage: Storage | None


@dataclass(slots=True, eq=False, repr=False)
class Object:
    """An object of any other Torch class; `content` is a table of its fields as a rule."""

    offset: int
    name: str
    version: int
    content: object = None


@dataclass(slots=True, eq=False, repr=False)
class Function:
    """A Lua function: its compiled code, which nobody runs, and the values it closes over."""

    offset: int
    kind: int
    code: bytes
    upvalues: object = None
