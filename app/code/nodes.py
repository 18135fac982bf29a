"""What a text has made as nodes of a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.code.syntax import Unread
from app.code.values import Given, Graph, Made, Step
from app.document.arguments import arguments
from app.document.edits.wires import place
from app.document.model import GRAPH, INPUT, OUTPUT, Node, NodeId, Wire


class Builder:
    """Makes nodes; knows which graph each called module belongs to."""

    def __init__(self, made: list[Made], steps: list[Step]) -> None:
        self._owners = _owners(made, steps)
        self._steps = steps

    def node(self, made: Made) -> Node:
        """The node of a module, with all inside it."""
        if made.graph is not None:
            return replace(self.graph(made.id, made.graph), frozen=made.frozen)
        args = dict(made.args)
        if any(factor is not None for factor in made.factors):
            args["weights"] = tuple(1.0 if factor is None else factor for factor in made.factors)
        children = tuple(self.node(child) for child in made.children)
        node = Node(made.id, made.module, arguments(made.module, args), children)
        shares, refers = (other.id if other else None for other in (made.shares, made.refers))
        return replace(node, frozen=made.frozen, shares=shares, refers=refers)

    def graph(self, id: NodeId, graph: Graph | None, loose: Iterable[Made] = ()) -> Node:
        """A graph with the modules called in it; None: with those called outside all graphs.

        Args:
            loose: modules in it that no wire is at.
        """
        inputs = _inputs(graph)
        steps = [step for step in self._steps if self._owners.get(step) is graph]
        inner = [step for step in steps if not _stands_for_input(step, inputs)]
        wires = [wire for step in inner for wire in self._wires(step, inputs)]
        wires += self._fed(OUTPUT, graph.outputs if graph else [], inputs)
        nodes = [self.node(made) for made in [*(step.made for step in inner), *loose]]
        children = tuple(sorted(nodes, key=lambda node: node.id))
        return Node(id, GRAPH, (), children, tuple(sorted(wires, key=place)))

    def _wires(self, step: Step, inputs: dict[Step, int | None]) -> list[Wire]:
        if step in inputs:
            return [Wire(INPUT, step.made.id, 0, inputs[step])]
        return self._fed(step.made.id, step.feeds, inputs)

    def _fed(self, target: NodeId, feeds: list[Given | None], inputs: dict[Step, int | None]) -> list[Wire]:
        found = []
        for port, given in enumerate(feeds):
            if given is None:
                continue
            source, strand = given.step.made.id, given.strand
            if _stands_for_input(given.step, inputs):
                source, entry = INPUT, inputs[given.step]
                if entry is not None and strand is not None:
                    message = "An entry of an entry of a table cannot be wired. Put a SelectTable there."
                    raise Unread(given.span, message)
                strand = entry if strand is None else strand
            found.append(Wire(source, target, port, strand))
        return found


def _inputs(graph: Graph | None) -> dict[Step, int | None]:
    """Which entry of the graph's input each input is; None for the whole, where there is one input only."""
    given = graph.inputs if graph else []
    return {one.step: number if len(given) > 1 else None for number, one in enumerate(given)}


def _stands_for_input(step: Step, inputs: dict[Step, int | None]) -> bool:
    return step in inputs and step.made.module == "Identity"


def _owners(made: list[Made], steps: list[Step]) -> dict[Step, Graph | None]:
    """The graph of each step: that whose outputs depend on it, or that of a step it is wired to.

    Raises:
        Unread: when a step would belong to two graphs.
    """
    owners: dict[Step, Graph | None] = {}
    for graph in (one.graph for one in made):
        if graph is None:
            continue
        stack = [given for given in [*graph.outputs, *graph.inputs] if given is not None]
        while stack:
            given = stack.pop()
            if owners.get(given.step, graph) is not graph:
                raise Unread(given.span, f"This {given.step.made.module} is part of another graph already.")
            if given.step not in owners:
                owners[given.step] = graph
                stack += [feed for feed in given.step.feeds if feed is not None]
    _spread(owners, steps)
    return owners


def _spread(owners: dict[Step, Graph | None], steps: list[Step]) -> None:
    """Steps that reach no output belong to the graph that they are wired to.

    Raises:
        Unread: when these are two.
    """
    for order in (steps, steps[::-1], steps):
        for step in order:
            for feed in step.feeds:
                if feed is None:
                    continue
                mine, other = owners.get(step), owners.get(feed.step)
                if mine is not None and other is not None and mine is not other:
                    raise Unread(feed.span, f"This {feed.step.made.module} is part of another graph already.")
                owner = mine or other
                if owner is not None:
                    owners[step] = owners[feed.step] = owner
