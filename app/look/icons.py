"""The icons: one line drawing each, tinted by the theme and drawn afresh at every size and pixel ratio."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QIcon

from app import resources


@cache
def icon(name: str) -> QIcon:
    """The icon `resources/icons/<name>.svg`. Raises ResourceError when there is none of that name."""
    return QIcon(str(resources.path("icons", f"{name}.svg")))
