"""Listens to the calls of a network's modules during one batch, and keeps copies of what goes in and out.

The modules run the very code that they run in training: a call is noted around the class's own method. What
listens is put into the objects themselves for that one batch, and taken off after it, so that nothing is
slower while nobody listens.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import deepcopy
from typing import Any

from app.document.model import INPUT, NodeId
from app.training.copies import Copies
from app.training.event import Event, Phase, Values
from app.training.network import Network
from nncore.module import Module

METHODS = ("updateOutput", "updateGradInput", "accGradParameters", "backward")


class Tap:
    """Notes what happens in `network` while it is `open`.

    Args:
        nodes: whose modules are listened to; None for all, the containers and the criterion too.

    Attributes:
        events: what was noted, in order. Of a method that evaluates the loss several times, the first time.
        start: the parameters and gradients of each node before the first call.
        evaluations: how often the loss was evaluated.
    """

    def __init__(self, network: Network, nodes: Collection[NodeId] | None = None) -> None:
        self.network = network
        self.events: list[Event] = []
        self.start: dict[NodeId, Values] = {}
        self.evaluations = 0
        self.criterion = network.criterion_node
        self._modules = {
            node: module for node, module in network.nodes.items() if nodes is None or node in nodes
        }
        self._copies = Copies()
        self._put: list[tuple[Any, str]] = []

    @contextmanager
    def open(self) -> Iterator[Tap]:
        """Listens meanwhile."""
        network, derive = self.network, self.network.derive
        try:
            for node, module in self._modules.items():
                for name in METHODS:
                    self.listen(node, module, name)
            self._listen_to_the_whole()
            self._listen_to_criterion()
            network.derive = lambda output, target: self._derived(derive, output, target)
            yield self
        finally:
            network.derive = derive
            for owner, name in self._put:
                with suppress(AttributeError):  # a module that stands twice was listened to twice
                    delattr(owner, name)
            self._put.clear()

    def listen(self, node: NodeId, module: Module, name: str) -> Ear:
        """Has a module's method heard."""
        ear = Ear(self, node, module, name)
        self._set(module, name, ear)
        return ear

    def _set(self, owner: Any, name: str, value: Any) -> None:
        setattr(owner, name, value)  # not through `vars`, which makes a module slower for good
        self._put.append((owner, name))

    # The whole and the criterion.

    def _listen_to_the_whole(self) -> None:
        """What enters the network is noted at its `forward`, whichever module that is."""
        network = self.network
        forward = network.module.forward

        def heard(input: Any) -> Any:
            self.evaluations += 1
            if self._is_first:
                for node, inner in self._modules.items():
                    self.start[node] = self._copies.all(parameters(inner) | gradients(inner))
                self.start[INPUT] = {"output": self._copies.of(input)}
            return forward(input)

        self._set(network.module, "forward", heard)

    def _listen_to_criterion(self) -> None:
        criterion = self.network.criterion
        forward = criterion.forward

        def heard(input: Any, target: Any = None) -> float:
            known = self._copies.all({"input": input, "target": target})
            loss = self._tried("criterion", "forward", self.criterion, known, lambda: forward(input, target))
            self._note("criterion", "call", "forward", self.criterion, known | {"output": float(loss)})
            return float(loss)

        self._set(criterion, "forward", heard)

    def _derived(self, derive: Callable[[Any, Any], Any], output: Any, target: Any) -> Any:
        known = self._copies.all({"input": output, "target": target})
        found = self._tried("criterion", "backward", self.criterion, known, lambda: derive(output, target))
        known["gradInput"] = self._copies.of(found)
        self._note("criterion", "call", "backward", self.criterion, known)
        return found

    # A module.

    def heard(self, ear: Ear, args: tuple[Any, ...]) -> Any:
        """Makes the call that an ear hears, and notes it."""
        own = getattr(type(ear.module), ear.name)
        if not self._is_first:
            return own(ear.module, *args)
        if is_holder(ear.module):
            return self._inside(ear, own, args)
        if ear.name == "backward":
            return self._both(ear, own, args)
        return self._one(ear, own, args)

    def _one(self, ear: Ear, own: Any, args: tuple[Any, ...]) -> Any:
        """One call of a module that holds none."""
        known = self._given(args)
        before = self._gradients(ear)
        phase: Phase = "forward" if ear.name == "updateOutput" else "backward"
        result = self._tried(phase, ear.name, ear.node, known, lambda: own(ear.module, *args))
        self._finish(ear, phase, ear.name, known, result, before)
        return result

    def _both(self, ear: Ear, own: Any, args: tuple[Any, ...]) -> Any:
        """`backward`, which calls the two others, or does their work at once."""
        known, before, first = self._given(args), self._gradients(ear), len(self.events)
        result = self._tried("backward", "backward", ear.node, known, lambda: own(ear.module, *args))
        done = {event.method for event in self.events[first:] if event.node == ear.node}
        if "updateGradInput" not in done:
            self._finish(ear, "backward", "updateGradInput", known, result, before)
        if "accGradParameters" not in done:
            self._finish(ear, "backward", "accGradParameters", known, None, before)
        return result

    def _inside(self, ear: Ear, own: Any, args: tuple[Any, ...]) -> Any:
        """A container's call, within which its children are called."""
        known = self._given(args)
        phase: Phase = "forward" if ear.name == "updateOutput" else "backward"
        self._note(phase, "enter", ear.name, ear.node, known)
        result = self._tried(phase, ear.name, ear.node, known, lambda: own(ear.module, *args))
        gives = {"forward": "output", "backward": "gradInput"}[phase]
        known = known if result is None else known | {gives: self._copies.of(result)}
        self._note(phase, "leave", ear.name, ear.node, known)
        return result

    def _finish(
        self, ear: Ear, phase: Phase, method: str, known: Values, result: Any, before: Values
    ) -> None:
        if method == "accGradParameters":
            if before:
                known = known | self._gradients(ear)
                self._note(phase, "call", method, ear.node, known, before)
            return
        gives = "output" if method == "updateOutput" else "gradInput"
        self._note(phase, "call", method, ear.node, known | {gives: self._copies.of(result)})

    def _given(self, args: tuple[Any, ...]) -> Values:
        return self._copies.all(dict(zip(("input", "gradOutput"), args, strict=False)))

    def _gradients(self, ear: Ear) -> Values:
        return {} if ear.name == "updateOutput" else self._copies.all(gradients(ear.module))

    # The update, and notes.

    def updated(self, before: Mapping[NodeId, Values]) -> None:
        """Notes an update, given each node's parameters before it."""
        for node in self.network.layout.trainable:
            if node in self._modules and node in before:
                after = self._copies.all(parameters(self._modules[node]))
                self.events.append(Event("update", "call", "update", node, after, before[node]))

    def parameters(self) -> dict[NodeId, Values]:
        """Copies of the parameters of all nodes that are listened to."""
        return {node: self._copies.all(parameters(module)) for node, module in self._modules.items()}

    @property
    def _is_first(self) -> bool:
        return self.evaluations <= 1

    def _tried(
        self, phase: Phase, method: str, node: NodeId | None, known: Values, call: Callable[[], Any]
    ) -> Any:
        """What a call gives; one that fails is noted, where it failed first."""
        try:
            return call()
        except Exception:
            if not self.events or self.events[-1].act != "fault":
                self._note(phase, "fault", method, node, known)
            raise

    def _note(
        self,
        phase: Phase,
        act: Any,
        method: str,
        node: NodeId | None,
        values: Values,
        before: Values | None = None,
    ) -> None:
        if node is not None and self._is_first:
            self.events.append(Event(phase, act, method, node, values, before or {}))


