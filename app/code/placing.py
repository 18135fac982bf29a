"""Where modules stand that a text has brought: behind what feeds them. The others only make room."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from app.code.extent import BETWEEN, CARD, STACKED, Extent, extent
from app.document.edits.places import plus, snapped, step
from app.document.flow import flow
from app.document.model import INPUT, OUTPUT, Node, NodeId, Point, Wire

ENTRY = 192.0
"""From the Data card to the first modules."""


def placed_in_line(holder: Node, new: Collection[NodeId]) -> Node:
    """An ordered container in which each new child stands behind the one before it."""
    children: list[Node] = []
    for child in holder.children:
        if child.id in new:
            at = plus(children[-1].at, step(holder)) if children else (0.0, 0.0)
            child = replace(child, at=at)
        children.append(child)
    return replace(holder, children=tuple(children))


def placed_in_graph(graph: Node, new: Collection[NodeId]) -> Node:
    """A graph in which new children stand behind what feeds them, and others make room."""
    desk = _Desk(graph, new)
    running = flow(graph)
    for id in [*running.used, *running.idle]:
        desk.place(id, running.into.get(id, []))
    children = tuple(
        child if child.at == desk.at[child.id] else replace(child, at=desk.at[child.id])
        for child in graph.children
    )
    end = desk.behind(running.into.get(OUTPUT, []))
    moved = any(desk.at[child.id] != child.at or child.id in new for child in graph.children)
    x, y = graph.ends[1]
    ends = (graph.ends[0], snapped((max(x, end[0]), y))) if moved else graph.ends
    return replace(graph, children=children, ends=ends)


Area = tuple[float, float, float, float]
"""Top, left, right and bottom."""


class _Desk:
    """Places so far."""

    def __init__(self, graph: Node, new: Collection[NodeId]) -> None:
        self._entry = graph.ends[0]
        self._new = set(new)
        self._inner = {child.id: child for child in graph.children}
        self._rooms: dict[NodeId, Extent] = {child.id: extent(child) for child in graph.children}
        self._taken: dict[int, list[Area]] = {}
        self._moved: set[NodeId] = set()
        self.at: dict[NodeId, Point] = {}

    def place(self, id: NodeId, wires: list[Wire]) -> None:
        """Places a new node behind what feeds it, where there is room; moves another only if it must."""
        x, y = self.behind(wires)
        if id in self._new:
            self.at[id] = snapped(self._free(x, y, self._rooms[id]))
            self._moved.add(id)
        else:
            own = self._inner[id].at
            pushed = any(wire.source in self._moved for wire in wires) and own[0] < x
            self.at[id] = snapped((x, own[1])) if pushed else own
            if pushed:
                self._moved.add(id)
        self._take(self.at[id], self._rooms[id])

    def behind(self, wires: list[Wire]) -> Point:
        """To the right of all that these wires come from, on the line of the first."""
        sources = [wire.source for wire in wires]
        if not sources:
            lowest = max((area[3] for column in self._taken.values() for area in column), default=None)
            return self._entry[0] + ENTRY, self._entry[1] if lowest is None else lowest + STACKED
        x = max(self._right(source) for source in sources)
        return x, self._entry[1] if sources[0] == INPUT else self.at[sources[0]][1]

    def _right(self, source: NodeId) -> float:
        if source == INPUT:
            return self._entry[0] + ENTRY
        return self.at[source][0] + self._rooms[source][0] + BETWEEN

    def _columns(self, x: float, width: float) -> range:
        return range(int(x // CARD[0]), int((x + width) // CARD[0]) + 1)

    def _free(self, x: float, y: float, room: Extent) -> Point:
        """The first place at `y` or below it where nothing stands yet."""
        near = {area for column in self._columns(x, room[0]) for area in self._taken.get(column, ())}
        for top, left, right, bottom in sorted(near):
            beside = right <= x or x + room[0] <= left
            if not beside and top < y + room[1] + STACKED and y < bottom + STACKED:
                y = bottom + STACKED
        return x, y

    def _take(self, at: Point, room: Extent) -> None:
        for column in self._columns(at[0], room[0]):
            area = (at[1], at[0], at[0] + room[0], at[1] + room[1])
            self._taken.setdefault(column, []).append(area)
