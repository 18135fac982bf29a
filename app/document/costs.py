"""What a module costs: multiply-adds and memory for a batch, and how many numbers it learns."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from app.document.check import Check
from app.document.described import find, holds
from app.document.index import index
from app.document.model import GRAPH, Data, Node, NodeId, Training
from app.document.parameters import own_parameters
from app.document.sharing import frozen
from app.document.trial import Args
from nncore.costs import at, cost, numbers
from nncore.shapes import Shape

NUMBER = 8
"""Bytes that a number takes."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a forward pass: multiplications with an addition; numbers that are kept for the way back (outputs
    and gradients by the inputs).
    """

    multiply_adds: int = 0
    kept: int = 0

    def plus(self, other: Cost) -> Cost:
        return Cost(self.multiply_adds + other.multiply_adds, self.kept + other.kept)

    def times(self, count: int) -> Cost:
        return Cost(self.multiply_adds * count, self.kept * count)


@dataclass(frozen=True, slots=True)
class Learnt:
    """How many numbers are parameters, each counted once however many modules use it; and how many of them
    are frozen.
    """

    all: int = 0
    frozen: int = 0


def batch_of(data: Data, training: Training) -> int:
    """How many examples a batch has."""
    return min(training.batch_size, data.rows) or data.rows if data.rows else training.batch_size or 1


def cost_of(known: Check, id: NodeId, batch: int) -> Cost | None:
    """What a module costs with all inside it; None where a shape is not known."""
    nodes = index(known.document).nodes
    return _cost(known, nodes[id], batch) if id in nodes else None


def _cost(known: Check, node: Node, batch: int) -> Cost | None:
    x, y = known.inputs.get(node.id), known.outputs.get(node.id)
    if x is None or y is None:
        return None
    kind = holds(node)
    if kind is None:
        try:
            return _alone(node.module, node.args, x, y, batch)
        except TypeError:  # arguments that cannot be kept in a cache
            return _alone.__wrapped__(node.module, node.args, x, y, batch)
    total = Cost(kept=_joined(node, y, batch))
    for child in node.children:
        if node.module == GRAPH and child.id in known.unused:
            continue
        inner = _cost(known, child, batch)
        if inner is None:
            return None
        total = total.plus(inner.times(len(x) if kind.feed == "every" and isinstance(x, tuple) else 1))
    return total


@lru_cache(maxsize=8192)
def _alone(module: str, given: Args, x: Shape, y: Shape, batch: int) -> Cost:
    """Of a module that holds no others; kept, as after an edit all are asked for again."""
    kind = find(module)
    args = kind.spec.bind(dict(given))
    entering, leaving = at(x, N=batch), at(y, N=batch)
    return Cost(cost(kind, args, entering, leaving), numbers(entering) + numbers(leaving))


def _joined(node: Node, y: Shape, batch: int) -> int:
    """The numbers that a container keeps besides its modules: an output put together from theirs."""
    kind = holds(node)
    return numbers(at(y, N=batch)) if kind is not None and kind.join in ("tensor", "sum") else 0


def learnt(known: Check, id: NodeId) -> Learnt | None:
    """The parameters of a module and of all inside it; None where those of one are not known."""
    found = index(known.document)
    if id not in found.nodes:
        return Learnt()
    counted: set[NodeId] = set()
    still = frozen(known.document)
    total, fixed = 0, 0
    for node in found.nodes[id].walk():
        owner = found.shares.get(node.id, node.id)
        if owner in counted:
            continue
        counted.add(owner)
        sizes = own_parameters(node)
        if sizes is None:
            return None
        count = sum(math.prod(dims) for _, dims in sizes)
        total, fixed = total + count, fixed + (count if node.id in still else 0)
    return Learnt(total, fixed)


def memory(cost: Cost, parameters: Learnt) -> int:
    """Bytes that training takes for a batch: what is kept, and each parameter with its gradient."""
    return NUMBER * (cost.kept + 2 * parameters.all)
