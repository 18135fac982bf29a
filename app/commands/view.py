"""The commands of the View menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.command import SEPARATOR, Command
from app.document.index import index
from app.document.model import NodeId
from app.look import Mode, look

if TYPE_CHECKING:
    from app.window import Window


def _theme(mode: Mode, title: str, tip: str, icon: str) -> Command:
    return Command(
        f"theme_{mode}",
        title,
        tip,
        lambda window: window.set_theme(mode),
        icon=icon,
        checked=lambda window: look.mode == mode,
        alone=f"Theme: {title.replace('&', '')}",
    )


def _frame_why(window: Window) -> str:
    return "" if window.session.selection else "Select something first."


def _containers(window: Window) -> list[NodeId]:
    return [id for id in window.session.selected_nodes if window.canvas.inside.can_enter(id)]


def _collapsed(window: Window) -> bool:
    """Whether all selected containers are drawn as cards."""
    nodes, chosen = index(window.session.document).nodes, _containers(window)
    return bool(chosen) and all(nodes[id].collapsed for id in chosen)


def _inside_why(window: Window) -> str:
    chosen = window.session.selected_nodes
    can = len(chosen) == 1 and window.canvas.inside.can_enter(chosen[0])
    return "" if can else "Select one container first."


FRAME_ALL = Command(
    "frame_all",
    "Frame &All",
    "Shows the whole model",
    lambda window: window.canvas.frame_all(),
    ("Home",),
    "frame-all",
    on_canvas=True,
)
FRAME_SELECTION = Command(
    "frame_selection",
    "Frame &Selection",
    "Shows what is selected",
    lambda window: window.canvas.frame_selection(),
    ("F",),
    "frame-selection",
    _frame_why,
    on_canvas=True,
    on_outline=True,
)
STEP_INSIDE = Command(
    "step_inside",
    "Step I&nside",
    "Shows the selected container alone",
    lambda window: window.canvas.step_inside(window.session.selected_nodes[0]),
    ("Ctrl+Shift+Return",),
    why_not=_inside_why,
)
STEP_OUT = Command(
    "step_out",
    "Step Ou&t",
    "Shows what is around the container that is shown alone",
    lambda window: window.canvas.step_out(),
    ("Ctrl+Backspace",),
    why_not=lambda window: "" if window.canvas.inside.container is not None else "The whole model is shown.",
)
COLLAPSE = Command(
    "collapse",
    "&Collapse to a Card",
    "Draws the selected containers as one card each, or as frames again",
    lambda window: window.canvas.collapse(_containers(window), not _collapsed(window)),
    ("H",),
    why_not=lambda window: "" if _containers(window) else "Select a container first.",
    checked=lambda window: _collapsed(window),
    on_canvas=True,
    on_outline=True,
)
ZOOM_IN = Command(
    "zoom_in",
    "Zoom &In",
    "Makes the drawing larger",
    lambda window: window.canvas.zoom(1.25),
    ("Ctrl++", "Ctrl+="),
    "zoom-in",
)
ZOOM_OUT = Command(
    "zoom_out",
    "Zoom &Out",
    "Makes the drawing smaller",
    lambda window: window.canvas.zoom(0.8),
    ("Ctrl+-",),
    "zoom-out",
)
ZOOM_100 = Command(
    "zoom_100",
    "&100 %",
    "Shows the drawing at its own size",
    lambda window: window.canvas.zoom_to(1.0),
    ("Ctrl+0",),
    "zoom-100",
)
MINIMAP = Command(
    "minimap",
    "Sho&w Minimap",
    "Shows the whole model small in a corner while a part of it is out of sight, or does not",
    lambda window: window.settings.set("minimap", not window.settings.get("minimap")),
    ("Ctrl+Shift+M",),
    checked=lambda window: bool(window.settings.get("minimap")),
)
LARGER = Command(
    "larger_text",
    "&Larger Text",
    "Makes the words and controls of the window larger",
    lambda window: window.set_scale(look.scale + 0.1),
    ("Ctrl+Shift++", "Ctrl+Shift+="),
    "plus",
)
SMALLER = Command(
    "smaller_text",
    "S&maller Text",
    "Makes the words and controls of the window smaller",
    lambda window: window.set_scale(look.scale - 0.1),
    ("Ctrl+Shift+-", "Ctrl+Shift+_"),
    "minus",
)

THEMES = (
    _theme("system", "As the &Desktop", "Follows the light or dark of the desktop", "system"),
    _theme("light", "&Light", "Dark words on a light ground, for a projector", "sun"),
    _theme("dark", "&Dark", "Light words on a dark ground, for the desk", "moon"),
)

VIEW: tuple[Command | None, ...] = (
    FRAME_ALL,
    FRAME_SELECTION,
    STEP_INSIDE,
    STEP_OUT,
    COLLAPSE,
    SEPARATOR,
    ZOOM_IN,
    ZOOM_OUT,
    ZOOM_100,
    MINIMAP,
    SEPARATOR,
    LARGER,
    SMALLER,
)
"""The menus of themes and panels stand behind these."""
