"""Wiring from a list: the ports that take what a module gives, and the wires that can be taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.canvas.fits import Fits
from app.canvas.geometry.hit import PortKey
from app.document.check import Check
from app.document.described import is_graph, title
from app.document.flow import feeds
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, Node, NodeId, Wire
from app.document.ports import in_ports, out_strands
from app.finder.row import Row
from app.panels.outline_words import end_words, rows_of, source_words
from nncore import catalog
from nncore.shapes import Shape
from nncore.shapes import words as shape_words

PHRASE = re.compile(r"[^\s,]+(?:\s\d+)?")
"""What must be found together: a word, with the number behind it: "input 2"."""

ALL = "all"
"""The row that stands for all wires."""

MOST = 40
"""So many ports are offered at most; with more, one types what one looks for."""


class Goals:
    """The ports that a wire from one module may go to, found as far as they are asked for.

    Args:
        source: a module that stands in a graph, or INPUT for the data.
        within: with the source INPUT, the graph whose own input is meant.
    """

    def __init__(self, document: Document, check: Check, source: NodeId, within: Node | None = None) -> None:
        self.graph = within or graph_around(document, source)
        self._document, self._check, self._source = document, check, source
        strands = out_strands(check, document, source, self.graph.id)
        starts = (PortKey(self.graph.id, source, "out", k, strand) for k, strand in enumerate(strands))
        self._fits = [Fits(document, start) for start in starts]
        self._strands = strands
        self._taken = {(wire.target, wire.port): wire for wire in self.graph.wires}

    def find(self, query: str) -> list[Row]:
        """The rows for what is typed: free ports first, each as the list has them."""
        phrases = PHRASE.findall(query.casefold())
        free: list[Row] = []
        taken: list[Row] = []
        for strand, target, port in self._candidates():
            if len(free) >= MOST:
                break
            row = self._row(strand, target, port)
            said = f"{row.title} {row.text}".casefold()
            if all(phrase in said for phrase in phrases) and self._takes(strand, target, port):
                (taken if (target, port) in self._taken else free).append(row)
        return (free + taken)[:MOST]

    def connected(self, id: str) -> Document:
        """The document with the wire of a row.

        Raises:
            Refused: when that cannot be.
        """
        strand, target, port = map(int, id.split(":"))
        return self._fits[strand].connected(self._port(target, port))

    def _candidates(self) -> Iterator[tuple[int, NodeId, int]]:
        """The number of the strand, the target and its port; modules behind the source first."""
        rows = (*rows_of(self.graph), OUTPUT)
        at = rows.index(self._source) + 1 if self._source in rows else 0
        for strand in range(len(self._strands)):
            for target in (*rows[at:], *rows[: max(0, at - 1)]):
                if target == OUTPUT or not feeds(self.graph, target, self._source):
                    ports = in_ports(self._document, target, self.graph.id)
                    yield from ((strand, target, port) for port in range(ports))

    def _takes(self, strand: int, target: NodeId, port: int) -> bool:
        wire = self._taken.get((target, port))
        if wire is not None and (wire.source, wire.strand) == (self._source, self._strands[strand]):
            return False
        return self._fits[strand](self._port(target, port))

    def _port(self, target: NodeId, port: int) -> PortKey:
        return PortKey(self.graph.id, target, "in", port)

    def _row(self, strand: int, target: NodeId, port: int) -> Row:
        ports = in_ports(self._document, target, self.graph.id)
        name = end_words(self._document, self.graph, target)
        which = f", input {port + 1}" if ports > 1 else ""
        is_within = self._source == INPUT and self.graph.id != self._document.root.id
        text = f"{'what enters, within: ' if is_within else ''}would get {self._given(strand)}"
        if wire := self._taken.get((target, port)):
            text += f", in place of {source_words(self._document, self.graph, wire)}"
        return Row(f"{strand}:{target}:{port}", name + which, text, category=self._category(target))

    def _given(self, strand: int) -> str:
        """The shape on the wire, with the entry where a table is taken apart."""
        whole = self._check.inputs.get(self.graph.id) if self._source == INPUT else None
        whole = whole if self._source == INPUT else self._check.outputs.get(self._source)
        entry = self._strands[strand]
        if entry is None:
            return _words(whole)
        return f"entry {entry + 1}, {_words(whole[entry] if isinstance(whole, tuple) else None)}"

    def _category(self, target: NodeId) -> str:
        if target != OUTPUT:
            return catalog.category(index(self._document).nodes[target].module)
        return "criterions" if self.graph.id == self._document.root.id else "containers"


class AllGoals:
    """The ports for a wire from a module, and where that is a graph those within it for what enters it."""

    def __init__(self, document: Document, check: Check, source: NodeId) -> None:
        node = index(document).nodes.get(source)
        self._goals: list[Goals] = []
        if not why_no_wires(document, source):
            self._goals.append(Goals(document, check, source))
        if node is not None and is_graph(node):
            self._goals.append(Goals(document, check, INPUT, node))

    def find(self, query: str) -> list[Row]:
        """The rows for what is typed."""
        found = [(number, row) for number, goals in enumerate(self._goals) for row in goals.find(query)]
        return [replace(row, id=f"{number}|{row.id}") for number, row in found]

    def connected(self, id: str) -> Document:
        """The document with the wire of a row.

        Raises:
            Refused: when that cannot be.
        """
        number, _, rest = id.partition("|")
        return self._goals[int(number)].connected(rest)


def graph_around(document: Document, id: NodeId) -> Node:
    """The graph in which wires from and to this module run; the data and the criterion are on the canvas.

    Raises:
        KeyError: when its container feeds it, so that there are none.
    """
    found = index(document)
    parent = found.parents.get(id)
    holder = found.nodes[parent] if parent is not None else document.root
    if not is_graph(holder):
        raise KeyError(id)
    return holder


def why_no_wires(document: Document, id: NodeId) -> str:
    """Why no wire can be drawn from a module, in words; "" when one can."""
    found = index(document)
    if id == OUTPUT or (document.criterion is not None and id == document.criterion.id):
        return "Nothing leaves the criterion. Choose the module that shall feed it."
    parent = found.parents.get(id)
    if parent is None or is_graph(found.nodes[parent]):
        return ""
    return f"{title(found.nodes[id])} stands inside {found.nodes[parent].module}, which wires it."


def wires_of(document: Document, id: NodeId) -> list[tuple[NodeId, Wire]]:
    """The wires that enter or leave a module, the data or the criterion, each with its graph."""
    try:
        graph = graph_around(document, id)
    except KeyError:
        return []
    end = OUTPUT if document.criterion is not None and id == document.criterion.id else id
    return [(graph.id, wire) for wire in graph.wires if end in (wire.source, wire.target)]


def wire_rows(document: Document, wires: list[tuple[NodeId, Wire]], query: str) -> list[Row]:
    """Rows for these wires, by their places in the list; behind them one for ALL of them."""
    found = []
    for number, (graph_id, wire) in enumerate(wires):
        graph = index(document).nodes[graph_id]
        target = end_words(document, graph, wire.target)
        title_ = f"{source_words(document, graph, wire)} to {target}"
        row = Row(str(number), title_, f"into input {wire.port + 1}", icon="unlink")
        if all(word in title_.casefold() for word in query.casefold().split()):
            found.append(row)
    every = Row(ALL, "All its wires", f"{len(wires)} wires", icon="unlink")
    return [*found, every] if len(wires) > 1 and query.casefold() in every.title.casefold() else found


def _words(shape: Shape | None) -> str:
    return "a shape not known yet" if shape is None else shape_words(shape)
