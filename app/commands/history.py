"""The commands of time travel and of the kept runs: two submenus of the Training menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.command import Command
from app.document.runs import RunId

if TYPE_CHECKING:
    from app.window import Window


def _nothing_before(window: Window) -> str:
    if window.runner.shown_moment is not None:
        earlier = window.runner.moments[:1] != (window.runner.shown_moment,)
        return "" if earlier else "The start is shown."
    return "" if window.runner.moments else "There is nothing before. Press Run first."


def _is_now(window: Window) -> str:
    return "What is now is shown already." if window.runner.shown_moment is None else ""


def _no_moment(window: Window) -> str:
    if window.runner.shown_moment is None:
        return "Go back to an earlier moment first, with the slider over the plots."
    return ""


def _not_trained(window: Window) -> str:
    return "" if window.runner.is_running or window.runner.has_run else "It stands at its start."


def _no_run(window: Window) -> str:
    return "Choose a run in the list of runs first (Ctrl+7)." if window.runs.current is None else ""


def _is_ghost(window: Window) -> bool:
    run = window.session.runs.run(window.runs.current or 0)
    return run is not None and run.is_ghost


def _chosen(window: Window) -> RunId:
    chosen = window.runs.current
    assert chosen is not None  # the command is not allowed otherwise
    return chosen


EARLIER = Command(
    "earlier",
    "&Earlier Moment",
    "Shows the model as it was one step of the slider before",
    lambda window: window.runner.show_beside(-1),
    ("F7",),
    why_not=_nothing_before,
    alone="Look at an Earlier Moment",
)
LATER = Command(
    "later",
    "&Later Moment",
    "Shows the model as it was one step of the slider after",
    lambda window: window.runner.show_beside(1),
    ("F8",),
    why_not=_is_now,
    alone="Look at a Later Moment",
)
NOW = Command(
    "now",
    "&Now",
    "Shows the model as it is now",
    lambda window: window.runner.show(None),
    ("Shift+F8",),
    why_not=_is_now,
    alone="Look at What Is Now",
)
CONTINUE = Command(
    "continue_here",
    "&Continue from Here",
    "Training goes on from the moment that is shown; the run until now is kept beside it",
    lambda window: window.runner.continue_from_here(),
    ("Ctrl+F5",),
    why_not=_no_moment,
)
KEEP = Command(
    "keep_run",
    "&Keep This Run",
    "Keeps the run as it is now, to compare others with it",
    lambda window: window.keeping.keep(),
    ("Shift+F7",),
    why_not=_not_trained,
)

GO_BACK = Command(
    "go_back_run",
    "&Go Back to This Run",
    "Training goes on from the end of the chosen run, with its settings; the run at hand is kept",
    lambda window: window.keeping.go_back(_chosen(window)),
    why_not=_no_run,
    alone="Go Back to the Chosen Run",
)
RENAME_RUN = Command(
    "rename_run",
    "&Rename the Run",
    "Gives the chosen run a name of your own; a named run is kept until you delete it",
    lambda window: window.runs.rename(),
    why_not=_no_run,
)
GHOST = Command(
    "ghost_run",
    "&Show in the Plots",
    "Draws the chosen run's loss as a thin line beside the present one",
    lambda window: window.keeping.show(_chosen(window), not _is_ghost(window)),
    why_not=_no_run,
    checked=_is_ghost,
    alone="Show the Chosen Run in the Plots",
)
DELETE_RUN = Command(
    "delete_run",
    "&Delete the Run",
    "Throws the chosen run away",
    lambda window: window.keeping.remove(_chosen(window)),
    why_not=_no_run,
)

TIME: tuple[Command, ...] = (EARLIER, LATER, NOW, CONTINUE)
RUNS: tuple[Command, ...] = (KEEP, GO_BACK, RENAME_RUN, GHOST, DELETE_RUN)
"""Two submenus of the Training menu; those of runs act on the one that is chosen in the list."""
