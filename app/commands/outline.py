"""The commands of the outline: what dragging does, by keys. They act on what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.command import Command
from app.commands.edit import needs_modules

if TYPE_CHECKING:
    from app.window import Window


def _needs_one(window: Window) -> str:
    cards = [item for item in window.session.selection if isinstance(item, int)]
    return "" if len(cards) == 1 else "Select one module, or the data, first."


ADD = Command(
    "outline_add",
    "&Add Behind…",
    "Finds a module and adds it behind the selected one, wired as in the list",
    lambda window: window.outline.add(),
    ("Ins", "Ctrl+Return"),
    "plus",
    on_outline=True,
)
UP = Command(
    "outline_up",
    "Move &Up",
    "Moves the selected modules one place back among those beside them",
    lambda window: window.outline.step(-1),
    ("Alt+Up",),
    "chevron-up",
    needs_modules,
    on_canvas=True,
    on_outline=True,
)
DOWN = Command(
    "outline_down",
    "Move &Down",
    "Moves the selected modules one place on among those beside them",
    lambda window: window.outline.step(1),
    ("Alt+Down",),
    "chevron-down",
    needs_modules,
    on_canvas=True,
    on_outline=True,
)
NEST = Command(
    "nest",
    "&Nest into the Container Before",
    "Puts the selected modules at the end of the container before them",
    lambda window: window.outline.nest(),
    ("Alt+Right",),
    "chevron-right",
    needs_modules,
    on_canvas=True,
    on_outline=True,
)
TAKE_OUT = Command(
    "take_out",
    "&Take Out of the Container",
    "Puts the selected modules behind the container that holds them",
    lambda window: window.outline.take_out(),
    ("Alt+Left",),
    "chevron-left",
    needs_modules,
    on_canvas=True,
    on_outline=True,
)
CONNECT = Command(
    "connect",
    "&Connect to…",
    "Lists the inputs that take what the selected module gives, and draws the wire",
    lambda window: window.outline.connect_to(),
    ("Ctrl+K",),
    "link",
    _needs_one,
)
DISCONNECT = Command(
    "disconnect",
    "D&isconnect…",
    "Takes a wire of the selected module away",
    lambda window: window.outline.disconnect_from(),
    ("Ctrl+Shift+K",),
    "unlink",
    _needs_one,
)


def _rename_why(window: Window) -> str:
    session = window.session
    is_one = len(session.selected_nodes) + len(session.selected_remarks) == 1
    return "" if is_one else "Select one module, note or region first."


RENAME = Command(
    "rename",
    "&Rename",
    "Gives the selected module a label of your own, a note its words, a region its title",
    lambda window: window.rename(),
    ("F2",),
    "rename",
    _rename_why,
)

OUTLINE = (ADD, UP, DOWN, NEST, TAKE_OUT, CONNECT, DISCONNECT, RENAME)
"""A submenu of the Model menu, and the menu of the outline itself."""
