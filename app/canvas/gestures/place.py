"""Putting a new module somewhere: dragged from the palette, or by a click."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF

from app.canvas.aside import made_room
from app.canvas.desk import Desk
from app.canvas.geometry.rect import plus
from app.canvas.gestures.gesture import ALT, Gesture, Keys
from app.canvas.gestures.splice import insert
from app.canvas.ghost import ghost
from app.canvas.items.overlay import Preview
from app.canvas.landing import Landing, ghost_corner, landing, wire_at
from app.document import edits
from app.document.described import is_criterion
from app.document.model import Document, NodeId, Point


class Place(Gesture):
    """Shows where a new module would land and puts it there."""

    def __init__(self, desk: Desk, module: str) -> None:
        super().__init__(desk)
        self.module = module
        self._box = ghost(module, desk.session.document)

    def move(self, at: Point, keys: Keys, spot: QPointF) -> None:
        found = self._landing(at, keys)
        plan = self.desk.plan
        if found.wire:
            self.desk.overlay.show_preview(Preview(
                ghosts=((self._box, plus(plan.origin(found.holder), found.at)),),
                curve=plan.tracks[found.wire].curve.moved(plan.origin(found.holder)),
            ))  # fmt: skip
            self.desk.hint(f"Let go to put {self.module} on this wire")
        elif found.index is not None:
            corner = ghost_corner(self._box, at)
            self.desk.overlay.show_preview(Preview(
                ghosts=((self._box, corner),), frame=found.frame, slot=found.slot
            ))  # fmt: skip
            self.desk.hint(f"Let go to put {self.module} into {plan.box(found.holder).title}")
        else:
            corner = plus(plan.origin(found.holder), found.at)
            ghosts = ((self._box, corner),)
            self.desk.overlay.show_preview(Preview(ghosts=ghosts, frame=found.frame, guides=found.guides))
            self.desk.hint(f"Let go to put {self.module} here. Esc cancels")

    def end(self, at: Point, keys: Keys, spot: QPointF) -> None:
        found = self._landing(at, keys)
        self.cancel()
        made: list[NodeId] = []

        def edit(document: Document) -> Document:
            document, id = self._edit(document, found)
            made.append(id)
            return made_room(self.desk.plan, document, still={id})

        if self.desk.session.attempt(f"Add {self.module}", edit):
            self.desk.session.select(made)
            self.desk.focus(made[0])

    def cancel(self) -> None:
        self.desk.hint("")
        super().cancel()

    def _edit(self, document: Document, found: Landing) -> tuple[Document, NodeId]:
        if found.wire:
            return insert(document, self.desk.plan, found.wire, self.module, self._box, found.at)
        if found.index is not None:
            return edits.add(document, self.module, parent=found.holder, index=found.index)
        return edits.add(document, self.module, parent=found.holder, at=found.at)

    def _landing(self, at: Point, keys: Keys) -> Landing:
        """Where it would land; a criterion always stands on the canvas itself."""
        plan, corner = self.desk.plan, ghost_corner(self._box, at)
        if is_criterion(self.module) and plan.inside is None:
            slot = plan.end_card()
            if not plan.box(slot).is_frame and plan.rect(slot).contains(at):
                return Landing(plan.root_id, at=plan.spots[slot].at)
        found = landing(plan, at, corner, self._box, magnet=self.desk.snaps() and not keys & ALT)
        if found.index is not None or is_criterion(self.module):
            return found
        wire = wire_at(plan, found.holder, at, self._box)
        return replace(found, wire=wire)
