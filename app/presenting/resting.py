"""What cannot be done while presenting: cards stand elsewhere than the model has them, so none is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands import MENUS
from app.commands.command import Command
from app.named_keys import keys

if TYPE_CHECKING:
    from app.window import Window

_MENUS = ("edit", "model", "arrange")
_ALLOWED = ("undo", "redo", "copy", "select_all", "preferences", "settings")
_OTHERS = ("collapse", "larger_text", "smaller_text", "theme_system", "theme_light", "theme_dark")
RESTING = frozenset(
    command.id
    for name, _, commands in MENUS
    if name in _MENUS
    for command in commands
    if command is not None and command.id not in _ALLOWED
) | frozenset(_OTHERS)
"""The commands that wait for the end of it, by their ids."""


def why_resting(window: Window, command: Command) -> str:
    """Why a command is not allowed while presenting; "" when it is."""
    if command.id in RESTING and window.presenting.is_on:
        return keys.said("End the presentation first [present].")
    return ""
