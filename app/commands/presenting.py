"""The commands of presenting: a submenu of the View menu. The keys are those of presenter remotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.command import Command
from app.named_keys import keys
from app.presenting.sizes import FOOT

if TYPE_CHECKING:
    from app.window import Window


def _off(window: Window) -> str:
    return "" if window.presenting.is_on else keys.said("Present first [present].")


def _toggle_foot(window: Window) -> None:
    window.settings.set("present_foot", 0 if window.settings.get("present_foot") else FOOT)


PRESENT = Command(
    "present",
    "&Present",
    "Shows the model, or the selected container, on the whole screen and large, or ends that",
    lambda window: window.presenting.toggle(),
    ("F11",),
    "presentation",
    checked=lambda window: window.presenting.is_on,
)
NEXT = Command(
    "present_next",
    "&Next",
    "While a batch is stepped through, the next call of a module; else shows the next container",
    lambda window: window.presenting.go(1),
    ("PgDown",),
    why_not=_off,
    on_canvas=True,
    alone="Present: next",
)
BACK = Command(
    "present_back",
    "Bac&k",
    "While a batch is stepped through, takes the last call back; else shows the container before",
    lambda window: window.presenting.go(-1),
    ("PgUp",),
    why_not=_off,
    on_canvas=True,
    alone="Present: back",
)
BLANK = Command(
    "present_blank",
    "&Blank the Picture",
    "Shows nothing but black, or the picture again",
    lambda window: window.presenting.turn_blank(not window.presenting.blank.isVisible()),
    ("B",),
    why_not=_off,
    on_canvas=True,
    alone="Present: blank the picture",
)
PEN = Command(
    "present_pen",
    "&Draw with a Pen",
    "Draws over the canvas with the mouse, or points again; the model never has the strokes",
    lambda window: window.presenting.turn_pen(not window.presenting.pen.is_on),
    ("P",),
    "rename",
    _off,
    checked=lambda window: window.presenting.pen.is_on,
    on_canvas=True,
    alone="Present: draw with a pen",
)
CLEAR = Command(
    "present_clear",
    "&Clear the Strokes",
    "Takes away all that the pen drew",
    lambda window: window.presenting.pen.clear(),
    ("C",),
    why_not=_off,
    on_canvas=True,
    alone="Present: clear the strokes",
)
PLOTS = Command(
    "present_plots",
    "Show P&lots",
    "Shows the plots below the drawing, or the drawing alone",
    lambda window: window.presenting.turn_plots(not window.presenting.plots.is_on),
    ("L",),
    "chart",
    _off,
    checked=lambda window: window.presenting.plots.is_on,
    on_canvas=True,
    alone="Present: show plots",
)
FOOT_FREE = Command(
    "present_foot",
    "Keep the Bottom &Free",
    "Leaves the lower quarter of a presented picture empty, where heads would hide it, or uses it",
    _toggle_foot,
    ("Shift+F11",),
    checked=lambda window: bool(window.settings.get("present_foot")),
    alone="Present: keep the bottom free",
)

PRESENTING = (PRESENT, NEXT, BACK, BLANK, PEN, CLEAR, PLOTS, FOOT_FREE)
