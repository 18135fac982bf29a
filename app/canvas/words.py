"""What cards, frames and wires say."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from app.document.model import Node
from nncore import catalog
from nncore.shapes import Shape, Tensor, words
from nncore.spec import REQUIRED, Spec

Spans = tuple[tuple[int, int], ...]
"""Parts of a text, each from and up to which character."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_MARK = "\ue000"

LONGEST = 32
"""How many characters of a shape a wire shows; the tooltip has them all."""


def spec(module: str) -> Spec:
    """The description of a module by its Torch name."""
    found: Spec = catalog.find(module).spec
    return found


def sizes(node: Node, followed: Mapping[str, Any] = _NOTHING) -> tuple[str, Spans]:
    """What stands under the name: `4 → 3`, with ? for what is not given yet; and where what was `followed`
    stands in it.
    """
    described = spec(node.module)
    given = dict(node.args) | {name: _Followed(value) for name, value in followed.items()}
    values = {
        arg.name: given.get(arg.name, _Open() if arg.default is REQUIRED else arg.default)
        for arg in described.args
    }
    parts = described.labelled(values).split(_MARK)
    starts = [0, *accumulate(map(len, parts))]
    return "".join(parts), tuple(zip(starts[1::2], starts[2::2], strict=False))


class _Followed:
    """A value that was not given but follows the wire, marked at both ends."""

    def __init__(self, value: Any) -> None:
        self._words = "×".join(map(str, value)) if isinstance(value, tuple) else str(value)

    def __format__(self, form: str) -> str:
        return f"{_MARK}{self._words}{_MARK}"


class _Open:
    """A value that is not given yet, whatever form the label wants it in."""

    def __format__(self, form: str) -> str:
        return "?"


def manner(module: str) -> str:
    """What a container does with its children: "in order"."""
    children = spec(module).children
    return children.words if children else ""


def runs_along(module: str) -> bool:
    """Whether a container's children stand along the flow, one behind the other; else they are branches."""
    children = spec(module).children
    return children is None or children.feed in ("chain", "every", "graph")


def shape_label(shape: Shape | None) -> str:
    """A shape for a wire: `N×4`, `{N×4, N×2}`; long tables are cut with how many they hold."""
    if shape is None:
        return ""
    text = words(shape)
    if len(text) <= LONGEST or isinstance(shape, Tensor):
        return text
    return f"table of {len(shape)}"


def through(gets: Shape | None, gives: Shape | None) -> str:
    """What goes into a container and comes out: `N×8 → N×4`; "" when nothing is known."""
    if gets is None and gives is None:
        return ""
    return f"{shape_label(gets) or '?'} → {shape_label(gives) or '?'}"


def strands(shape: Shape | None) -> int:
    """How many lines a wire of this shape is drawn with: one for a tensor, up to four for a table."""
    if shape is None or isinstance(shape, Tensor):
        return 1
    return min(max(len(shape), 2), 4)
