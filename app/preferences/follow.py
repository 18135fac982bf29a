"""What the settings do, when the window opens and whenever one is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.look import look
from app.look.motion import motion
from app.panels.plot_choice import PLOTS, PlotChoice
from app.settings import Settings

if TYPE_CHECKING:
    from app.window import Window


def follow(window: Window) -> None:
    """Lets the window follow its settings from now on. How it looks was seen to before it was made."""
    for name in ("hints", "recovery", "snapping", "minimap"):
        _bring_about(window, name)
    window.settings.changed.connect(lambda name: _bring_about(window, name))
    remember_plots(window.plots.choice, window.settings)


def remember_plots(choice: PlotChoice, settings: Settings) -> None:
    """Shows the plots that were chosen the last time, and notes when others are."""
    known = tuple(dict.fromkeys(id for id in settings.plots if id in PLOTS))[:2]
    if known:
        choice.show_these(known)

    def note() -> None:
        settings.plots = choice.shown

    choice.picked.connect(note)


def _bring_about(window: Window, name: str) -> None:
    if name in _ACTS:
        _ACTS[name](window, window.settings.get(name))
        window.actions_.refresh()


def _snap(window: Window, snaps: Any) -> None:
    window.canvas.is_snapping = snaps


def _move(window: Window, mode: Any) -> None:
    motion.mode = mode


_ACTS: dict[str, Callable[[Window, Any], object]] = {
    "theme": lambda window, mode: look.set_mode(mode),
    "text_size": lambda window, percent: look.set_scale(percent / 100),
    "motion": _move,
    "hints": lambda window, shown: window.show_hints(shown),
    "snapping": _snap,
    "minimap": lambda window, shown: window.canvas.minimap.show_always(shown),
    "recovery": lambda window, seconds: window.recovery.set_quiet(seconds),
}
"""By the setting's name; what is not here is asked for where it matters."""
