"""The commands of the File menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.command import SEPARATOR, Command
from app.document import examples

if TYPE_CHECKING:
    from app.window import Window


def _new(window: Window) -> None:
    window.files.new()


def _example(name: str) -> Command:
    make, title, tip = EXAMPLES[name]
    alone = f"Example: {title.replace('&', '')}"
    return Command(f"example_{name}", title, tip, lambda window: window.files.new(make()), alone=alone)


EXAMPLES = {
    "tutorial": (
        examples.tutorial,
        "&Tutorial: a network with one hidden layer",
        "Linear, Tanh and Linear on the tutorial's data, as in its section 4",
    ),
    "backward_pass": (
        examples.backward_pass,
        "&Backward pass: CMul and Sum",
        "The tutorial's section 2d: step through it with F9 and read gradOutput and gradInput",
    ),
    "sparse_dense": (
        examples.sparse_dense,
        "&Sparse and dense inputs",
        "A LookupTable and a Linear side by side, added up, as in the tutorial's section 2h",
    ),
    "classifier": (
        examples.classifier,
        "&Classifier of points in the plane",
        "Two classes of points, told apart with LogSoftMax and ClassNLLCriterion",
    ),
}

NEW = Command("new", "&New", "Begins an empty model", _new, ("Ctrl+N",), "new")
OPEN = Command(
    "open", "&Open…", "Opens a model from a file", lambda window: window.files.ask_open(), ("Ctrl+O",), "open"
)
SAVE = Command(
    "save",
    "&Save",
    "Saves the model with its weights",
    lambda window: window.files.save(),
    ("Ctrl+S",),
    "save",
)
SAVE_AS = Command(
    "save_as",
    "Save &As…",
    "Saves the model in another file",
    lambda window: window.files.ask_save(),
    ("Ctrl+Shift+S",),
    "save-as",
)
QUIT = Command("quit", "&Quit", "Closes Netloom", lambda window: window.close(), ("Ctrl+Q",), "quit")

EXAMPLE_COMMANDS = tuple(_example(name) for name in EXAMPLES)

FILE: tuple[Command | None, ...] = (NEW, OPEN, SEPARATOR, SAVE, SAVE_AS, SEPARATOR, QUIT)
"""The menus of recent files and of examples stand behind OPEN."""
