"""The facts of a tree laid out by node. What an edit leaves alone is laid out already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.document.check.facts import Facts, plain
from app.document.memo import Memo
from app.document.model import OUTPUT, NodeId, Wire
from nncore.shapes import Shape


class Trouble(NamedTuple):
    """What is wrong at a node: with itself (`facts`), or a wire is lacking: at `port`, or all of them; at its
    inputs or, of a graph, at its own output. It `matters` while the node is in use.
    """

    id: NodeId
    facts: Facts | None = None
    port: int | None = None
    is_output: bool = False
    matters: bool = True


@dataclass(frozen=True, slots=True)
class Laid:
    """Of a node and all inside it: the shapes, the nodes not in use, what is wrong in the order of
    computation. Nobody changes it.
    """

    inputs: dict[NodeId, Shape | None]
    outputs: dict[NodeId, Shape | None]
    wires: dict[tuple[NodeId, Wire], Shape | None]
    unused: frozenset[NodeId]
    troubles: tuple[Trouble, ...]


def laid(facts: Facts) -> Laid:
    """The facts laid out; the same object for the same facts."""
    return _known.get(facts) or _known.put(facts, _lay(facts))


def _lay(facts: Facts) -> Laid:
    inputs, outputs = {facts.id: plain(facts.input)}, {facts.id: plain(facts.output)}
    wires = {(facts.id, wire): plain(shape) for wire, shape in facts.wires}
    unused, troubles, lacking = set(facts.unused), list[Trouble](), dict(facts.open)
    for child in facts.children:
        matters = child.id not in facts.unused
        if matters and child.id in lacking:
            troubles.append(Trouble(child.id, port=lacking[child.id]))
        if not (child.children or child.wires):  # most are so, and need no dictionary of their own
            inputs[child.id], outputs[child.id] = plain(child.input), plain(child.output)
            wrong = _own(child)
        else:
            inner = laid(child)
            inputs.update(inner.inputs)
            outputs.update(inner.outputs)
            wires.update(inner.wires)
            unused.update(inner.unused if matters else inner.inputs)
            wrong = inner.troubles
        troubles += wrong if matters else (trouble._replace(matters=False) for trouble in wrong)
    return Laid(inputs, outputs, wires, frozenset(unused), (*troubles, *_own(facts)))


def _own(facts: Facts) -> tuple[Trouble, ...]:
    """What is wrong with the node itself, or else with its output's wires."""
    if facts.problem is not None:
        return (Trouble(facts.id, facts),)
    return tuple(Trouble(facts.id, port=port, is_output=True) for end, port in facts.open if end == OUTPUT)


_known: Memo[Laid] = Memo()
