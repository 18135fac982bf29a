"""Dragging cards: about their graph, into, out of and within containers, onto a wire. A press without a drag
selects.
"""

from __future__ import annotations

from dataclasses import replace
from math import hypot

from PySide6.QtCore import QPointF, Qt

from app.canvas.aside import made_room
from app.canvas.desk import Desk
from app.canvas.geometry.rect import minus, plus
from app.canvas.gestures.box import combined
from app.canvas.gestures.gesture import ALT, CTRL, SHIFT, THRESHOLD, Gesture, Keys
from app.canvas.gestures.splice import splice
from app.canvas.items.overlay import NOTHING, Preview
from app.canvas.landing import Landing, landing, wire_at
from app.document import edits
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, NodeId, Point
from app.session import Selected


class MoveCards(Gesture):
    """Moves the selected cards with the one that was pressed."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, desk: Desk, pressed: NodeId, at: Point, keys: Keys, spot: QPointF) -> None:
        super().__init__(desk)
        self._pressed, self._from, self._spot, self._keys = pressed, at, spot, keys
        self._before = desk.session.selection
        self._ids: tuple[NodeId, ...] = ()
        self._dragging = False
        if keys & CTRL:
            return  # toggled when it is let go
        if keys & SHIFT or pressed not in self._before:
            desk.session.select(combined(self._before, {pressed}, keys))

    def move(self, at: Point, keys: Keys, spot: QPointF) -> None:
        if not self._dragging:
            if hypot(spot.x() - self._spot.x(), spot.y() - self._spot.y()) < THRESHOLD:
                return
            self._begin()
        found = self._landing(at, keys)
        self.desk.stage.lift(self._ids, self._by(at, found))
        self._show(found)

    def end(self, at: Point, keys: Keys, spot: QPointF) -> None:
        if not self._dragging:
            self._click()
            return
        found = self._landing(at, keys)
        by = self._offset(at, found)
        self._clear()
        plan, ids = self.desk.plan, self._ids
        self.desk.session.attempt(
            self._words(found), lambda document: made_room(plan, self._edit(document, found, by), still=ids)
        )

    def cancel(self) -> None:
        if self._dragging:
            self._clear()
        self.desk.session.select(self._before)

    def _clear(self) -> None:
        self.desk.stage.settle(self._ids)
        self.desk.overlay.clear()
        self.desk.hint("")

    def _click(self) -> None:
        session = self.desk.session
        one: set[Selected] = {self._pressed}
        if self._keys & CTRL:
            session.select(combined(self._before, one, self._keys))
        elif not self._keys & SHIFT:
            session.select(one)

    def _begin(self) -> None:
        """All that is selected goes along, the pressed card first; cards inside others go with those."""
        self._dragging = True
        plan, session = self.desk.plan, self.desk.session
        if self._pressed not in session.selection:
            session.select(combined(session.selection, {self._pressed}, SHIFT))
        chosen = {id for id in session.selection if isinstance(id, int) and id in plan.spots}
        outer = [id for id in chosen if not chosen & set(list(plan.chain(id))[1:])]
        first = next((id for id in plan.chain(self._pressed) if id in outer), self._pressed)
        self._ids = (first, *(id for id in outer if id != first))

    # Where to.

    def _landing(self, at: Point, keys: Keys) -> Landing:
        plan, first = self.desk.plan, self._ids[0]
        box = plan.box(first)
        corner = plus(plan.place(first), minus(at, self._from))
        if any(self._is_end(id) for id in self._ids):
            bound = Landing(plan.root_id, at=corner)
            found = landing(plan, at, corner, box, set(self._ids), self._snaps(keys))
            return found if found.holder == plan.root_id else bound
        found = landing(plan, at, corner, box, set(self._ids), self._snaps(keys))
        if found.index is None and self._may_splice(found.holder):
            found = replace(found, wire=wire_at(plan, found.holder, at, box))
        return found

    def _snaps(self, keys: Keys) -> bool:
        return self.desk.snaps() and not keys & ALT

    def _is_end(self, id: NodeId) -> bool:
        return id in (INPUT, OUTPUT) or id == self.desk.plan.end_card()

    def _may_splice(self, graph: NodeId) -> bool:
        """Whether it is one free module without wires, so that it can be put on one."""
        id = self._ids[0]
        document = self.desk.session.document
        holder = index(document).nodes[graph]
        return len(self._ids) == 1 and self.desk.plan.holder(id) == graph and not any(
            id in (wire.source, wire.target) for wire in holder.wires
        )  # fmt: skip

    def _by(self, at: Point, found: Landing) -> Point:
        """How far the cards are shown from their places."""
        return minus(at, self._from) if found.index is not None else self._offset(at, found)

    def _offset(self, at: Point, found: Landing) -> Point:
        """How far the pressed card goes, on the canvas."""
        plan = self.desk.plan
        target = plus(plan.origin(found.holder), found.at)
        return minus(target, plan.place(self._ids[0]))

    def _show(self, found: Landing) -> None:
        plan = self.desk.plan
        preview, words = NOTHING, ""
        if found.wire:
            way = plan.tracks[found.wire].curve.moved(plan.origin(found.holder))
            preview, words = Preview(curve=way), "Let go to put it on this wire"
        elif found.index is not None:
            preview = Preview(frame=found.frame, slot=found.slot)
            words = f"Let go to put it into {plan.box(found.holder).title}"
        elif found.frame and any(plan.holder(id) != found.holder for id in self._ids):
            preview = Preview(frame=found.frame)
            words = f"Let go to put it into {plan.box(found.holder).title}"
        self.desk.overlay.show_preview(replace(preview, guides=found.guides))
        free = "; Alt does not snap to its neighbours" if self.desk.snaps() else ""
        self.desk.hint(words or f"Esc puts it back{free}")

    # The edit.

    def _words(self, found: Landing) -> str:
        plan = self.desk.plan
        name = plan.box(self._ids[0]).title if len(self._ids) == 1 else f"{len(self._ids)} cards"
        if found.wire:
            return f"Put {name} on a wire"
        stays = all(plan.holder(id) == found.holder for id in self._ids)
        if stays or found.holder == plan.root_id:
            return f"Move {name}"
        return f"Put {name} into {plan.box(found.holder).title}"

    def _edit(self, document: Document, found: Landing, by: Point) -> Document:
        plan = self.desk.plan
        if found.wire:
            first = self._ids[0]
            return splice(document, plan, found.wire, first, plan.box(first), found.at)
        if found.index is not None:
            return edits.nest(document, self._ids, found.holder, found.index)
        stay = {id for id in self._ids if plan.holder(id) == found.holder}
        come = [id for id in self._ids if id not in stay]
        if come:
            origin = plan.origin(found.holder)
            corners = [minus(plus(plan.place(id), by), origin) for id in come]
            corner = min(x for x, _ in corners), min(y for _, y in corners)
            document = edits.nest(document, come, found.holder, at=corner)
        return edits.move(document, {id: self._place(id, found.holder, by) for id in (*stay, *come)})

    def _place(self, id: NodeId, graph: NodeId, by: Point) -> Point:
        plan = self.desk.plan
        return minus(plus(plan.place(id), by), plan.origin(graph))
