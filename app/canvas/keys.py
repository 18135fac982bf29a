"""Which part of the canvas a key goes to: what is under way, the keyboard's own acts, the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from app.canvas.view import CanvasView


def press_key(view: CanvasView, event: QKeyEvent) -> bool:
    """Does what the key means; whether it meant anything here."""
    if event.key() == Qt.Key.Key_Escape:
        _give_up(view)
    elif event.key() == Qt.Key.Key_Space and not event.modifiers():
        if not event.isAutoRepeat():
            view.pointer.hold_space(True)
            view.asking.press_space()
    elif view.asking.is_capital(event) and not view.keyboard.is_wiring:
        view.asking.here(event.text())
    elif view.keyboard.press(event):
        view.asking.by_keys = True
    elif view.asking.is_typed(event):
        view.asking.here(event.text())
    else:
        return False
    return True


def _give_up(view: CanvasView) -> None:
    """What is under way; then the selection and the focus; then one steps out."""
    if view.pointer.cancel() or view.keyboard.cancel():
        return
    nothing = not view.session.selection and view.attention.focused is None
    if not (nothing and view.step_out()):
        view.give_focus(None)
        view.session.select()
