"""Where everything of a document is on the canvas, kept up to date by difference."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from app.canvas.geometry.box import Box, Track
from app.canvas.geometry.builder import Builder, Reflow
from app.canvas.geometry.changes import Changes, Spot, WireKey, bring_up
from app.canvas.geometry.rect import Rect, plus
from app.canvas.geometry.spacing import DESK, Spacing
from app.canvas.remarks.outline import area
from app.document.check import Check
from app.document.check import check as check_of
from app.document.index import index
from app.document.memo import Memo
from app.document.model import OUTPUT, Document, NodeId, Point, Remark, RemarkId

__all__ = ["Changes", "Plan", "Spot", "WireKey"]


class Plan:
    """The spots of all cards and the tracks of all wires. The Data card is INPUT; the criterion has its own
    id, OUTPUT while
    there is none."""

    def __init__(self) -> None:
        self._builder = Builder()
        self._spacing: Spacing = DESK
        self._reflow: Reflow | None = None
        self._latest: tuple[Document, NodeId | None, Box] | None = None
        self.root: Box | None = None
        self.inside: NodeId | None = None
        self.spots: dict[NodeId, Spot] = {}
        self.remarks: dict[RemarkId, Remark] = {}
        self.tracks: dict[WireKey, Track] = {}

    def space(self, spacing: Spacing = DESK, reflow: Reflow | None = None) -> None:
        """From the next update on all stands so close, and where `reflow` has it."""
        self._spacing, self._reflow, self._latest = spacing, reflow, None
        self._builder.space(spacing, reflow)

    def update(self, document: Document, check: Check, inside: NodeId | None = None) -> Changes:
        """Takes over a document; says what that changed. Of a container that one is `inside`, it alone has a
        place.
        """
        if inside != self.inside and self._spacing is not DESK:
            self.space(self._spacing, self._reflow)  # alone there is more room for it
        self.inside = inside
        root = self._outline(document, check)
        changes = bring_up(self.root, root, self.spots, self.tracks)
        self.root = root
        self._builder.forget(set(changes.gone))
        in_place = inside is None and self._reflow is None  # else they would stand beside what they are about
        self.remarks = {remark.id: remark for remark in document.remarks} if in_place else {}
        return changes

    def foreseen(self, document: Document) -> Box:
        """The outline that a document would have, of which nothing is shown yet."""
        return self._outline(document, check_of(document))

    def _outline(self, document: Document, check: Check) -> Box:
        """What was foreseen is often what then is shown, so that the latest is kept."""
        if self._latest is None or self._latest[0] is not document or self._latest[1] != self.inside:
            inside = self.inside
            box = (
                self._builder.build(document, check)
                if inside is None
                else self._builder.alone(document, check, inside)
            )
            self._latest = document, inside, box
        return self._latest[2]

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

    def shown(self, id: NodeId) -> NodeId | None:
        """The card of a module, or of the collapsed container that it is in; None when neither is shown."""
        parents = index(self._builder.document).parents
        at: NodeId | None = id
        while at is not None and at not in self.spots:
            at = parents.get(at)
        return at if at != self.inside or at == id else None

    @property
    def top(self) -> Box | None:
        """What holds all that can be worked with: the canvas, or the container that one is inside."""
        return self.root if self.inside is None else self.spots[self.inside].box

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
        if id == self.inside:
            return False
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
        if self.root is None:
            return Rect(0, 0, 0, 0)
        extent = _extents.get(self.root) or _extents.put(self.root, _extent(self.root))
        return reduce(Rect.united, map(area, self.remarks.values()), extent)


def _extent(root: Box) -> Rect:
    rects = [Rect(*at, box.w, box.h) for box, at in root.children]
    rects += [track.curve.bounds for track in root.tracks]
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    right, bottom = max(rect.right for rect in rects), max(rect.bottom for rect in rects)
    return Rect(left, top, right - left, bottom - top)


_extents: Memo[Rect] = Memo()
