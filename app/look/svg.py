"""The line drawings as SVG text, in a colour of one's choice."""

from __future__ import annotations

from functools import cache

from app import resources

STROKE = 1.75
"""The icons' line in their 24-unit square: lighter than drawn, to sit beside Inter's regular weight."""


@cache
def tinted(name: str, colour: str, stroke: float = STROKE) -> bytes:
    """The drawing `resources/icons/<name>.svg` in `colour` ("#rrggbb"), its lines `stroke` units wide.

    Raises ResourceError when there is none of that name.
    """
    text = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace('stroke-width="2"', f'stroke-width="{stroke:g}"')
    return text.replace("currentColor", colour).encode()
