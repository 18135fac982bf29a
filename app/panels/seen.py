"""Whether a panel is seen: what nobody sees rests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtWidgets import QDockWidget, QWidget


def is_seen(widget: QWidget) -> bool:
    """Whether any part of it is; for Qt a dock that stands behind another is visible."""
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


class Panel(Protocol):
    """One that can rest."""

    def catch_up(self) -> None:
        """Shows what has happened meanwhile."""


def rest_behind(docks: Mapping[str, QDockWidget], **panels: Panel) -> None:
    """Lets each panel, by its dock's name, catch up when the dock comes to the front."""
    for name, panel in panels.items():
        docks[name].visibilityChanged.connect(lambda shown, panel=panel: panel.catch_up() if shown else None)
