"""Selecting all cards that a rubber band touches; with Shift, cutting the wires that the pointer crosses."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from app.canvas.desk import Desk
from app.canvas.geometry.plan import Plan, WireKey
from app.canvas.geometry.rect import Rect, between
from app.canvas.gestures.gesture import ALT, CTRL, SHIFT, Gesture, Keys
from app.canvas.gestures.knife import crossed
from app.canvas.items.overlay import Preview
from app.canvas.remarks.outline import area
from app.document import edits
from app.document.model import NodeId, Point, RemarkId
from app.session import Selected


class BoxSelect(Gesture):
    """Selects the cards that the band meets and the frames that lie in it; Shift adds them, Ctrl toggles
    them.

    With Shift, where there are no such cards, or with Alt too, the line from the press to the pointer is a
    knife: it cuts the wires that it crosses.
    """

    def __init__(self, desk: Desk, at: Point) -> None:
        super().__init__(desk)
        self._from = at

    def move(self, at: Point, keys: Keys, spot: QPointF) -> None:
        plan, wires = self.desk.plan, self._cut(at, keys)
        if not wires:
            self.desk.overlay.show_preview(Preview(band=between(self._from, at)))
            self.desk.hint("")
            return
        curves = tuple(plan.tracks[key].curve.moved(plan.origin(key[0])) for key in wires)
        self.desk.overlay.show_preview(Preview(knife=(self._from, at), cut=curves))
        self.desk.hint(f"Let go to cut {_counted(wires)}. Esc cuts none")

    def end(self, at: Point, keys: Keys, spot: QPointF) -> None:
        session, wires = self.desk.session, self._cut(at, keys)
        self.cancel()
        if wires:
            session.attempt(f"Cut {_counted(wires)}", lambda document: edits.remove(document, wires=wires))
            return
        band = between(self._from, at)
        found: set[Selected] = {*within(self.desk.plan, band), *remarks_within(self.desk.plan, band)}
        session.select(combined(session.selection, found, keys))

    def cancel(self) -> None:
        self.desk.hint("")
        super().cancel()

    def _cut(self, at: Point, keys: Keys) -> list[WireKey]:
        """The wires that would be cut."""
        if not keys & SHIFT or keys & CTRL:
            return []
        if not keys & ALT and within(self.desk.plan, between(self._from, at)):
            return []
        return crossed(self.desk.plan, self._from, at)


def _counted(wires: list[WireKey]) -> str:
    return "the wire" if len(wires) == 1 else f"{len(wires)} wires"


def within(plan: Plan, band: Rect) -> list[NodeId]:
    """Cards that the band meets and frames that it encloses, without what lies in an enclosed frame."""
    chosen: list[NodeId] = []
    pending = [(box, at) for box, at in (plan.root.children if plan.root else ())]
    while pending:
        box, at = pending.pop()
        rect = Rect(*at, box.w, box.h)
        if not band.meets(rect):
            continue
        if not box.is_frame or band.encloses(rect):
            chosen.append(box.id)
        else:
            pending += [(child, (at[0] + x, at[1] + y)) for child, (x, y) in box.children]
    return chosen


def remarks_within(plan: Plan, band: Rect) -> list[RemarkId]:
    """Notes that the band meets and regions that it encloses."""
    return [
        remark.id
        for remark in plan.remarks.values()
        if (band.meets if remark.kind == "note" else band.encloses)(area(remark))
    ]


def combined(before: frozenset[Selected], found: set[Selected], keys: Keys) -> frozenset[Selected]:
    """What is selected after `found` was chosen with these keys held."""
    if keys & CTRL:
        return before ^ found
    return before | found if keys & SHIFT else frozenset(found)
