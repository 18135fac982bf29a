"""Whether a panel is seen: what nobody sees rests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDockWidget, QWidget


def is_seen(widget: QWidget) -> bool:
    """Whether any part of it is; for Qt a dock that stands behind another is visible."""
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def rest_behind(dock: QDockWidget, catch_up: Callable[[], None]) -> None:
    """Lets what is in a dock catch up when the dock comes to the front."""
    dock.visibilityChanged.connect(lambda is_shown: catch_up() if is_shown else None)
