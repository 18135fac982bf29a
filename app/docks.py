"""The window's docks: each panel in one, those of a side behind each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

STACKS = (("modules", "outline", "microscope"), ("inspector", "code", "lab", "predictions"))
"""What stands behind each other, the first in front."""

LAYOUT_VERSION = 6
"""Raised when panels are added or renamed, so that an old layout is not forced upon them."""


def docked(
    window: QMainWindow, title: str, name: str, content: QWidget, area: Qt.DockWidgetArea
) -> QDockWidget:
    """A dock with a panel in it, at a side of the window."""
    dock = QDockWidget(title, window)
    dock.setObjectName(name)
    dock.setWidget(content)
    dock.setFeatures(
        QDockWidget.DockWidgetFeature.DockWidgetClosable | QDockWidget.DockWidgetFeature.DockWidgetMovable
    )
    window.addDockWidget(area, dock)
    return dock


def stack(
    window: QMainWindow, docks: Mapping[str, QDockWidget], stacks: Iterable[tuple[str, ...]] = STACKS
) -> None:
    """Puts docks behind each other."""
    arranged = window.layout()
    if arranged is not None:
        arranged.setEnabled(False)  # else Qt leaves half made tab bars behind, over the panels
    for first, *others in stacks:
        front = docks[first]
        for name in others:
            window.tabifyDockWidget(front, docks[name])
            front = docks[name]
        docks[first].raise_()
    if arranged is not None:
        arranged.setEnabled(True)
