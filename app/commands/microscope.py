"""The commands of the microscope: what it keeps in view, and copies of its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import value_files
from app.commands.command import Command

if TYPE_CHECKING:
    from app.window import Window


def _no_module(window: Window) -> str:
    return "" if window.microscope.at_hand is not None else "Select a module first."


def _no_value(window: Window) -> str:
    return "" if window.microscope.value_at_hand is not None else "The microscope shows no value."


def _pin(window: Window) -> None:
    if (node := window.microscope.at_hand) is not None:
        window.microscope.toggle_pin(node)
        window.go_to("microscope")


PIN = Command(
    "pin_module",
    "&Pin the Module",
    "Keeps the module in the microscope while others are selected, or no longer",
    _pin,
    (),
    "pin",
    _no_module,
    alone="Microscope: pin the module",
)
COPY_TEXT = Command(
    "copy_value_text",
    "Copy as &Text",
    "Copies the value that was clicked last as Torch prints it",
    lambda window: value_files.copy(window, "text"),
    (),
    "copy",
    _no_value,
    alone="Microscope: copy the value as text",
)
COPY_CSV = Command(
    "copy_value_csv",
    "Copy as &CSV",
    "Copies the value that was clicked last as rows of numbers, every digit",
    lambda window: value_files.copy(window, "csv"),
    (),
    "csv",
    _no_value,
    alone="Microscope: copy the value as CSV",
)
SAVE_NPY = Command(
    "save_value_npy",
    "Save as &npy…",
    "Writes the value that was clicked last as a numpy file",
    value_files.ask_save,
    (),
    "save-as",
    _no_value,
    alone="Microscope: save the value as npy",
)

MICROSCOPE = (PIN, COPY_TEXT, COPY_CSV, SAVE_NPY)
"""A submenu of the Training menu; all but the first are the menu of a value."""
