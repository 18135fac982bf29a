"""Where everything of a document is on the canvas, kept up to date by difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.canvas.geometry.box import Box, Track
from app.canvas.geometry.builder import Builder
from app.canvas.geometry.rect import Rect, plus
from app.document.check import Check
from app.document.model import OUTPUT, Document, NodeId, Point, Wire

WireKey = tuple[NodeId, Wire]
"""A wire and its graph."""


class Spot(NamedTuple):
    """A card or frame, what holds it, and its place there."""

    box: Box
    parent: NodeId
    at: Point


class Changes(NamedTuple):
    """What is not as it was: cards (new, moved or drawn otherwise; holders before what they hold), wires."""

    spots: tuple[NodeId, ...]
    gone: tuple[NodeId, ...]
    wires: tuple[WireKey, ...]
    wires_gone: tuple[WireKey, ...]


class Plan:
    """The spots of all cards and the tracks of all wires. The Data card is INPUT; the criterion has its own
    id, OUTPUT while
    there is none."""

    def __init__(self) -> None:
        self._builder = Builder()
        self.root: Box | None = None
        self.spots: dict[NodeId, Spot] = {}
        self.tracks: dict[WireKey, Track] = {}

    def update(self, document: Document, check: Check) -> Changes:
        """Takes over a document; says what that changed."""
        root = self._builder.build(document, check)
        spots: dict[NodeId, Spot] = {}
        tracks: dict[WireKey, Track] = {}
        _enter(root, spots, tracks)
        old_spots, old_tracks = self.spots, self.tracks
        self.root, self.spots, self.tracks = root, spots, tracks
        gone = tuple(old_spots.keys() - spots.keys())
        self._builder.forget(set(gone))
        return Changes(
            tuple(id for id, spot in spots.items() if not _same_spot(old_spots.get(id), spot)),
            gone,
            tuple(key for key, track in tracks.items() if not _same_track(old_tracks.get(key), track)),
            tuple(old_tracks.keys() - tracks.keys()),
        )

    # Looking things up.

    def holder(self, id: NodeId) -> NodeId:
        """What holds a card; for the root itself, the root."""
        return self.spots[id].parent if id in self.spots else self.root_id

    @property
    def root_id(self) -> NodeId:
        return self.root.id if self.root else 0

    def place(self, id: NodeId) -> Point:
        """Where the top-left corner of a card or frame is on the canvas."""
        x = y = 0.0
        while (spot := self.spots.get(id)) is not None:
            x, y, id = x + spot.at[0], y + spot.at[1], spot.parent
        return x, y

    def rect(self, id: NodeId) -> Rect:
        box = self.spots[id].box
        return Rect(*self.place(id), box.w, box.h)

    def origin(self, graph: NodeId) -> Point:
        """Where the contents of a graph begin on the canvas: what its children's places count from."""
        if graph not in self.spots:
            return 0.0, 0.0
        return plus(self.place(graph), self.spots[graph].box.origin)

    def box(self, id: NodeId) -> Box:
        return self.spots[id].box

    def graph(self, id: NodeId) -> Box:
        """The outline of a graph, which may be the root."""
        if self.root is not None and id == self.root.id:
            return self.root
        return self.spots[id].box

    def card_of(self, end: NodeId) -> NodeId:
        """The card of a wire's end: OUTPUT, at the root, is the criterion's, or the empty place for one."""
        return self.end_card() if end == OUTPUT else end

    def card_at(self, key: WireKey, side: str) -> NodeId:
        """The card at the "out" or the "in" end of a wire; for a nested graph's own ends, the graph."""
        graph, wire = key
        end = wire.source if side == "out" else wire.target
        return graph if end < 0 and graph != self.root_id else self.card_of(end)

    def title(self, end: NodeId) -> str:
        """What the card of a wire's end is called."""
        id = self.card_of(end)
        return self.spots[id].box.title if id in self.spots else "the graph's end"

    def stands_free(self, id: NodeId) -> bool:
        """Whether the card stands in a graph, so that wires can be drawn to it."""
        holder = self.holder(id)
        return holder == self.root_id or self.spots[holder].box.kind == "graph"

    def end_card(self) -> NodeId:
        """The criterion, or OUTPUT for its empty place."""
        boxes = self.root.children if self.root else ()
        return next((box.id for box, _ in boxes if box.kind in ("criterion", "slot")), OUTPUT)

    def chain(self, id: NodeId) -> Iterator[NodeId]:
        """The card and all that hold it, from the inside out, without the root."""
        while id in self.spots:
            yield id
            id = self.spots[id].parent

    def bounds(self) -> Rect:
        """What the whole drawing takes up."""
        rects = [Rect(*at, box.w, box.h) for box, at in (self.root.children if self.root else ())]
        rects += [track.curve.bounds for track in (self.root.tracks if self.root else ())]
        area = rects[0] if rects else Rect(0, 0, 0, 0)
        for rect in rects[1:]:
            area = area.united(rect)
        return area


def _enter(holder: Box, spots: dict[NodeId, Spot], tracks: dict[WireKey, Track]) -> None:
    for track in holder.tracks:
        tracks[holder.id, track.wire] = track
    for box, at in holder.children:
        spots[box.id] = Spot(box, holder.id, at)
        if box.children or box.tracks:
            _enter(box, spots, tracks)


def _same_spot(old: Spot | None, new: Spot) -> bool:
    return old is not None and old.parent == new.parent and old.at == new.at and _same_box(old.box, new.box)


def _same_box(old: Box, new: Box) -> bool:
    """Cards made anew may still be equal; frames that were made anew are drawn anew."""
    return old is new or (not old.is_frame and not new.is_frame and old == new)


def _same_track(old: Track | None, new: Track) -> bool:
    return old is not None and (old is new or (old.shape == new.shape and old.curve == new.curve))
