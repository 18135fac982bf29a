"""The commands that move cards, notes and regions on the canvas from wherever the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.canvas.nudge import push
from app.commands.command import Command
from app.document.model import Point
from app.look.tokens import GRID

if TYPE_CHECKING:
    from app.window import Window

FAR = 4.0 * GRID


def _why_not(window: Window) -> str:
    some = any(not isinstance(item, tuple) for item in window.session.selection)
    return "" if some else "Select a module, a note or a region first."


def _push(where: str, by: Point) -> Command:
    return Command(
        f"push_{where.lower()}",
        f"Push {where}",
        f"Moves what is selected a step on the canvas ({int(FAR)} pixels), a region with what stands on it",
        lambda window: push(window.session, window.canvas.stage.plan, by),
        (f"Alt+Shift+{where}",),
        why_not=_why_not,
        on_canvas=True,
        on_outline=True,
    )


PUSHES: tuple[Command, ...] = (
    _push("Left", (-FAR, 0.0)),
    _push("Right", (FAR, 0.0)),
    _push("Up", (0.0, -FAR)),
    _push("Down", (0.0, FAR)),
)
"""They stand in the Arrange menu."""
