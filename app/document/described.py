"""What the engine's descriptions say about a node."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from app.document.model import GRAPH, Node
from app.document.refused import Refused
from nncore import catalog
from nncore.criterion import Criterion
from nncore.spec import REQUIRED, Children, Spec


def find(module: str) -> Any:
    """The class of this Torch name.

    Raises:
        Refused: when there is none.
    """
    if module not in catalog.files():
        raise Refused(f"There is no module called {module}. Choose one from the palette.")
    return catalog.find(module)


def spec_of(node: Node) -> Spec:
    """The description of the node's class."""
    spec: Spec = find(node.module).spec
    return spec


@cache
def referred(module: str) -> str:
    """The class of the module that this one is made for (an unpooling: its pooling); "" for most."""
    return str(find(module).spec.refers)


def is_criterion(module: str) -> bool:
    return issubclass(find(module), Criterion)


def is_graph(node: Node) -> bool:
    """Whether its children stand free, with wires between them."""
    return node.module == GRAPH


def holds(node: Node) -> Children | None:
    """What the node does with its children; None when it cannot have any."""
    return spec_of(node).children


def title(node: Node) -> str:
    """The name with its sizes, as on the card: `Linear(5 → 1)`; a size not yet given is a question mark."""
    spec = spec_of(node)
    values = {arg.name: _Open() if arg.default is REQUIRED else arg.default for arg in spec.everything()}
    try:
        label = spec.labelled(values | dict(node.args))
    except ValueError:  # a tensor where the label has room for a number
        label = ""
    return f"{node.module}({label})" if label else node.module


class _Open:
    """A value that is not given yet, whatever form the label wants it in."""

    def __format__(self, form: str) -> str:
        return "?"


def titles(nodes: Iterable[Node]) -> str:
    """Several of them in words: `Linear(5 → 1), Tanh and Linear(1 → 1)`."""
    *others, last = [title(node) for node in nodes]
    return f"{', '.join(others)} and {last}" if others else last
