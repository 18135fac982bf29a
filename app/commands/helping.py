"""The commands of the Help menu."""

from __future__ import annotations

from app.commands.command import SEPARATOR, Command

EXPLAIN = Command(
    "explain",
    "&Explain",
    "What the selected module does, with its formula and arguments; with none selected, the first steps",
    lambda window: window.dialogs.explain(),
    ("F1",),
    "help",
)
FIRST_STEPS = Command(
    "first_steps",
    "&First Steps",
    "How to build and train a network, on one page",
    lambda window: window.dialogs.help("first-steps"),
)
PRESENTING = Command(
    "help_presenting",
    "&Presenting",
    "How a model is shown to an audience, and the keys for that",
    lambda window: window.dialogs.help("presenting"),
    alone="Help: Presenting",
)
SHORTCUTS = Command(
    "shortcuts",
    "&Keys and Mouse",
    "What the keys and the mouse do",
    lambda window: window.dialogs.keys(),
    ("?",),
    "keyboard",
    on_canvas=True,
)
COMMAND_SEARCH = Command(
    "command_search",
    "Find a &Command…",
    "Finds every command by its name, and what it needs",
    lambda window: window.command_search.open(),
    ("Ctrl+Shift+P",),
    "search",
)
ABOUT = Command(
    "about",
    "&About Netloom",
    "Its version, and what it is made of",
    lambda window: window.dialogs.help("about"),
    icon="info",
)

HELP: tuple[Command | None, ...] = (
    EXPLAIN,
    FIRST_STEPS,
    PRESENTING,
    SEPARATOR,
    COMMAND_SEARCH,
    SHORTCUTS,
    SEPARATOR,
    ABOUT,
)
