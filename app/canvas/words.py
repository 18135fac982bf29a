"""What cards, frames and wires say."""

from __future__ import annotations

from app.document.model import Node
from nncore import catalog
from nncore.shapes import Shape, Tensor, words
from nncore.spec import REQUIRED, Spec

LONGEST = 32
"""How many characters of a shape a wire shows; the tooltip has them all."""


def spec(module: str) -> Spec:
    """The description of a module by its Torch name."""
    found: Spec = catalog.find(module).spec
    return found


def sizes(node: Node) -> str:
    """What stands under the name: `4 → 3`, with ? for what is not given yet."""
    described = spec(node.module)
    given = dict(node.args)
    values = {
        arg.name: given.get(arg.name, _Open() if arg.default is REQUIRED else arg.default)
        for arg in described.args
    }
    return described.labelled(values)


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


def strands(shape: Shape | None) -> int:
    """How many lines a wire of this shape is drawn with: one for a tensor, up to four for a table."""
    if shape is None or isinstance(shape, Tensor):
        return 1
    return min(max(len(shape), 2), 4)
