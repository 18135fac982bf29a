"""What the keys do on the canvas besides the commands' shortcuts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.canvas import focus
from app.canvas.desk import Desk
from app.canvas.focus import Direction
from app.canvas.geometry.hit import Side
from app.canvas.geometry.plan import WireKey
from app.canvas.gestures.gesture import ALT, CTRL, SHIFT, Keys
from app.canvas.gestures.key_wire import KeyWire
from app.canvas.nudge import push
from app.document.model import INPUT, NodeId, RemarkId
from app.look.tokens import GRID
from app.session import Selected

_ARROWS: dict[int, Direction] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_STEPS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class Keyboard:
    """Moves the focus, selects, nudges and draws wires.

    Args:
        focused: the card or wire with the focus.
        inspect: shows a card's settings.
    """

    def __init__(
        self, desk: Desk, focused: Callable[[], Selected | None], inspect: Callable[[Selected], None]
    ) -> None:
        self._desk = desk
        self._focused = focused
        self._inspect = inspect
        self._wire: KeyWire | None = None

    @property
    def is_wiring(self) -> bool:
        return self._wire is not None

    def cancel(self) -> bool:
        """Gives up a wire under way; whether there was one."""
        wire, self._wire = self._wire, None
        if wire:
            wire.cancel()
        return wire is not None

    def press(self, event: QKeyEvent) -> bool:
        """Does what the key means; whether it meant anything here."""
        key, keys = event.key(), event.modifiers()
        if self._wire is not None:
            return self._in_wire(key, self._wire)
        focused = self._focused()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused is not None:
            self._inspect(focused)
        elif key == Qt.Key.Key_W and not keys & (CTRL | ALT) and isinstance(focused, int):
            self._begin_wire(focused)
        elif key in (Qt.Key.Key_Comma, Qt.Key.Key_Period) and isinstance(focused, (int, tuple)):
            self._next_wire(focused, "in" if key == Qt.Key.Key_Comma else "out")
        elif key == Qt.Key.Key_Space and keys & CTRL and focused is not None:
            self._desk.session.select(self._desk.session.selection ^ {focused})
        elif key in _ARROWS:
            self._arrow(_ARROWS[key], keys, focused)
        else:
            return False
        return True

    def tab(self, by: int) -> bool:
        """The next card gets the focus and the selection; False past the last, where the focus leaves the
        canvas.
        """
        if self._wire is not None:
            self._wire.step(by)
            return True
        focused, plan = self._focused(), self._desk.plan
        found: NodeId | RemarkId | None
        if isinstance(focused, tuple):
            found = plan.card_at(focused, "in" if by > 0 else "out")
        else:
            found = focus.step(plan, focused, by)
        self._desk.focus(found)
        if found is not None:
            self._desk.session.select([found])
        return found is not None

    def _in_wire(self, key: int, wire: KeyWire) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._wire = None
            wire.connect()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            wire.step(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            wire.step(-1)
        elif key == Qt.Key.Key_W:
            self._wire = wire.other_strand()
        return True

    def _next_wire(self, focused: NodeId | WireKey, side: Side) -> None:
        """Selects a wire that enters or leaves the focused card; from such a wire, the card's next one."""
        plan = self._desk.plan
        card = focused if isinstance(focused, int) else plan.card_at(focused, side)
        wires = [key for key in plan.tracks if plan.card_at(key, side) == card]
        if wires:
            at = wires.index(focused) + 1 if isinstance(focused, tuple) and focused in wires else 0
            self._desk.focus(wires[at % len(wires)])
            self._desk.session.select([wires[at % len(wires)]])
        else:
            self._desk.hint("No wire enters here." if side == "in" else "No wire leaves from here.")

    def _begin_wire(self, card: NodeId) -> None:
        plan = self._desk.plan
        box = plan.box(card)
        if not box.outs:
            self._desk.hint(f"Nothing leaves {box.title}. Start the wire at the module before it.")
        elif card != INPUT and not plan.stands_free(card) and box.kind != "graph":
            holder = plan.box(plan.holder(card)).title
            self._desk.hint(f"{box.title} stands inside {holder}, which wires it.")
        else:
            self._wire = KeyWire(self._desk, card)

    def _arrow(self, direction: Direction, keys: Keys, focused: Selected | None) -> None:
        """Ctrl moves the focus; else what is selected moves, further with Shift; with nothing selected, the
        focus.
        """
        session, plan = self._desk.session, self._desk.plan
        chosen = [item for item in session.selection if isinstance(item, int) and item in plan.spots]
        if keys & CTRL or not (chosen or session.selected_remarks):
            self._look(direction, keys, focused if isinstance(focused, int) else None)
            return
        x, y = _STEPS[direction]
        far = 4 * GRID if keys & SHIFT else GRID
        push(session, plan, (x * far, y * far))

    def _look(self, direction: Direction, keys: Keys, focused: NodeId | None) -> None:
        plan, session = self._desk.plan, self._desk.session
        cards = focus.order(plan)
        found = focus.towards(plan, focused, direction) if focused is not None else next(iter(cards), None)
        if found is None:
            return
        self._desk.focus(found)
        session.select(session.selection | {found} if keys & SHIFT else [found])
