"""How the wires of one graph run, kept for as long as nothing in their way changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.canvas.geometry.box import Box, Outlet, Track
from app.canvas.geometry.measure import PORT
from app.canvas.geometry.rect import Rect, plus
from app.canvas.geometry.routing import LANE, TURN, Obstacles, Route, route
from app.document.model import OUTPUT, Node, NodeId, Point, Wire
from nncore.shapes import Shape

Spots = Sequence[tuple[Box, Point]]
Shapes = Mapping[Wire, Shape | None]


class Tracks:
    """The tracks of a graph's wires."""

    def __init__(self, turn: float = TURN, lane: float = LANE) -> None:
        self._routes: dict[Wire, Route] = {}
        self._tracks: dict[Wire, Track] = {}
        self._cards: dict[NodeId, tuple[Box, Point]] = {}
        self._obstacles = Obstacles(turn=turn, lane=lane)

    def lay(self, node: Node, spots: Spots, shapes: Shapes) -> tuple[Track, ...]:
        """The tracks past these cards, the graph's own ends among them, in the order of the wires."""
        before, cards = self._cards, {_end(box): (box, at) for box, at in spots}
        moved = {id for id, card in cards.items() if not _stays(before.get(id), card)}
        changed = self._obstacles.become({Rect(at[0], at[1], box.w, box.h) for box, at in spots if box.w})
        sides = _sides(node.wires)
        routes, tracks = {}, {}
        for wire in node.wires:
            way = self._routes.get(wire)
            if way is None or wire.source in moved or wire.target in moved or way.side != sides[wire] or (
                changed and any(rect.meets(way.area) for rect in changed)
            ):  # fmt: skip
                way = self._route(wire, cards, changed, sides[wire])
            routes[wire], shape, old = way, shapes.get(wire), self._tracks.get(wire)
            stays = old is not None and old.curve is way.curve and (old.shape is shape or old.shape == shape)
            tracks[wire] = old if old is not None and stays else Track(wire, way.curve, shape)
        self._routes, self._tracks, self._cards = routes, tracks, cards
        return tuple(tracks.values())

    def _route(
        self,
        wire: Wire,
        cards: Mapping[NodeId, tuple[Box, Point]],
        changed: Iterable[Rect],
        side: int,
    ) -> Route:
        """The way of a wire; the same as before where neither its ends nor what is beside it changed."""
        (source, at), (target, to) = cards[wire.source], cards[wire.target]
        x, y = plus(at, outlet(source, wire.strand))
        start = (x + PORT, y)
        x, y = plus(to, inlet(target, wire.port))
        end = (x - PORT, y)
        old = self._routes.get(wire)
        stays = old is not None and (old.start, old.end, old.side) == (start, end, side)
        if old is not None and stays and not any(rect.meets(old.area) for rect in changed):
            return old
        return route(start, end, self._obstacles, side)


def _stays(old: tuple[Box, Point] | None, new: tuple[Box, Point]) -> bool:
    return old is not None and old[0] is new[0] and old[1] == new[1]


def _sides(wires: Sequence[Wire]) -> dict[Wire, int]:
    """On which side of what is in the way each wire should pass: to the first of several ports from above, to
    others from below.
    """
    first: dict[NodeId, int] = {}
    last: dict[NodeId, int] = {}
    for wire in wires:
        first[wire.target] = min(first.get(wire.target, wire.port), wire.port)
        last[wire.target] = max(last.get(wire.target, wire.port), wire.port)
    return {
        wire: 1 if wire.port > first[wire.target] else -1 if last[wire.target] > wire.port else 0
        for wire in wires
    }


def _end(box: Box) -> NodeId:
    """What wires call the card: the criterion is where the root's output goes."""
    return OUTPUT if box.kind in ("criterion", "slot") else box.id


def outlet(box: Box, strand: int | None) -> Point:
    """Where a wire that takes this strand leaves; a strand that is gone leaves with the whole."""
    outs: Mapping[int | None, Outlet] = {out.strand: out for out in box.outs}
    return outs.get(strand, box.outs[0]).at


def inlet(box: Box, port: int) -> Point:
    """Where a wire to this port enters."""
    return box.ins[min(port, len(box.ins) - 1)]
