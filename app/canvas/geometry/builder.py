"""Builds the outline of a document. What did not change is taken from the last time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from app.canvas import words
from app.canvas.geometry import branches, cards, frames, graphs, rows
from app.canvas.geometry.box import Box
from app.canvas.geometry.flow import Flow
from app.canvas.geometry.inlet import ONE, Inlet
from app.canvas.geometry.spacing import DESK, Spacing
from app.canvas.geometry.tracks import Shapes, Spots, Tracks
from app.canvas.titles import data_title
from app.document.check import Check
from app.document.described import is_criterion, is_graph
from app.document.index import index
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Node, NodeId, Point
from app.document.parameters import parameter_count
from app.document.ports import fixed, in_ports, out_strands
from nncore.shapes import Shape

Reflow = Callable[[Node, Spots, Check, Spacing], Spots]
"""Gives the cards of a graph other places than the document does."""


class _Known(NamedTuple):
    """What an outline was made from, and the outline. All inside a node follows from the node, what it gets,
    and what it runs as.
    """

    node: Node
    runs_as: Node | None
    gets: Shape | None
    fed: Inlet | tuple[int, ...]  # of a module that stands free: the ports that have wires
    box: Box

    def still(
        self, node: Node, runs_as: Node | None, gets: Shape | None, fed: Inlet | tuple[int, ...]
    ) -> bool:
        """Whether the outline would come out the same from these."""
        same = self.node is node and self.runs_as is runs_as and self.fed == fed
        return same and (self.gets is gets or self.gets == gets)


class Builder:
    """Makes outlines, and keeps each for as long as it stays true."""

    def __init__(self) -> None:
        self._known: dict[NodeId, _Known] = {}
        self._tracks: dict[NodeId, Tracks] = {}
        self.document = Document()
        self.check = Check()
        self._running: dict[NodeId, Node] = {}
        self._spacing = DESK
        self._reflow: Reflow | None = None

    def space(self, spacing: Spacing, reflow: Reflow | None) -> None:
        """From now on all stands so close; nothing of what was made before is true any more."""
        self._spacing, self._reflow = spacing, reflow
        self._known, self._tracks = {}, {}

    def build(self, document: Document, check: Check) -> Box:
        """The root graph's outline, which holds all others."""
        self.document, self.check = document, check
        self._running = index(check.document).nodes
        root = document.root
        ends = (
            (cards.data_card(document.data, data_title(document.data)), root.ends[0]),
            (self._end(in_ports(document, OUTPUT)), root.ends[1]),
        )
        spots = self._placed(root, (*ends, *self._standing(root)))
        return graphs.root(root, spots, self._shapes(root), self._tracks_of(root))

    def alone(self, document: Document, check: Check, id: NodeId) -> Box:
        """One container on a canvas of its own."""
        self.document, self.check = document, check
        self._running = index(check.document).nodes
        found = index(document)
        node, holder = found.nodes[id], found.nodes[found.parents[id] or 0]
        wired = tuple(wire.port for wire in holder.wires if wire.target == id)
        inlet = self._inlet(node, wired) if is_graph(holder) else ONE
        box = self._make(replace(node, collapsed=False), inlet, out_strands(check, document, id))
        return Box(document.root.id, "graph", 0, 0, children=((box, (0.0, 0.0)),))

    def _end(self, ports: int) -> Box:
        """The criterion, a frame where it is made of others, or the empty place for one."""
        node = self.document.criterion
        if node is None or words.spec(node.module).children is None:
            return cards.criterion_card(self.document, ports)
        wired = sum(wire.target == OUTPUT for wire in self.document.root.wires)
        box = self._make(node, Inlet(ports, ports > 1, spare=ports > max(wired, 1) and not fixed(node)), ())
        return replace(box, kind="criterion", category="criterions", is_container=True)

    def _standing(self, graph: Node) -> tuple[tuple[Box, Point], ...]:
        """The children of a graph at their places."""
        fed: dict[NodeId, list[int]] = {}
        for wire in graph.wires:
            fed.setdefault(wire.target, []).append(wire.port)
        return tuple((self._free(child, tuple(fed.get(child.id, ()))), child.at) for child in graph.children)

    def _placed(self, graph: Node, spots: Spots) -> Spots:
        """The cards where they are shown: where the document has them, unless they are presented."""
        return self._reflow(graph, spots, self.check, self._spacing) if self._reflow else spots

    def _free(self, node: Node, wired: tuple[int, ...]) -> Box:
        """The outline of a module that stands in a graph."""
        gets, known = self.check.inputs.get(node.id), self._known.get(node.id)
        runs_as = self._running.get(node.id)
        if known is not None and known.still(node, runs_as, gets, wired):
            return known.box
        outs = () if is_criterion(node.module) else out_strands(self.check, self.document, node.id)
        box = self._make(node, self._inlet(node, wired), outs)
        self._known[node.id] = _Known(node, runs_as, gets, wired, box)
        return box

    def _inlet(self, node: Node, wired: tuple[int, ...]) -> Inlet:
        """How a free-standing module is fed: by one wire with all there is, or by one for each entry."""
        ports = in_ports(self.document, node.id, wired=max(wired, default=-1) + 1)
        whole = len(wired) == 1 and isinstance(self.check.inputs.get(node.id), tuple)
        spare = ports > 1 and ports - 1 not in wired and not fixed(node)
        return Inlet(ports, ports > 1 and not whole, spare)

    def _shapes(self, graph: Node) -> Shapes:
        return {wire: self.check.wires.get((graph.id, wire)) for wire in graph.wires}

    def _child(self, node: Node, inlet: Inlet) -> Box:
        """The outline of a module in an ordered container."""
        gets, known = self.check.inputs.get(node.id), self._known.get(node.id)
        runs_as = self._running.get(node.id)
        if known is not None and known.still(node, runs_as, gets, inlet):
            return known.box
        box = self._make(node, inlet, () if is_criterion(node.module) else (None,))
        self._known[node.id] = _Known(node, runs_as, gets, inlet, box)
        return box

    def _make(self, node: Node, inlet: Inlet, outs: frames.Outs) -> Box:
        children = words.spec(node.module).children
        if children is None:
            return cards.card(node, inlet, outs, self.check.followed.get(node.id))
        if node.collapsed:
            through = words.through(self.check.inputs.get(node.id), self.check.outputs.get(node.id))
            learnt = parameter_count(self._running.get(node.id, node))
            return cards.collapsed(node, inlet, outs, learnt, through)
        if node.module == GRAPH:
            return self._graph(node, inlet, outs)
        if not node.children:
            return frames.empty(node, inlet, outs)
        is_chain = words.runs_along(node.module)
        inner = inlet if is_chain and inlet.separate else ONE
        room = self._spacing
        sides = 2 * room.side if is_chain else room.stack_sides
        self._spacing = inside = replace(room, row=room.row - sides) if room is not DESK else DESK
        boxes = [self._child(child, ONE if k else inner) for k, child in enumerate(node.children)]
        self._spacing = room
        gets = tuple(self.check.inputs.get(child.id) for child in node.children)
        gives = tuple(self.check.outputs.get(child.id) for child in node.children)
        flow = Flow(gets, gives, self.check.outputs.get(node.id))
        if not is_chain:
            return branches.stack(node, boxes, flow, inlet, outs, inside)
        if inside is not DESK and len(rows.rows_of(boxes, flow, inside)) > 1:
            return rows.in_rows(node, boxes, flow, inlet, outs, inside)
        return frames.chain(node, boxes, flow, inlet, outs, inside)

    def _graph(self, node: Node, inlet: Inlet, outs: frames.Outs) -> Box:
        starts = out_strands(self.check, self.document, INPUT, node.id)
        goals = in_ports(self.document, OUTPUT, node.id)
        shapes, tracks = self._shapes(node), self._tracks_of(node)
        spots = self._placed(node, self._standing(node))
        return graphs.inner(node, spots, shapes, tracks, inlet, outs, starts, goals)

    def _tracks_of(self, graph: Node) -> Tracks:
        if graph.id not in self._tracks:
            self._tracks[graph.id] = Tracks(self._spacing.turn, self._spacing.lane)
        return self._tracks[graph.id]

    def forget(self, ids: set[NodeId]) -> None:
        """Drops what is known of nodes that are gone."""
        for id in ids:
            self._known.pop(id, None)
            self._tracks.pop(id, None)
