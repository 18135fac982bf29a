"""Which node each module, array and stretch of the flat vectors belongs to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType

import numpy as np

from app.document.model import Arrays, NodeId
from nncore.flat import flatten
from nncore.module import Module

Holder = tuple[Module, str]
"""A module and the name of an array that it holds."""


class Layout:
    """The arrays of a network by the document's nodes. A node's own are those that no node inside it has.

    Attributes:
        parameters, gradients: those that are trained as flat vectors, where each node's own stand together.
        segments: each node's stretch of these vectors, in their order; only nodes that have such parameters.
        trainable: the nodes of `segments`.
        borrowed: the nodes that use the parameters of another, with that one, which counts them.
        nodes: those that have parameters or states.
    """

    def __init__(
        self,
        root: Module,
        nodes: Mapping[NodeId, Module],
        frozen: Collection[NodeId] = (),
        borrowed: Mapping[NodeId, NodeId] = MappingProxyType({}),
    ) -> None:
        self.root = root
        self.borrowed = dict(borrowed)
        self._frozen = frozenset(frozen)
        self._nodes = {id(module): node for node, module in nodes.items()}
        self._own = _claimed(nodes, _parameters)
        self._kept = _claimed(nodes, _states)
        fixed = {(id(m), name) for node in self._frozen & self._own.keys() for m, name in self._own[node]}
        holders = root.holders()
        trained = [holder for holder in holders if (id(holder[0]), holder[1]) not in fixed]
        self.parameters, self.gradients = flatten(root, trained)
        self._idle = [(m, gradient) for m, name, gradient in holders if (id(m), name) in fixed]
        self.segments = self._segments()
        self.trainable = tuple(self.segments)
        self.nodes = tuple(node for node in self._own if self._own[node] or self._kept[node])
        self._stretches = [self.gradients[segment] for segment in self.segments.values()]
        self._norms = np.empty(len(self.trainable))

    def zero_gradients(self) -> None:
        """Forgets all gradients, also those of parameters that are not trained."""
        self.gradients.fill(0)
        for module, name in self._idle:
            getattr(module, name).fill(0)

    def own(self, node: NodeId) -> list[np.ndarray]:
        """A node's own parameters themselves, in Torch's order."""
        return [getattr(module, name) for module, name in self._own[node]]

    def states(self, node: NodeId) -> list[np.ndarray]:
        """What a node keeps besides parameters from batch to batch: running means, say."""
        return [getattr(module, name) for module, name in self._kept[node]]

    def weights(self) -> dict[NodeId, Arrays]:
        """Copies of every node's own parameters, and of its states behind them.

        Those that several nodes use are copied once; nodes that could use them, and are idle, have them too.
        """
        own = {node: _copies(self.own(node)) for node in self.nodes if node not in self.borrowed}
        held = {node: own.get(self.borrowed.get(node, node), ()) for node in (*self.nodes, *self.borrowed)}
        whose = {node: node if node in self._kept else self.borrowed[node] for node in held}
        return {node: (*arrays, *_copies(self.states(whose[node]))) for node, arrays in held.items()}

    def own_gradients(self) -> dict[NodeId, np.ndarray]:
        """A copy of the gradient of each of `trainable`, as one vector."""
        return {node: self.gradients[part].copy() for node, part in self.segments.items()}

    def all_states(self) -> list[np.ndarray]:
        """The states of all nodes."""
        return [array for node in self.nodes for array in self.states(node)]

    def norms(self) -> np.ndarray:
        """The gradient's length at each node of `trainable`. The array is kept and overwritten."""
        self._norms[:] = [stretch.dot(stretch) for stretch in self._stretches]
        return np.sqrt(self._norms, out=self._norms)

    def node(self, module: Module) -> NodeId | None:
        """The node that a module belongs to: its own, or the nearest around it."""
        around = reversed(_chain(self.root, module))
        return next((self._nodes[id(m)] for m in around if id(m) in self._nodes), None)

    def leaves(self) -> Iterator[Module]:
        """The modules without children, each behind those that feed it."""
        return (module for module in self.root.listModules() if not module.children())

    def _segments(self) -> dict[NodeId, slice]:
        first = _address(self.parameters)
        found = []
        for node in self._own.keys() - self._frozen - self.borrowed.keys():
            if arrays := [array for array in self.own(node) if array.size]:
                start = (min(map(_address, arrays)) - first) // self.parameters.itemsize
                found.append((start, start + sum(array.size for array in arrays), node))
        return {node: slice(start, stop) for start, stop, node in sorted(found)}


def _parameters(module: Module) -> list[Holder]:
    return [(holder, name) for holder, name, _ in module.holders()]


def _states(module: Module) -> list[Holder]:
    return [(inner, name) for inner in module.listModules() for name in inner.stateNames]


def _claimed(
    nodes: Mapping[NodeId, Module], arrays: Callable[[Module], list[Holder]]
) -> dict[NodeId, list[Holder]]:
    """The inner nodes claim their arrays first; what holds them has the rest."""
    claimed: set[tuple[int, str]] = set()
    own = {}
    for node, module in sorted(nodes.items(), key=lambda item: len(item[1].listModules())):
        own[node] = [(m, name) for m, name in arrays(module) if (id(m), name) not in claimed]
        claimed.update((id(m), name) for m, name in own[node])
    return own


def _chain(outer: Module, wanted: Module) -> list[Module]:
    """The modules from `outer` in to `wanted`; empty when it is not inside."""
    if outer is wanted:
        return [outer]
    for child in outer.children():
        if found := _chain(child, wanted):
            return [outer, *found]
    return []


def _copies(arrays: list[np.ndarray]) -> Arrays:
    return tuple(array.copy() for array in arrays)


def _address(array: np.ndarray) -> int:
    return int(array.__array_interface__["data"][0])
