"""The window's docks: each panel in one, those of a side behind each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from app.look import look

STACKS = (("modules", "outline", "microscope"), ("inspector", "code", "lab", "predictions"))
"""What stands behind each other, the first in front."""

_NARROW = 1440
"""In pixels at 100 %."""

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


def lay_out(window: QMainWindow, docks: Mapping[str, QDockWidget]) -> None:
    """The sizes at the very first start: on a small screen what stands beside the drawing is narrower."""
    narrow = window.width() < look.scaled(_NARROW)
    widths = [look.scaled(232 if narrow else 296), look.scaled(292 if narrow else 304)]
    window.resizeDocks([docks["modules"], docks["inspector"]], widths, Qt.Orientation.Horizontal)
    height = max(look.scaled(320), window.height() - look.scaled(640))
    window.resizeDocks([docks["training"]], [height], Qt.Orientation.Vertical)


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
