"""What the check finds out about one node and all within it. Kept for as long as the node lives."""

from __future__ import annotations

from dataclasses import dataclass

from app.document.model import Node, NodeId, Wire
from nncore.errors import Repair
from nncore.shapes import Indices, Shape, Tensor


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a node, before it is known where that node stands."""

    what: str
    got: str = ""
    needs: str = ""
    repairs: tuple[Repair, ...] = ()
    missing: bool = False
    """Whether an argument is missing, which is no fault of the shapes."""
    source: NodeId | None = None
    """Which node gave what came, where it was one of several."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Facts:
    """The shapes that go in and come out (None: not known), what is wrong, and the same of the children.

    Attributes:
        id: the node.
        input, output: shapes; None where nothing arrives or something is wrong before.
        problem: what is wrong with the node itself.
        children: the facts of its children, in the order in which they are computed.
        wires: of a graph, each wire with its shape.
        open: of a graph, the children in use (or OUTPUT) that lack wires, with the port, or None for all
            ports.
        unused: of a graph, the children whose output goes nowhere.
        filled: the node with the arguments that follow what comes in, its children too; None where that is
            the very node (which must not be kept here, as these facts live as long as it does).
    """

    id: NodeId
    input: Shape | None
    output: Shape | None
    problem: Problem | None = None
    children: tuple[Facts, ...] = ()
    wires: tuple[tuple[Wire, Shape | None], ...] = ()
    open: tuple[tuple[NodeId, int | None], ...] = ()
    unused: frozenset[NodeId] = frozenset()
    filled: Node | None = None


def plain(shape: Shape | None) -> Shape | None:
    """The shape as everybody else knows it."""
    return None if shape is None else _plain(shape)


def _plain(shape: Shape) -> Shape:
    if isinstance(shape, tuple):
        return tuple(map(_plain, shape))
    return Tensor(shape.dims, shape.kind) if isinstance(shape, Indices) else shape
