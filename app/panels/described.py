"""A module's description as a tooltip: what it does, its formula, its arguments."""

from __future__ import annotations

from html import escape
from typing import Any

from app.document.search import spec_of
from app.look.formula import to_html
from nncore.spec import REQUIRED, Arg


def summary(name: str) -> str:
    """One sentence on what `name` does."""
    spec = spec_of(name)
    return spec.summary if spec else f"{name} cannot be loaded: its file in nncore is broken."


def tooltip(name: str) -> str:
    """All about a class, as rich text."""
    spec = spec_of(name)
    parts = [f"<b>{escape(name)}</b>", escape(summary(name))]
    if spec and spec.formula:
        parts.append(to_html(spec.formula))
    parts += [f"<b>{escape(arg.name)}</b>: {escape(explain(arg))}" for arg in (spec.args if spec else ())]
    return "<br>".join(parts)


def explain(arg: Arg) -> str:
    """What an argument means, what it may be, and what it is when nothing is given."""
    default = "" if arg.default is REQUIRED else f"; {said(arg.default)} when left empty"
    return f"{arg.meaning} ({arg.wants}{default})"


def said(value: Any) -> str:
    """A value as people write it: `yes`, `2, 3`, `nothing`."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list)):
        return ", ".join(
            f"({said(entry)})" if isinstance(entry, (tuple, list)) else said(entry) for entry in value
        )
    return f"{value:.14g}" if isinstance(value, float) else str(value)