class Ear:
    """Stands in a module in place of one of its methods."""

    def __init__(self, tap: Tap, node: NodeId, module: Module, name: str) -> None:
        self.tap, self.node, self.module, self.name = tap, node, module, name

    def __call__(self, *args: Any) -> Any:
        return self.tap.heard(self, args)

    def __deepcopy__(self, memo: dict[int, Any]) -> Ear:
        """A module that is cloned meanwhile, as MapTable does, is heard too, and let go with the others."""
        return self.tap.listen(self.node, deepcopy(self.module, memo), self.name)


def is_holder(module: Module) -> bool:
    """Whether people see modules within it."""
    return module.spec.children is not None


def parameters(module: Module) -> Values:
    """A module's own parameters by their names; of a container without those of its children."""
    return {name: getattr(held, own) for held, own, _, name in _held(module)}


def gradients(module: Module) -> Values:
    """Their gradients by their names."""
    return {gradient_name(name): getattr(held, gradient) for held, _, gradient, name in _held(module)}


def gradient_name(name: str) -> str:
    """What the gradient of a parameter is called: gradWeight."""
    place, dot, plain = name.rpartition(".")
    return f"{place}{dot}grad{plain[0].upper()}{plain[1:]}"


def _held(module: Module) -> list[tuple[Module, str, str, str]]:
    if is_holder(module):
        pairs = module.parameterPairs
        return [(module, own, grad, own) for own, grad in pairs if getattr(module, own) is not None]
    found, holders = [], module.holders()
    inner = [held for held in dict.fromkeys(held for held, _, _ in holders) if held is not module]
    for held, own, gradient in holders:
        name = own if held is module else f"{inner.index(held) + 1}.{own}"
        found.append((held, own, gradient, name))
    return found
