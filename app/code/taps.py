"""How a graph's text says what feeds a module: a variable, an entry split off, or a SelectTable."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.code.page import Page
from app.document.flow import Flow
from app.document.model import INPUT, OUTPUT, Node, NodeId, Wire
from app.document.ports import out_strands


@dataclass(slots=True)
class Taps:
    """What is known by which text: of a source the whole (None), or an entry."""

    page: Page
    texts: dict[tuple[NodeId, int | None], str] = field(default_factory=dict)

    def feeds(self, wires: list[Wire]) -> list[str]:
        """The texts of what comes over these wires, by port; a port without a wire gets nothing."""
        by_port = {wire.port: self._text(wire) for wire in wires}
        return [by_port.get(port, self.page.dialect.nothing) for port in range(max(by_port, default=-1) + 1)]

    def call(self, wires: list[Wire]) -> str:
        """The brackets with what feeds a module."""
        texts = self.feeds(wires)
        return f"({self.page.table(texts) if len(texts) > 1 else ''.join(texts)})"

    def _text(self, wire: Wire) -> str:
        known = self.texts.get((wire.source, wire.strand))
        if known is not None or wire.strand is None:
            return known or self.page.dialect.nothing
        return f"nn.SelectTable({wire.strand + 1})({self.texts[wire.source, None]})"


def split_into(page: Page, graph: Node, running: Flow, source: NodeId) -> int:
    """Into how many entries what `source` gives is split: all there are, if all of them are used; else 0."""
    live = {wire.strand for wire in _wires_from(graph, source) if _is_live(wire, running)} - {None}
    strands = out_strands(page.known, page.document, source, graph.id)
    count = len(strands) - 1 or len(live)
    return count if count > 1 and live == set(range(count)) else 0


def enters_split(page: Page, graph: Node, running: Flow) -> int:
    """Into how many inputs of its own what enters a graph can be split; 0 when the whole is used too."""
    wires = _wires_from(graph, INPUT)
    count = split_into(page, graph, running, INPUT)
    return count if count and all(wire.strand is not None and wire.strand < count for wire in wires) else 0


def _wires_from(graph: Node, source: NodeId) -> list[Wire]:
    return [wire for wire in graph.wires if wire.source == source]


def _is_live(wire: Wire, running: Flow) -> bool:
    return wire.target == OUTPUT or wire.target in running.used
