"""nngraph's gModule: modules wired freely, without loops. After torch/nngraph's gmodule.lua."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np

from nncore.container import Container
from nncore.errors import NNError
from nncore.module import Module, ShapeFunction
from nncore.shapes import Shape, Tensor, said, words
from nncore.spec import Children, Spec
from nncore.sums import accumulate
from nncore.tables import sizesOf
from nncore.wiring import INPUT, Source, Value, written

__all__ = ["INPUT", "Source", "gModule"]


class gModule(Container):
    """A network whose wires are given. A child fed by several wires gets a table, in their order.

    Build it as in nngraph, `gModule([x], [y])`, from what modules give when they are called (see
    `nncore.wiring`); or with `gModule.wired`: children in an order in which each stands behind those that
    feed it.
    """

    spec = Spec(
        summary="A network of freely wired modules.",
        formula=r"y = g(x)",
        takes="any",
        children=Children("graph", "last", "freely wired"),
        keywords=("graph", "nngraph", "free"),
    )

    def __init__(self, inputs: Sequence[Value] | None = None, outputs: Sequence[Value] = ()) -> None:
        super().__init__()
        self.feeds: list[list[Source]] = []
        self.ends: list[Source] = []
        if inputs is not None:
            self._take(*written(inputs, outputs))

    @classmethod
    def wired(cls, nodes: list[tuple[Module, list[Source]]], output: list[Source]) -> Self:
        """A graph of modules, each with what feeds it; several outputs make a table."""
        graph = cls()
        for at, (_, feeds) in enumerate(nodes):
            if not feeds or any(not INPUT <= source < at for source, _ in feeds):
                raise NNError(
                    f"module {at + 1} is not fed by modules that stand before it",
                    got=str(feeds),
                    needs=f"wires from the input or modules 1 to {at}",
                    module="gModule",
                )
        graph._take(nodes, output)
        return graph

    def _take(self, nodes: list[tuple[Module, list[Source]]], output: list[Source]) -> None:
        for at, (module, feeds) in enumerate(nodes):
            self.add(module)
            self.feeds[at] = list(feeds)
        self.ends = list(output)

    def add(self, module: Module) -> Self:
        """Puts `module` behind the last one, which feeds it; its output is the graph's."""
        super().add(module)
        self.feeds.append([(len(self.modules) - 2, None)])  # INPUT for the first
        self.ends = [(len(self.modules) - 1, None)]
        return self

    def outputShape(self, x: Shape) -> Shape:
        """The shape of the outputs; see `Module.outputShape`."""
        known: dict[int, Shape] = {INPUT: x}
        for at in range(len(self.modules)):
            known[at] = self._childRule(at)(_gatherShapes(known, self.feeds[at]))
        return _gatherShapes(known, self.ends)

    @staticmethod
    def shape(a: Any, x: Shape, *children: ShapeFunction) -> Shape:
        """Only an empty graph has a shape without its wires: that of its input."""
        return x

    def updateOutput(self, input: Any) -> Any:
        values: list[Any] = []
        at = 0
        try:
            for at, module in enumerate(self.modules):
                values.append(module.updateOutput(_gather(values, input, self.feeds[at])))
        except Exception as error:
            raise self._failed(error, at) from None
        self._values = values
        self.output = _gather(values, input, self.ends)
        return self.output

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        return self._back(input, gradOutput, lambda module, x, g: module.updateGradInput(x, g))

    def accGradParameters(self, input: Any, gradOutput: Any, scale: float = 1) -> None:
        def accumulateHere(module: Module, x: Any, g: Any) -> Any:
            module.accGradParameters(x, g, scale)
            return module.gradInput

        self._back(input, gradOutput, accumulateHere)

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        return self._back(input, gradOutput, lambda module, x, g: module.backward(x, g, scale))

    def _ready(self, input: Any, gradOutput: Any) -> None:
        """What comes from outside is looked at before any child has accumulated anything."""
        if len(getattr(self, "_values", ())) != len(self.modules):
            raise NNError(
                "backward came before forward", needs="forward with the same input first", module=self
            )
        if sizesOf(gradOutput) != sizesOf(self.output):
            raise NNError(
                "gradOutput has another size than the output",
                got=said(gradOutput),
                needs=said(self.output),
                module=self,
            )
        at = 0
        try:
            for at, module in enumerate(self.modules):
                if any(source == INPUT for source, _ in self.feeds[at]):
                    module._ready(_gather(self._values, input, self.feeds[at]), module.output)
        except Exception as error:
            raise self._failed(error, at) from None

    def _back(self, input: Any, gradOutput: Any, step: Any) -> Any:
        """Walks the graph from the end; `step(module, input, gradOutput)` gives each child's gradInput."""
        self._ready(input, gradOutput)
        arriving: list[list[tuple[int | None, Any]]] = [[] for _ in range(len(self.modules) + 1)]
        _spread(arriving, self.ends, gradOutput)
        buffers = self.__dict__.setdefault("_sums", {})
        at = 0
        try:
            for at in range(len(self.modules) - 1, -1, -1):
                gradient = _collect(buffers, at, arriving[at], self._values[at])
                x = _gather(self._values, input, self.feeds[at])
                _spread(arriving, self.feeds[at], step(self.modules[at], x, gradient))
        except Exception as error:
            raise self._failed(error, at) from None
        self.gradInput = _collect(buffers, INPUT, arriving[INPUT], input)
        return self.gradInput


def _pick(value: Any, strand: int | None) -> Any:
    return value if strand is None else value[strand]


def _gather(values: list[Any], input: Any, feeds: list[Source]) -> Any:
    """What a child gets: one value as it is, several as a table."""
    if len(feeds) == 1:
        at, strand = feeds[0]
        return _pick(input if at == INPUT else values[at], strand)
    return [_pick(input if at == INPUT else values[at], strand) for at, strand in feeds]


def _gatherShapes(known: dict[int, Shape], feeds: list[Source]) -> Shape:
    shapes = tuple(_pickShape(known[at], strand) for at, strand in feeds)
    return shapes[0] if len(shapes) == 1 else shapes


def _pickShape(shape: Shape, strand: int | None) -> Shape:
    if strand is None:
        return shape
    if isinstance(shape, Tensor) or strand >= len(shape):
        raise NNError(
            f"there is no strand {strand + 1}", got=words(shape), needs=f"a table of {strand + 1} or more"
        )
    return shape[strand]


def _spread(arriving: list[list[tuple[int | None, Any]]], feeds: list[Source], gradient: Any) -> None:
    """Sends a gradient back along the wires it came over."""
    for number, (at, strand) in enumerate(feeds):
        arriving[at].append((strand, gradient if len(feeds) == 1 else gradient[number]))


def _collect(buffers: dict[Any, Any], key: Any, parts: list[tuple[int | None, Any]], like: Any) -> Any:
    """The sum of the gradients that came back to one value; entries of a table that nobody used get zeros."""
    if len(parts) == 1 and parts[0][0] is None:
        return parts[0][1]
    if isinstance(like, np.ndarray):
        buffers[key] = accumulate(buffers.get(key), [g for _, g in parts], like)
        return buffers[key] if parts else np.zeros_like(like)
    whole = [g for strand, g in parts if strand is None]
    return [
        _collect(
            buffers,
            (key, i),
            [(None, g[i]) for g in whole] + [(None, g) for strand, g in parts if strand == i],
            entry,
        )
        for i, entry in enumerate(like)
    ]
