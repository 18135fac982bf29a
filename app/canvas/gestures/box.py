"""Selecting all cards that a rubber band touches."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from app.canvas.desk import Desk
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import Rect, between
from app.canvas.gestures.gesture import CTRL, SHIFT, Gesture, Keys
from app.canvas.items.overlay import Preview
from app.document.model import NodeId, Point
from app.session import Selected


class BoxSelect(Gesture):
    """Selects the cards that the band meets and the frames that lie in it; Shift adds them, Ctrl toggles
    them.
    """

    def __init__(self, desk: Desk, at: Point) -> None:
        super().__init__(desk)
        self._from = at

    def move(self, at: Point, keys: Keys, spot: QPointF) -> None:
        self.desk.overlay.show_preview(Preview(band=between(self._from, at)))

    def end(self, at: Point, keys: Keys, spot: QPointF) -> None:
        self.cancel()
        session = self.desk.session
        found: set[Selected] = set(within(self.desk.plan, between(self._from, at)))
        session.select(combined(session.selection, found, keys))


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


def combined(before: frozenset[Selected], found: set[Selected], keys: Keys) -> frozenset[Selected]:
    """What is selected after `found` was chosen with these keys held."""
    if keys & CTRL:
        return before ^ found
    return before | found if keys & SHIFT else frozenset(found)
