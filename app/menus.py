"""The menus of a window, made of the commands: the bar with its submenus, and those that pop up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.commands import (
    MENUS,
    file,
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
from app.commands.command import Command

if TYPE_CHECKING:
    from app.window import Window

Group = tuple[str, ...]
"""Commands, by their ids, that stand together."""

CONTEXT: tuple[Group, ...] = (
    ("cut", "copy", "paste", "duplicate", "delete"),
    ("wrap", "unwrap"),
    ("step_inside", "collapse"),
    ("add_note", "add_region"),
    ("frame_selection", "frame_all"),
)
"""The canvas's menu."""
VALUE: Group = tuple(command.id for command in microscope.MICROSCOPE[1:])
"""The menu of a value in the microscope."""
OUTLINE: Group = tuple(command.id for command in outline.OUTLINE)
WRAPS: Group = tuple(command.id for command in model.WRAPS)


def popup(window: Window, name: str, groups: Sequence[Group], at: QPoint) -> None:
    """Opens a menu of these commands at a place of the screen."""
    menu = QMenu(window)
    menu.setObjectName(name)
    menu.setToolTipsVisible(True)
    for number, group in enumerate(groups):
        if number:
            menu.addSeparator()
        menu.addActions([window.actions_[id] for id in group])
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)


def build(window: Window, panels: Sequence[QAction]) -> None:
    """Fills the menu bar; `panels` are the switches of the window's panels."""
    for name, title, commands in MENUS:
        menu = window.menuBar().addMenu(title)
        menu.setObjectName(f"{name}Menu")
        menu.menuAction().setObjectName(f"menu:{name}")
        menu.setToolTipsVisible(True)
        for command in commands:
            if command is None:
                menu.addSeparator()
            else:
                menu.addAction(window.actions_[command.id])
            _behind(window, menu, command, panels)
        menu.aboutToShow.connect(window.actions_.refresh)


def _behind(window: Window, menu: QMenu, command: Command | None, panels: Sequence[QAction]) -> None:
    """The submenus, each behind the command that it belongs to."""
    if command is file.OPEN:
        _Recent(window, menu)
        _submenu(window, menu, "&Examples", file.EXAMPLE_COMMANDS)
    elif command is model.UNWRAP:
        _submenu(window, menu, "Wrap &as", model.WRAPS)
        _submenu(window, menu, "&Outline", outline.OUTLINE)
    elif command is train.NEW_SEED:
        menu.addSeparator()
        _submenu(window, menu, "Time Tra&vel", history.TIME)
        _submenu(window, menu, "R&uns", history.RUNS)
        _submenu(window, menu, "&Bugs Lab", lab.LAB)
        _submenu(window, menu, "M&icroscope", microscope.MICROSCOPE)
    elif command is view.SMALLER:
        menu.addSeparator()
        _submenu(window, menu, "&Theme", view.THEMES)
        _submenu(window, menu, "&Go to", places.PLACES)
        _submenu(window, menu, "Plots", plots.PLOTS)
        _submenu(window, menu, "&Present", presenting.PRESENTING)
        menu.addMenu("&Panels").addActions(list(panels))


def _submenu(window: Window, menu: QMenu, title: str, commands: Sequence[Command]) -> None:
    inner = menu.addMenu(title)
    inner.setToolTipsVisible(True)
    for command in commands:
        inner.addAction(window.actions_[command.id])


class _Recent(QMenu):
    """The files opened or saved last, listed anew each time it opens."""

    def __init__(self, window: Window, menu: QMenu) -> None:
        super().__init__("Open &Recent", menu)
        self._window = window
        menu.addMenu(self)
        self.aboutToShow.connect(self._list)

    def _list(self) -> None:
        self.clear()
        for path in self._window.settings.recent:
            action = self.addAction(str(path))
            action.triggered.connect(lambda _=False, path=path: self._window.files.open(path))
        if self.isEmpty():
            self.addAction("No files yet").setEnabled(False)
