"""What a held key will do where the pointer is: said before anything is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGraphicsView

from app.canvas.choose import is_ground
from app.canvas.desk import Desk
from app.canvas.geometry.hit import NOTHING, Hit
from app.canvas.gestures.gesture import ALT, CTRL, SHIFT, Keys

_FLAGS = {Qt.Key.Key_Shift: SHIFT, Qt.Key.Key_Control: CTRL, Qt.Key.Key_Alt: ALT}
_NONE = Keys.NoModifier


class Held(QObject):
    """Watches the keys and the pointer over a canvas.

    Args:
        hit: what is at a point of the viewport.
        is_free: whether no gesture is under way, which has a hint of its own.
    """

    def __init__(
        self,
        view: QGraphicsView,
        desk: Desk,
        hit: Callable[[QPointF], Hit],
        is_free: Callable[[], bool],
    ) -> None:
        super().__init__(view)
        self._view, self._desk, self._hit, self._is_free = view, desk, hit, is_free
        self._keys, self._space = _NONE, False
        self._spot: QPointF | None = None
        self._said = ""
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is self._view:
            self._follow_key(event)
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._spot, self._keys = event.position(), event.modifiers()
            self._say()
        elif event.type() == QEvent.Type.Leave and watched is self._view.viewport():
            self._spot = None
            self._say()
        elif event.type() == QEvent.Type.FocusOut and watched is self._view:
            self._keys, self._space = _NONE, False
            self._say()
        return False

    def _follow_key(self, event: QKeyEvent) -> None:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) or event.isAutoRepeat():
            return
        is_down = event.type() == QEvent.Type.KeyPress
        if event.key() == Qt.Key.Key_Space:
            self._space = is_down
        elif event.key() in _FLAGS:
            flag = _FLAGS[Qt.Key(event.key())]
            self._keys = event.modifiers() | flag if is_down else event.modifiers() & ~flag
        else:
            return
        self._say()

    def _say(self) -> None:
        if not self._is_free():
            return
        words = ""
        if self._spot is not None and (self._space or self._keys & (SHIFT | CTRL | ALT)):
            found = self._hit(self._spot)
            if is_ground(self._desk, found, self._keys):
                found = NOTHING
            words = said(found, self._keys, self._space)
        if words != self._said:
            self._said = words
            self._desk.hint(words)


def said(found: Hit, keys: Keys, space: bool) -> str:
    """What the held keys will do at what was found; "" where they change nothing."""
    if space:
        return "Drag moves the view; let go of Space at once to find a module"
    if found.port is not None:
        return _at_port(found, keys)
    if found.wire is not None:
        return _chosen("this wire", keys)
    if found.node is not None:
        return _chosen("this card", keys) or _at_card(keys)
    if found.remark is not None:
        return _chosen("it", keys)
    if keys & SHIFT:
        return "Drag adds what it touches to the selection, or cuts the wires it crosses"
    return "Drag adds what it touches to the selection, or takes it out" if keys & CTRL else ""


def _chosen(what: str, keys: Keys) -> str:
    if keys & SHIFT:
        return f"Click adds {what} to the selection"
    return f"Click adds {what} to the selection, or takes it out" if keys & CTRL else ""


def _at_card(keys: Keys) -> str:
    return "Drag moves the card without snapping it to its neighbours" if keys & ALT else ""


def _at_port(found: Hit, keys: Keys) -> str:
    if keys & ALT:
        return "Click removes the wires of this port"
    return "Drag moves all wires of this port" if keys & CTRL else ""
