"""Dragging a note or a region, with what stands on it and what else is selected. A press without a drag
selects.
"""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QPointF, Qt

from app.canvas.desk import Desk
from app.canvas.geometry.rect import minus, snapped
from app.canvas.gestures.box import combined
from app.canvas.gestures.gesture import CTRL, SHIFT, THRESHOLD, Gesture, Keys
from app.canvas.remarks.carry import Carried, called, carried, moved
from app.document.model import Point
from app.look.tokens import GRID
from app.session import Selected


class MoveTogether(Gesture):
    """Moves all that is selected with what was pressed, from grid line to grid line."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, desk: Desk, pressed: Selected, at: Point, keys: Keys, spot: QPointF) -> None:
        super().__init__(desk)
        self._pressed, self._from, self._spot, self._keys = pressed, at, spot, keys
        self._before = desk.session.selection
        self._what: Carried | None = None
        if not keys & CTRL and (keys & SHIFT or pressed not in self._before):
            desk.session.select(combined(self._before, {pressed}, keys))

    def move(self, at: Point, keys: Keys, spot: QPointF) -> None:
        if self._what is None:
            if hypot(spot.x() - self._spot.x(), spot.y() - self._spot.y()) < THRESHOLD:
                return
            chosen = self.desk.session.selection | {self._pressed}
            self.desk.session.select(chosen)
            self._what = carried(self.desk.plan, chosen)
        self._lift(self._what, self._by(at))
        self.desk.hint("What stands on a region goes along. Esc puts it back")

    def end(self, at: Point, keys: Keys, spot: QPointF) -> None:
        what = self._what
        if what is None:
            self._click()
            return
        self._clear(what)
        plan, by = self.desk.plan, self._by(at)
        self.desk.session.attempt(
            f"Move {called(plan, what)}", lambda document: moved(document, plan, what, by)
        )

    def cancel(self) -> None:
        if self._what is not None:
            self._clear(self._what)
        self.desk.session.select(self._before)

    def _by(self, at: Point) -> Point:
        return snapped(minus(at, self._from), GRID)

    def _lift(self, what: Carried, by: Point) -> None:
        self.desk.stage.lift(what.cards, by)
        self.desk.stage.remarks.lift(what.remarks, by)

    def _clear(self, what: Carried) -> None:
        self.desk.stage.settle(what.cards)
        self.desk.stage.remarks.settle()
        self.desk.hint("")

    def _click(self) -> None:
        one: set[Selected] = {self._pressed}
        if self._keys & CTRL:
            self.desk.session.select(combined(self._before, one, self._keys))
        elif not self._keys & SHIFT:
            self.desk.session.select(one)
