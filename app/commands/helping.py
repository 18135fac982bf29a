"""The commands of the Help menu."""

from __future__ import annotations

from app.commands.command import SEPARATOR, Command

FIRST_STEPS = Command(
    "first_steps",
    "&First Steps",
    "How to build and train a network, on one page",
    lambda window: window.show_help("first-steps"),
    ("F1",),
    "help",
)
SHORTCUTS = Command(
    "shortcuts",
    "&Keys",
    "What the keys and the mouse do",
    lambda window: window.show_help("keys"),
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
    lambda window: window.show_help("about"),
    icon="info",
)

HELP: tuple[Command | None, ...] = (FIRST_STEPS, COMMAND_SEARCH, SHORTCUTS, SEPARATOR, ABOUT)
