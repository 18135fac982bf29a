"""The one stylesheet, generated from the tokens."""

from __future__ import annotations

from app.look.tokens import Theme


def stylesheet(theme: Theme, scale: float = 1.0) -> str:
    """Qt's stylesheet in the colours of `theme`, its measures multiplied by `scale`."""
    return f"QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.border}; }}"
