"""nngraph's gModule in Torch's files: two graphs of nodes, there and back, that share their data.

After nngraph's gmodule.lua and node.lua. Data of a node: its `module`; what feeds it (`mapindex`: the data by
their place, and the place by the data); for a part of a table `selectindex`, behind a node with
`nSplitOutputs`.
"""

from __future__ import annotations

from typing import Any

from nncore.containers.gModule import INPUT, Source, gModule
from nncore.formats.t7.nodes import Object, Table
from nncore.formats.t7.values import Opaque, Pairs, Values
from nncore.module import Module

LABEL = {"_debugLabel": "[nncore]:-1_"}


class _Unclear(Exception):
    """A graph that is wired in a way that gModule does not have."""


def read(fields: dict[str, Any], values: Values) -> gModule | None:
    """The graph with these fields (nodes); None if there is something in it that nncore has not got."""
    try:
        data = [_data(node) for node in _entries(fields.get("forwardnodes"))]
        enter, leave = id(_data(fields.get("innode"))), _data(fields.get("outnode"))
        places: dict[int, int] = {enter: INPUT}
        nodes: list[tuple[Module, list[Source]]] = []
        for each in data:
            module = values.of(_field(each, b"module"))
            if isinstance(module, Module):
                nodes.append((module, _feeds(each, places)))
                places[id(each)] = len(nodes) - 1
            elif module is not None:
                return None
        return gModule.wired(nodes, _feeds(leave, places))
    except _Unclear:
        return None


def _feeds(data: Table, places: dict[int, int]) -> list[Source]:
    """What feeds a node, in order."""
    index = _field(data, b"mapindex")
    if not isinstance(index, Table):
        raise _Unclear
    ordered = sorted((key, entry) for key, entry in index.entries if isinstance(key, float))
    feeds = [_source(entry, places) for _, entry in ordered]
    if not feeds:
        raise _Unclear
    return feeds


def _source(data: Any, places: dict[int, int]) -> Source:
    """The module that data come from, through nodes that only pass them on or select a part."""
    strand: int | None = None
    passed: set[int] = set()
    while id(data) not in places:
        if not isinstance(data, Table) or id(data) in passed or _field(data, b"module") is not None:
            raise _Unclear
        passed.add(id(data))
        select = _field(data, b"selectindex")
        if isinstance(select, float):
            if strand is not None:
                raise _Unclear  # a part of a part
            strand = int(select) - 1
        index = _field(data, b"mapindex")
        before = (
            [entry for key, entry in index.entries if isinstance(key, float)]
            if isinstance(index, Table)
            else []
        )
        if len(before) != 1:
            raise _Unclear
        data = before[0]
    return places[id(data)], strand


def _entries(table: Any) -> list[Any]:
    if not isinstance(table, Table):
        raise _Unclear
    return [entry for _, entry in sorted((k, v) for k, v in table.entries if isinstance(k, float))]


def _data(node: Any) -> Table:
    data = (
        _field(node.content, b"data")
        if isinstance(node, Object) and isinstance(node.content, Table)
        else None
    )
    if not isinstance(data, Table):
        raise _Unclear
    return data


def _field(table: Table, name: bytes) -> Any:
    return next((entry for key, entry in table.entries if key == name), None)


def write(graph: gModule) -> dict[str, Any]:
    """The fields that only a gModule has."""
    draft = _Draft(graph)
    forward = [Opaque("nngraph.Node", {}) for _ in draft.data]
    backward = [Opaque("nngraph.Node", {}) for _ in draft.data]
    numbers = range(len(draft.data))
    for node, ahead in ((forward, draft.after), (backward, draft.before)):
        for at in numbers:
            node[at].content = {
                "id": at + 1,
                "visited": False,
                "marked": False,
                "data": draft.data[at],
                "children": _both([node[child] for child in ahead[at]]),
            }
    for at in numbers:
        draft.data[at]["reverseMap"] = {backward[child]: True for child in draft.after[at]}
    return {
        "verbose": False,
        "nInputs": draft.inputs,
        "innode": forward[0],
        "outnode": backward[-1],
        "forwardnodes": forward,
        "backwardnodes": backward[::-1],
        "fg": _graph(forward, draft.after),
        "bg": _graph(backward, draft.before),
    }


class _Draft:
    """The data of all nodes in forward order, and by their places what each feeds and is fed by."""

    def __init__(self, graph: gModule) -> None:
        self.data: list[dict[str, Any]] = []
        self.before: list[list[int]] = []
        self._graph = graph
        self._parts: dict[Source, int] = {}
        self._splits: dict[int, int] = {}
        self._add([])
        self._where = {INPUT: 0}
        for at, module in enumerate(graph.modules):
            feeds = [self._place(source) for source in graph.feeds[at]]
            self._where[at] = self._add(feeds, module=module)
        self._add([self._place(source) for source in graph.ends])
        self.after = [
            [child for child, feeds in enumerate(self.before) if at in feeds] for at in range(len(self.data))
        ]

    @property
    def inputs(self) -> int:
        """How many parts the input has, as far as they are used."""
        return max(1, len([source for source in self._parts if source[0] == INPUT]))

    def _add(self, feeds: list[int], **fields: Any) -> int:
        index = _both([self.data[feed] for feed in feeds])
        self.data.append(
            {"annotations": dict(LABEL), "mapindex": index, "forwardNodeId": len(self.data) + 1, **fields}
        )
        self.before.append(feeds)
        return len(self.data) - 1

    def _place(self, source: Source) -> int:
        """The node that a wire comes from; for a part of a table a node that selects it."""
        at, strand = source
        if strand is None:
            return self._where[at]
        if at not in self._splits:
            self._splits[at] = self._add([self._where[at]], nSplitOutputs=self._partsOf(at))
        if source not in self._parts:
            self._parts[source] = self._add([self._splits[at]], selectindex=strand + 1)
        return self._parts[source]

    def _partsOf(self, at: int) -> int:
        """How many parts a table has, as far as wires tell."""
        wires = [source for feeds in (*self._graph.feeds, self._graph.ends) for source in feeds]
        return max(strand for where, strand in wires if where == at and strand is not None) + 1


def _both(entries: list[Any]) -> list[Any] | Pairs:
    """A table with its entries by their places, and the places by the entries."""
    if not entries:
        return []
    return Pairs([*enumerate(entries, 1), *((entry, place) for place, entry in enumerate(entries, 1))])


def _graph(nodes: list[Opaque], ahead: list[list[int]]) -> Opaque:
    edges = [
        Opaque("graph.Edge", {"from": nodes[at], "to": nodes[child]})
        for at, children in enumerate(ahead)
        for child in children
    ]
    return Opaque("graph.Graph", {"nodes": _both(nodes), "edges": _both(edges)})
