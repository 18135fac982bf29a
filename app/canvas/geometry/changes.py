"""What differs between two outlines. Parts that are the same object are not looked into."""

from __future__ import annotations

from typing import NamedTuple

from app.canvas.geometry.box import Box, Track
from app.document.model import NodeId, Point, Wire

WireKey = tuple[NodeId, Wire]
"""A wire and its graph."""


class Spot(NamedTuple):
    """A card or frame, what holds it, and its place there."""

    box: Box
    parent: NodeId
    at: Point


class Changes(NamedTuple):
    """What is not as it was: cards (new, moved or drawn otherwise; gone; holders before what
    they hold), wires.
    """

    spots: tuple[NodeId, ...]
    gone: tuple[NodeId, ...]
    wires: tuple[WireKey, ...]
    wires_gone: tuple[WireKey, ...]


def bring_up(
    old: Box | None, new: Box, spots: dict[NodeId, Spot], tracks: dict[WireKey, Track]
) -> Changes:
    """Brings `spots` and `tracks` from the outline `old` to the outline `new`; says what that changed."""
    left, come = _Part(), _Part()
    if old is not None and old.id == new.id:
        _differ(old, new, left, come)
    else:
        _gather(new, come)
        if old is not None:
            _gather(old, left)
    changed = tuple(id for id, spot in come.spots.items() if not _same_spot(spots.get(id), spot))
    wires = tuple(key for key, track in come.tracks.items() if not _same_track(tracks.get(key), track))
    gone = tuple(id for id in left.spots if id not in come.spots)
    wires_gone = tuple(key for key in left.tracks if key not in come.tracks)
    for id in gone:
        del spots[id]
    for key in wires_gone:
        del tracks[key]
    spots.update(come.spots)
    tracks.update(come.tracks)
    return Changes(changed, gone, wires, wires_gone)


class _Part:
    """The spots and tracks of what differs."""

    def __init__(self) -> None:
        self.spots: dict[NodeId, Spot] = {}
        self.tracks: dict[WireKey, Track] = {}


def _gather(holder: Box, part: _Part) -> None:
    """All that is in a box."""
    for track in holder.tracks:
        part.tracks[holder.id, track.wire] = track
    for box, at in holder.children:
        part.spots[box.id] = Spot(box, holder.id, at)
        if box.children or box.tracks:
            _gather(box, part)


def _differ(old: Box, new: Box, left: _Part, come: _Part) -> None:
    """What is in one of two outlines of the same holder and not, as the same object, in the other."""
    if old.tracks is not new.tracks:
        _differ_in_tracks(old, new, left, come)
    if old.children is new.children:
        return
    before = {box.id: (box, at) for box, at in old.children}
    for box, at in new.children:
        was = before.pop(box.id, None)
        if was is not None and was[0] is box and was[1] == at:
            continue
        come.spots[box.id] = Spot(box, new.id, at)
        if was is None:
            _gather(box, come)
        elif was[0] is not box:
            _differ(was[0], box, left, come)
    for box, at in before.values():
        left.spots[box.id] = Spot(box, old.id, at)
        _gather(box, left)


def _differ_in_tracks(old: Box, new: Box, left: _Part, come: _Part) -> None:
    before = {track.wire: track for track in old.tracks}
    for track in new.tracks:
        if before.pop(track.wire, None) is not track:
            come.tracks[new.id, track.wire] = track
    for wire, track in before.items():
        left.tracks[old.id, wire] = track


def _same_spot(old: Spot | None, new: Spot) -> bool:
    return old is not None and old.parent == new.parent and old.at == new.at and _same_box(old.box, new.box)


def _same_box(old: Box, new: Box) -> bool:
    """Cards made anew may still be equal; frames that were made anew are drawn anew."""
    return old is new or (not old.is_frame and not new.is_frame and old == new)


def _same_track(old: Track | None, new: Track) -> bool:
    return old is not None and (old is new or (old.shape == new.shape and old.curve == new.curve))
