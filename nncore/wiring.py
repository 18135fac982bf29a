"""Graphs written down as in nngraph: a module called with what feeds it.

x = nn.Identity()()
h = nn.Linear(4, 3)(x)
net = nn.gModule([x], [nn.CAddTable()([nn.Tanh()(h), h])])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nncore.errors import NNError

if TYPE_CHECKING:
    from nncore.module import Module

INPUT = -1
Source = tuple[int, int | None]
"""Where a value comes from: a place among a graph's modules or INPUT, and which entry of a table (from 0), or
None."""


@dataclass(eq=False, slots=True)
class Step:
    """A module in a graph that is being written down, and what feeds it."""

    module: Module
    feeds: list[Value]


@dataclass(eq=False, slots=True)
class Value:
    """What a step gives (nngraph's node), or entry `strand` of it, counted from 0."""

    step: Step
    strand: int | None = None

    def split(self, count: int) -> tuple[Value, ...]:
        """The first `count` entries of the table that this is, one by one."""
        if self.strand is not None:
            raise NNError("an entry of a table cannot be split", needs="nn.SelectTable(...) behind it")
        return tuple(Value(self.step, entry) for entry in range(count))


def called(module: Module, inputs: tuple[Any, ...]) -> Value | None:
    """The value of `module` called with values of a graph, or with nothing; None when these are no values.

    Raises:
        NNError: when some are values and some are not, or there is more than one argument.
    """
    if not inputs:
        return Value(Step(module, []))
    if len(inputs) > 1:
        raise NNError(
            "it was called with several inputs",
            got=f"{len(inputs)} arguments",
            needs="one table of them: module([x, y])",
            module=module,
        )
    one = inputs[0]
    feeds = list(one) if isinstance(one, (list, tuple)) else [one]
    if not any(isinstance(feed, Value) for feed in feeds):
        return None
    for number, feed in enumerate(feeds, start=1):
        if not isinstance(feed, Value):
            raise NNError(
                f"input {number} is no value of the graph",
                got=type(feed).__name__,
                needs="what another module of the graph gives",
                module=module,
            )
    return Value(Step(module, feeds))


def written(
    inputs: Sequence[Value], outputs: Sequence[Value]
) -> tuple[list[tuple[Module, list[Source]]], list[Source]]:
    """The modules that the outputs depend on, each behind those that feed it and with what does, and where
    the outputs come from.

    An input is what a module called with nothing gives. Of several, each gets its own entry of the graph's
    input. A plain Identity there stands for the input itself.

    Raises:
        NNError: when a module stands there twice, or is fed by nothing.
    """
    if not all(isinstance(value, Value) for value in (*inputs, *outputs)) or not inputs or not outputs:
        raise NNError(
            "a graph is made of what modules give when they are called",
            got=f"{len(inputs)} inputs and {len(outputs)} outputs, or other things",
            needs="gModule([x], [y]), with x = nn.Identity()() and so on",
            module="gModule",
        )
    entering: dict[Step, Source] = {
        value.step: (INPUT, number if len(inputs) > 1 else None) for number, value in enumerate(inputs)
    }
    steps = _ordered(outputs)
    split = {feed.step for step in steps for feed in step.feeds if feed.strand is not None}
    places: dict[Step, Source] = {}
    modules: list[tuple[Module, list[Source]]] = []

    def sources(values: Sequence[Value]) -> list[Source]:
        return [(places[v.step][0], places[v.step][1] if v.strand is None else v.strand) for v in values]

    for step in steps:
        where = None if step.feeds else entering.get(step)
        if where is not None and _stands_for(step.module) and not (step in split and len(inputs) > 1):
            places[step] = where
            continue
        feeds = sources(step.feeds) if where is None else [where]
        _check(step.module, feeds, modules)
        places[step] = (len(modules), None)
        modules.append((step.module, feeds))
    return modules, sources(outputs)


def _stands_for(module: Module) -> bool:
    return type(module).__name__ == "Identity"


def _check(module: Module, feeds: list[Source], modules: list[tuple[Module, list[Source]]]) -> None:
    if not feeds:
        raise NNError(
            "nothing feeds it, and it is none of the inputs",
            needs="its value among the inputs of gModule(inputs, outputs)",
            module=module,
        )
    if any(module is other for other, _ in modules):
        raise NNError("it stands in the graph twice", needs="a clone for each place", module=module)


def _ordered(outputs: Sequence[Value]) -> list[Step]:
    """All steps that the outputs depend on, each behind those that feed it, first inputs first."""
    order: dict[Step, None] = {}
    seen: set[Step] = set()
    stack = [(value.step, False) for value in reversed(outputs)]
    while stack:
        step, finished = stack.pop()
        if finished:
            order[step] = None
        elif step not in seen:
            seen.add(step)
            stack.append((step, True))
            stack.extend((feed.step, False) for feed in reversed(step.feeds))
    return list(order)
