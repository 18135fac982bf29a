"""Every user action, each declared once in the file of its menu; `MENUS` is the menu bar."""

from __future__ import annotations

from collections.abc import Iterator

from app.commands import arrange, edit, file, helping, model, outline, places, train, view
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


def everything() -> Iterator[Command]:
    """All commands, also those of submenus."""
    for _, _, commands in MENUS:
        yield from filter(None, commands)
    yield from (*file.EXAMPLE_COMMANDS, *model.WRAPS, *outline.OUTLINE, *places.PLACES, *view.THEMES)
