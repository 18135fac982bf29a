"""How training goes on after the model was edited: what still fits is kept, the rest is drawn anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.document.model import Arrays, NodeId
from app.training.layout import Layout
from nncore.optim import METHODS, Method

Weights = Mapping[NodeId, Arrays]

METHOD, ORDER = "method", "nodes"
"""In a checkpoint's optimiser state: the method's name, and the nodes in the order of its flat arrays."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """What became of the parameters: the nodes that kept all of theirs, that have new ones, that are gone."""

    kept: tuple[NodeId, ...] = ()
    new: tuple[NodeId, ...] = ()
    gone: tuple[NodeId, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything was kept."""
        return not self.new and not self.gone


def fits(array: np.ndarray, old: Arrays, place: int) -> bool:
    """Whether a node's parameter number `place` (from 0) can take over what was there before."""
    return place < len(old) and old[place].shape == array.shape


def take_weights(layout: Layout, weights: Weights) -> Resumed:
    """Copies the weights that fit into the network; the others stay as they were drawn."""
    kept: list[NodeId] = []
    new: list[NodeId] = []
    for node in layout.trainable:
        own, old = layout.own(node), weights.get(node, ())
        fit = [fits(array, old, place) for place, array in enumerate(own)]
        for place, array in enumerate(own):
            if fit[place]:
                array[...] = old[place]
        (kept if all(fit) else new).append(node)
    gone = tuple(node for node in weights if node not in layout.trainable)
    return Resumed(tuple(kept), tuple(new) if weights else (), gone)


def optimiser_state(layout: Layout, name: str, state: Mapping[str, Any]) -> dict[str, Any]:
    """An optimiser's state as a checkpoint keeps it: copied, and with what its arrays belong to."""
    return {METHOD: name, ORDER: np.array(layout.trainable, dtype=np.int64), **copied(state)}


def take_state(layout: Layout, method: Method, saved: Mapping[str, Any], weights: Weights) -> None:
    """Gives `method` the state saved with `weights`, as far as it belongs to parameters that are still there.

    Entries of new parameters begin as they would at a first step. After an edit a method that remembers whole
    steps begins anew; and so does any other method than the one that was saved.
    """
    if METHODS[saved.get(METHOD, "sgd")] is not type(method):
        return
    state = {name: value for name, value in saved.items() if name not in (METHOD, ORDER)}
    nodes = tuple(int(node) for node in saved.get(ORDER, ()))
    if nodes == layout.trainable and all(_same(layout, node, weights) for node in nodes):
        method.state.update(copied(state))
    elif method.oneGradient and state:
        method.state.update(_moved(layout, type(method), state, nodes, weights))


def copied(state: Mapping[str, Any]) -> dict[str, Any]:
    """The state with arrays of its own."""
    return {name: value.copy() if isinstance(value, np.ndarray) else value for name, value in state.items()}


def _same(layout: Layout, node: NodeId, weights: Weights) -> bool:
    own, old = layout.own(node), weights.get(node, ())
    return len(own) == len(old) and all(fits(array, old, place) for place, array in enumerate(own))


def _moved(
    layout: Layout,
    kind: type[Method],
    state: Mapping[str, Any],
    nodes: tuple[NodeId, ...],
    weights: Weights,
) -> dict[str, Any]:
    """The state for another layout: numbers as they are; in arrays, each kept parameter's part is moved."""
    places = _places(nodes, weights)
    total = sum(array.size for node in nodes for array in weights.get(node, ()))
    fresh = kind()
    fresh.step(np.zeros_like(layout.parameters), np.zeros_like(layout.parameters))
    moved = {}
    for name, value in state.items():
        begun = fresh.state.get(name)
        if not isinstance(value, np.ndarray):
            moved[name] = value
        elif value.shape == (total,) and isinstance(begun, np.ndarray):
            moved[name] = begun.copy()
            for node, segment in layout.segments.items():
                _move(layout, node, segment.start, moved[name], value, places, weights)
    return moved


def _move(
    layout: Layout,
    node: NodeId,
    start: int,
    target: np.ndarray,
    source: np.ndarray,
    places: Mapping[tuple[NodeId, int], int],
    weights: Weights,
) -> None:
    for place, array in enumerate(layout.own(node)):
        if (node, place) in places and fits(array, weights[node], place):
            begin = places[node, place]
            target[start : start + array.size] = source[begin : begin + array.size]
        start += array.size


def _places(nodes: tuple[NodeId, ...], weights: Weights) -> dict[tuple[NodeId, int], int]:
    """Where each old parameter begins in the old flat arrays, by node and number."""
    places, start = {}, 0
    for node in nodes:
        for place, array in enumerate(weights.get(node, ())):
            places[node, place] = start
            start += array.size
    return places
