"""The commands of the plots: which are shown, holding them still, and writing one to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.command import Command
from app.panels.plot_choice import PLOTS as NAMES

if TYPE_CHECKING:
    from app.panels.plot_making import Format
    from app.window import Window

NOTHING = "There is no plot to write yet."
LETTERS = {
    "loss": "&Loss",
    "score": "&Accuracy",
    "gradients": "&Gradients",
    "weights": "&Weights",
    "updates": "&Updates",
    "spread": "&Histograms",
    "resting": "&Dead Units",
}


def _show(id: str, title: str) -> Command:
    words = title.replace("&", "")
    return Command(
        f"plot_{id}",
        title,
        f"{NAMES[id][1]}: shows this plot, or takes it away",
        lambda window: window.plots.choose(id),
        checked=lambda window: id in window.plots.choice.shown,
        alone=f"Plot: {words}",
    )


def _nothing(window: Window) -> str:
    return "" if window.runner.has_run or window.runner.is_running else NOTHING


def _export(kind: Format, title: str, tip: str) -> Command:
    def act(window: Window) -> None:
        shown = window.plots.current
        if shown is not None and shown.plot.traces:
            window.plots.export_wanted.emit(shown, kind)
        else:
            window.session.said.emit(NOTHING)

    words = title.replace("&", "").rstrip("…")
    return Command(
        f"export_plot_{kind}", title, tip, act, icon="export", why_not=_nothing, alone=f"Plot: {words}"
    )


HOLD = Command(
    "hold_plots",
    "Hold &Still",
    "Has the plots stand still, to be looked at; the run goes on",
    lambda window: window.plots.choice.hold.toggle(),
    icon="pause",
    checked=lambda window: window.plots.choice.hold.isChecked(),
    alone="Plot: Hold Still",
)
EXPORTS = (
    _export("csv", "Export &Numbers…", "Writes the points of the plot used last as a table (CSV)"),
    _export("svg", "Export D&rawing…", "Writes the plot used last as lines and words (SVG)"),
    _export("png", "Export &Picture…", "Writes the plot used last as a picture (PNG)"),
)

PLOTS: tuple[Command, ...] = (*(_show(id, title) for id, title in LETTERS.items()), HOLD, *EXPORTS)
