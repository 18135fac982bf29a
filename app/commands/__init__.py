"""Every user action, each declared once in the file of its menu; `MENUS` is the menu bar."""

from __future__ import annotations

from collections.abc import Iterator

from app.commands import (
    arrange,
    edit,
    file,
    helping,
    history,
    lab,
    microscope,
    model,
    outline,
    places,
    plots,
    presenting,
    train,
    view,
)
from app.commands.command import Command, Menu

MENUS: tuple[Menu, ...] = (
    ("file", "&File", file.FILE),
    ("edit", "&Edit", edit.EDIT),
    ("model", "&Model", model.MODEL),
    ("arrange", "&Arrange", arrange.MENU),
    ("view", "&View", view.VIEW),
    ("train", "&Training", train.TRAIN),
    ("help", "&Help", helping.HELP),
)

INNER: dict[str, tuple[Command, ...]] = {
    "file": file.EXAMPLE_COMMANDS,
    "model": (*model.WRAPS, *outline.OUTLINE),
    "view": (*places.PLACES, *view.THEMES, *plots.PLOTS, *presenting.PRESENTING),
    "train": (*history.TIME, *history.RUNS, *lab.LAB, *microscope.MICROSCOPE),
}
"""What stands in submenus, by the name of the menu around them."""


def grouped() -> Iterator[tuple[str, tuple[Command, ...]]]:
    """All commands by the titles of their menus, those of submenus behind the others."""
    for name, title, commands in MENUS:
        yield title.replace("&", ""), (*filter(None, commands), *INNER.get(name, ()))


def everything() -> Iterator[Command]:
    """All commands, also those of submenus."""
    for _, commands in grouped():
        yield from commands
