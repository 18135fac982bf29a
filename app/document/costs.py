"""What a module costs: multiply-adds and memory for a batch, and how many numbers it learns."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.document.check import Check
from app.document.described import find, holds, is_criterion
from app.document.index import index
from app.document.memo import Memo
from app.document.model import GRAPH, Data, Node, NodeId, Training
from app.document.parameters import own_parameters
from app.document.sharing import frozen
from app.document.trial import Args
from nncore.costs import at, cost, numbers
from nncore.errors import NNError
from nncore.shapes import Shape, Tensor

KEPT = 4
"""For how many inputs and sizes of a batch the cost of a node is kept."""
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
    """Looked up when the same node got the same before."""
    asked = known.inputs.get(node.id), batch
    kept = _costs.get(node)
    if kept is None:
        kept = _costs.put(node, {})
    if asked not in kept:
        cost = _counted(known, node, batch)
        if len(kept) >= KEPT:
            kept.clear()
        kept[asked] = cost
    return kept[asked]


def _counted(known: Check, node: Node, batch: int) -> Cost | None:
    if is_criterion(node.module):
        return _of_criterion(known, node, batch)
    x, y = known.inputs.get(node.id), known.outputs.get(node.id)
    if x is None or y is None:
        return None
    kind = holds(node)
    if kind is None:
        return _alone(node.module, node.args, x, y, batch)
    total = Cost(kept=_joined(node, y, batch))
    for child in node.children:
        if node.module == GRAPH and child.id in known.unused:
            continue
        inner = _cost(known, child, batch)
        if inner is None:
            return None
        total = total.plus(inner.times(len(x) if kind.feed == "every" and isinstance(x, tuple) else 1))
    return total


def _of_criterion(known: Check, node: Node, batch: int) -> Cost | None:
    """Of a criterion: one multiply-add for each number that it compares, unless a rule of its own says
    otherwise. Kept are the loss, and the gradient by what came in.
    """
    x = known.inputs.get(node.id)
    if x is None:
        return None
    arriving, kind = at(x, N=batch), find(node.module)
    kept = numbers(arriving) + 1
    if not node.children:
        try:
            args = kind.spec.bind(dict(node.args))
        except NNError:  # an argument is missing
            return None
        return Cost(cost(kind, args, arriving, Tensor((1,))), kept)
    total = Cost(kept=kept)
    for child in node.children:
        inner = _cost(known, child, batch)
        if inner is None:
            return None
        total = total.plus(inner)
    return total


def _alone(module: str, given: Args, x: Shape, y: Shape, batch: int) -> Cost:
    """Of a module that holds no others."""
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
    found, still = index(known.document), frozen(known.document)
    if id not in found.nodes:
        return Learnt()
    if not found.shares:
        counted = _learnt(found.nodes[id])
        return Learnt(counted.all, counted.all) if counted is not None and id in still else counted
    owners: set[NodeId] = set()
    total, fixed = 0, 0
    for node in found.nodes[id].walk():
        owner, count = found.shares.get(node.id, node.id), _own(node)
        if count is None:
            return None
        if count and owner not in owners:
            owners.add(owner)
            total, fixed = total + count, fixed + (count if node.id in still else 0)
    return Learnt(total, fixed)


def _learnt(node: Node) -> Learnt | None:
    """The same of a node inside which nothing is shared, as if nothing around it were frozen."""
    known = _learns.get(node) or _learns.put(node, (_summed(node),))
    return known[0]


def _summed(node: Node) -> Learnt | None:
    total, inner = _own(node), [_learnt(child) for child in node.children]
    if total is None or None in inner:
        return None
    total += sum(one.all for one in inner if one)
    return Learnt(total, total if node.frozen else sum(one.frozen for one in inner if one))


def _own(node: Node) -> int | None:
    """How many numbers the node itself learns."""
    sizes = own_parameters(node)
    return None if sizes is None else sum(math.prod(dims) for _, dims in sizes)


def memory(cost: Cost, parameters: Learnt) -> int:
    """Bytes that training takes for a batch: what is kept, and each parameter with its gradient."""
    return NUMBER * (cost.kept + 2 * parameters.all)


_costs: Memo[dict[tuple[Shape | None, int], Cost | None]] = Memo()
_learns: Memo[tuple[Learnt | None]] = Memo()
