"""How a class looks in Torch's own files, where that does not follow from its description.

As a rule an argument is a field of the same name, and so is every array that a module shows. A class that
differs says so in its `torch`, a `TorchForm`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Protocol

import numpy as np

Fields = Mapping[str, Any]
"""The fields of an object, by Torch's names; a missing one is None."""


class Source(Protocol):
    """Where an argument's value is among the fields."""

    def read(self, fields: Fields) -> Any:
        """The value, or None where there is none."""

    def write(self, value: Any) -> dict[str, Any]:
        """The fields that hold the value."""


@dataclass(frozen=True, slots=True)
class Named:
    """Under this name."""

    name: str

    def read(self, fields: Fields) -> Any:
        return fields.get(self.name)

    def write(self, value: Any) -> dict[str, Any]:
        return {self.name: value}


@dataclass(frozen=True, slots=True)
class Extent:
    """Nowhere, but it is the size of a tensor in one dimension (from 1), or in all if none is named."""

    name: str
    dimension: int | None = None

    def read(self, fields: Fields) -> Any:
        tensor = fields.get(self.name)
        if not isinstance(tensor, np.ndarray) or tensor.ndim < (self.dimension or 1):
            return None
        return tensor.shape if self.dimension is None else tensor.shape[self.dimension - 1]

    def write(self, value: Any) -> dict[str, Any]:
        return {}


@dataclass(frozen=True, slots=True)
class Present:
    """Nowhere, but it is whether a field is there."""

    name: str

    def read(self, fields: Fields) -> Any:
        return fields.get(self.name) is not None

    def write(self, value: Any) -> dict[str, Any]:
        return {}


@dataclass(frozen=True, slots=True)
class Told:
    """Some other way: by a function from the fields, and one to them."""

    reader: Callable[[Fields], Any]
    writer: Callable[[Any], dict[str, Any]]

    def read(self, fields: Fields) -> Any:
        return self.reader(fields)

    def write(self, value: Any) -> dict[str, Any]:
        return self.writer(value)


def negated(name: str) -> Told:
    """Under this name, but the other way round."""
    return Told(lambda f: None if f.get(name) is None else not f.get(name), lambda value: {name: not value})


def sizes(tensor: str, name: str = "size") -> Told:
    """The shape of a tensor, also written down under `name`."""
    return Told(Extent(tensor).read, lambda value: {name: value})


NOWHERE = Told(lambda fields: None, lambda value: {})
"""An argument that is only how something began."""

EMPTY = np.empty(0)
"""As an extra field: an empty tensor of the module's type."""


@dataclass(frozen=True, slots=True)
class TorchForm:
    """What is peculiar to a class in Torch's files.

    Args:
        arguments: where the arguments are that are not fields of the same name.
        children: the fields that hold what the constructor wraps, one each; else children are in `modules`.
        parts: attributes that are modules or criterions and are written down too.
        extra: fields that Torch's own code looks for besides, as they are at first, or as they follow from
            the arguments.
        size: how many numbers the constructor makes, where that follows from arguments, not from tensors. A
            file that does not hold as many is refused before they are made.
    """

    arguments: Mapping[str, Source] = field(default_factory=dict)
    children: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    size: Callable[[SimpleNamespace], int] | None = None
