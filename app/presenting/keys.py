"""The keys while presenting: Esc leads back step by step, arrows and Space go on; letters type nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from app.canvas.gestures.gesture import ALT, CTRL, SHIFT, Keys
from app.canvas.view import CanvasView

_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace)
_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PresentingKeys(QObject):
    """Stands before a canvas's own keys; those of commands count as ever.

    Args:
        escape: does what Esc is for now.
        go: one further, or one back.
    """

    def __init__(self, canvas: CanvasView, escape: Callable[[], None], go: Callable[[int], None]) -> None:
        super().__init__(canvas)
        self._canvas, self._escape, self._go = canvas, escape, go

    def turn(self, on: bool) -> None:
        """On or off."""
        if on:
            self._canvas.installEventFilter(self)
        else:
            self._canvas.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() == QEvent.Type.ShortcutOverride:
            return False
        if event.modifiers() & (CTRL | ALT | Keys.MetaModifier):
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._press(Qt.Key(event.key()), event.modifiers())
        return True

    def _press(self, key: Qt.Key, keys: Keys) -> None:
        focused = self._canvas.attention.focused
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key in _ON and not keys & SHIFT:
            self._go(1)
        elif key in _BACK and not keys & SHIFT:
            self._go(-1)
        elif key in _TABS:
            self._canvas.keyboard.tab(_TABS[key])
        elif key in _ENTER and focused is not None:
            self._canvas.step_inside(focused)
