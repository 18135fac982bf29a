"""Commands that give the keyboard to a part of the window: nothing is out of reach without a mouse."""

from __future__ import annotations

from app.commands.command import Command


def _go(id: str, title: str, tip: str, keys: str, icon: str = "") -> Command:
    name = title.replace("&", "")
    return Command(
        f"go_{id}", title, tip, lambda window: window.go_to(id), (keys,), icon, alone=f"Go to the {name}"
    )


PLACES = (
    _go("canvas", "&Canvas", "The keyboard works on the drawing", "Ctrl+1"),
    _go("modules", "&List of Modules", "Type to find a module, Enter adds it", "Ctrl+2", "search"),
    _go("outline", "&Outline", "The keyboard works on the model as a tree", "Ctrl+3", "list"),
    _go("inspector", "&Inspector", "The settings of what is selected", "Ctrl+4", "settings"),
    _go("code", "Co&de", "The model as text, which can be edited", "Ctrl+6", "code"),
    _go("microscope", "&Microscope", "The values of the selected module", "F4", "microscope"),
    _go("lab", "&Bugs Lab", "Bugs to switch on, the diagnosis, and the gradient check", "Ctrl+8", "warning"),
    _go(
        "predictions",
        "&Predictions",
        "What the network says: surface, classes, worst examples",
        "F6",
        "picture",
    ),
    _go("runs", "R&uns", "The runs that are kept, to compare and to go back to", "Ctrl+7", "list"),
    _go("training", "&Training", "The settings of the training", "Ctrl+5", "run"),
)
"""A submenu of the View menu."""
