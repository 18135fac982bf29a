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

METHOD, SIZES = "method", "sizes"
"""In a checkpoint's optimiser state: the method's name; each node and its number of parameters, in order."""


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


def take_weights(layout: Layout, weights: Weights) -> Resumed:
    """Copies the weights that fit into the network; the others stay as they were drawn."""
    kept: list[NodeId] = []
    new: list[NodeId] = []
    for node in layout.nodes:
        old, old_states = _parted(layout, node, weights)
        own = [] if node in layout.borrowed else layout.own(node)  # the owner's are taken
        fit = _fitting(own, old) + _fitting(layout.states(node), old_states)
        for array, before in fit:
            if before is not None:
                array[...] = before
        (kept if all(before is not None for _, before in fit) else new).append(node)
    gone = tuple(node for node in weights if node not in layout.nodes)
    return Resumed(tuple(kept), tuple(new) if weights else (), gone)


def optimiser_state(layout: Layout, name: str, state: Mapping[str, Any]) -> dict[str, Any]:
    """An optimiser's state as a checkpoint keeps it: copied, and with what its arrays belong to."""
    sizes = [(node, part.stop - part.start) for node, part in layout.segments.items()]
    return {METHOD: name, SIZES: np.array(sizes, dtype=np.int64).reshape(-1, 2), **copied(state)}


def take_state(layout: Layout, method: Method, saved: Mapping[str, Any], weights: Weights) -> None:
    """Gives `method` the state saved with `weights`, as far as it belongs to parameters that are still there.

    Entries of new parameters begin as they would at a first step. After an edit a method that remembers whole
    steps begins anew; and so does any other method than the one that was saved.
    """
    if METHODS.get(saved.get(METHOD, "")) is not type(method):
        return
    state = {name: value for name, value in saved.items() if name not in (METHOD, SIZES)}
    places = _places(saved[SIZES])
    if _is_same(layout, places, weights):
        method.state.update(copied(state))
    elif method.oneGradient and state:
        total = sum(part.stop - part.start for part in places.values())
        method.state.update(_moved(layout, type(method), state, total, _moves(layout, places, weights)))


def take_gradients(layout: Layout, gradients: Mapping[NodeId, np.ndarray], found: Resumed) -> None:
    """Copies the gradients of the nodes that kept all their parameters; those of the others are 0."""
    for node, part in layout.segments.items():
        saved = gradients.get(node)
        if node in found.kept and saved is not None and saved.shape == layout.gradients[part].shape:
            layout.gradients[part] = saved


def copied(state: Mapping[str, Any]) -> dict[str, Any]:
    """The state with arrays of its own."""
    return {name: value.copy() if isinstance(value, np.ndarray) else value for name, value in state.items()}


def _parted(layout: Layout, node: NodeId, weights: Weights) -> tuple[Arrays, Arrays]:
    """What is saved of a node: its parameters, and behind them its states, as many as it still has."""
    old = weights.get(node, ())
    count = max(len(old) - len(layout.states(node)), 0)
    return old[:count], old[count:]


def _fitting(arrays: list[np.ndarray], old: Arrays) -> list[tuple[np.ndarray, np.ndarray | None]]:
    """Each array with what was there before in its place, or None where that has another shape."""
    before = [*old, *[None] * len(arrays)]
    return [
        (array, was if was is not None and was.shape == array.shape else None)
        for array, was in zip(arrays, before, strict=False)
    ]


def _places(sizes: np.ndarray) -> dict[NodeId, slice]:
    """Where each node's parameters were in the flat arrays."""
    stops = np.cumsum(sizes[:, 1]).tolist()
    return {
        int(node): slice(stop - int(size), stop)
        for (node, size), stop in zip(sizes.tolist(), stops, strict=True)
    }


def _is_same(layout: Layout, places: Mapping[NodeId, slice], weights: Weights) -> bool:
    """Whether every parameter is where it was."""
    if list(places.items()) != list(layout.segments.items()):
        return False
    fits = (_fitting(layout.own(node), _parted(layout, node, weights)[0]) for node in places)
    return all(before is not None for fit in fits for _, before in fit)


def _moves(layout: Layout, places: Mapping[NodeId, slice], weights: Weights) -> list[tuple[slice, slice]]:
    """Where each kept parameter was in the flat arrays, and where it is now."""
    moves = []
    for node, segment in layout.segments.items():
        if node not in places:
            continue
        old, _ = _parted(layout, node, weights)
        was = places[node].start + np.cumsum([0, *(array.size for array in old)])
        now = segment.start
        for place, (array, before) in enumerate(_fitting(layout.own(node), old)):
            if before is not None:
                begin = int(was[place])
                moves.append((slice(begin, begin + array.size), slice(now, now + array.size)))
            now += array.size
    return moves


def _moved(
    layout: Layout,
    kind: type[Method],
    state: Mapping[str, Any],
    total: int,
    moves: list[tuple[slice, slice]],
) -> dict[str, Any]:
    """The state for another layout: numbers as they are; in arrays, each kept parameter's part is moved."""
    fresh = kind()
    fresh.step(np.zeros_like(layout.parameters), np.zeros_like(layout.parameters))
    moved: dict[str, Any] = {}
    for name, value in state.items():
        begun = fresh.state.get(name)
        if not isinstance(value, np.ndarray):
            moved[name] = value
        elif value.shape == (total,) and isinstance(begun, np.ndarray):
            moved[name] = begun.copy()
            for was, now in moves:
                moved[name][now] = value[was]
    return moved
