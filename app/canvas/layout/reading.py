"""Reads off a graph's outline what the layered layout needs."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from app.canvas import words
from app.canvas.geometry.box import Box, Outlet
from app.canvas.geometry.measure import LINE, STEP, small_width
from app.canvas.geometry.rect import minus, up
from app.canvas.geometry.tracks import inlet, outlet
from app.canvas.layout.graph import LEVEL, UPRIGHT, Card, Graph, Link
from app.document.check import Check
from app.document.model import INPUT, OUTPUT, Node, NodeId, Wire


def end_of(box: Box) -> NodeId:
    """What wires call a card: the criterion is where the root's output goes."""
    return OUTPUT if box.kind in ("criterion", "slot") else box.id


class Reader:
    """Reads one graph. Cards are called by their ids, the ends INPUT and OUTPUT."""

    def __init__(self, node: Node, box: Box, check: Check, downwards: bool = False) -> None:
        self._node, self._box, self._check, self.downwards = node, box, check, downwards
        self._boxes: dict[NodeId, Box] = {}

    def graph(self, only: Container[NodeId] | None = None) -> Graph:
        """All of the graph, or some of its cards."""
        is_root = not self._box.w
        made = Graph(balanced=is_root or only is not None, gaps=UPRIGHT if self.downwards else LEVEL)
        numbers: dict[NodeId, int] = {}
        for box, at in self._box.children:
            key = end_of(box)
            if only is None or key in only:
                self._boxes[key] = box
                numbers[key] = len(made.cards)
                made.cards.append(self._card(key, box, minus(at, self._box.origin)))
        if only is None and not is_root and not self.downwards:
            self._add_ends(made, numbers)
        made.start, made.end = numbers.get(INPUT), numbers.get(OUTPUT)
        for wire in self._node.wires:
            if wire.source in numbers and wire.target in numbers:
                made.links.append(self._link(wire, numbers))
        return made

    def _add_ends(self, made: Graph, numbers: dict[NodeId, int]) -> None:
        """A nested graph's own input and output, which take no room."""
        outs = tuple(Outlet(out.strand, (0.0, LINE + STEP * k)) for k, out in enumerate(self._box.starts))
        ins = tuple((0.0, LINE + STEP * k) for k in range(len(self._box.goals)))
        for key, box in (
            (INPUT, Box(INPUT, "card", 0, 0, outs=outs)),
            (OUTPUT, Box(OUTPUT, "card", 0, 0, ins=ins)),
        ):
            self._boxes[key] = replace(box, h=LINE + STEP * max(len(outs), len(ins)))
            numbers[key] = len(made.cards)
            made.cards.append(Card(key, 0.0, self._boxes[key].h, (0.0, 0.0), LINE))

    def _card(self, key: NodeId, box: Box, at: tuple[float, float]) -> Card:
        w, h = up(box.w, 8), up(box.h, 8)
        if self.downwards:
            return Card(key, h, w, (at[1], at[0]), w / 2)
        return Card(key, w, h, at, box.line)

    def _link(self, wire: Wire, numbers: dict[NodeId, int]) -> Link:
        source, target = self._boxes[wire.source], self._boxes[wire.target]
        leaves, enters = outlet(source, wire.strand)[1], inlet(target, wire.port)[1]
        first, last = leaves / (source.h + 1), enters / (target.h + 1)
        a, b = numbers[wire.source], numbers[wire.target]
        if self.downwards:
            return Link(a, b, source.w / 2, target.w / 2, first, last)
        text = words.shape_label(self._check.wires.get((self._node.id, wire)))
        room = up(small_width(text) + 24, 8) if text else 0.0
        return Link(a, b, leaves, enters, first, last, room)
