"""The one stylesheet: `resources/themes/window.qss` filled with the theme's colours and scaled measures.

There `@text` is a token of the theme, `@mark(check, text)` the icon `check` in that token's colour, and
every `8px` is a length at 100 % (hairlines of 1px stay hairlines). `@round(14, 2)` is the radius that makes a
circle of a square of 14px with a border of 2px: Qt draws square corners where a radius is rounded too large.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app import resources
from app.look import tokens
from app.look.marks import mark

_MARK = re.compile(r"@mark\(([\w-]+), (\w+)\)")
_ROUND = re.compile(r"@round\((\d+), (\d+)\)")
_TOKEN = re.compile(r"@(?!round\b)(\w+)")
_LENGTH = re.compile(r"(?<![\w.#])(\d+)px")
_MEASURES = {"small": tokens.SMALL, "body": tokens.BODY, "title": tokens.TITLE, "large": tokens.LARGE,
             "radius_small": tokens.RADIUS_SMALL, "radius": tokens.RADIUS}  # fmt: skip


@lru_cache(maxsize=8)
def stylesheet(theme: tokens.Theme, scale: float = 1.0) -> str:
    """Qt's stylesheet in the colours of `theme`, its lengths multiplied by `scale`.

    Raises AttributeError when the template names a colour that no theme has.
    """

    def colour(token: str) -> str:
        return f"{_MEASURES[token]}px" if token in _MEASURES else theme.colour(token)

    def length(pixels: int) -> int:
        return pixels if pixels < 2 else max(2, round(pixels * scale))

    text = resources.path("themes", "window.qss").read_text(encoding="utf-8")
    text = _MARK.sub(lambda found: f'url("{mark(found[1], colour(found[2]))}")', text)
    text = _LENGTH.sub(
        lambda found: f"{length(int(found[1]))}px", _TOKEN.sub(lambda found: colour(found[1]), text)
    )
    return _ROUND.sub(lambda found: f"{length(int(found[1])) // 2 + length(int(found[2]))}px", text)
