"""The one stylesheet: `resources/themes/window.qss` filled with the theme's colours and scaled measures.

There `@text` is a token of the theme, `@mark(check, text)` the icon `check` in that token's colour, and
every `8px` is a length at 100 % (hairlines of 1px stay hairlines).
"""

from __future__ import annotations

import re
from functools import lru_cache

from app import resources
from app.look import tokens
from app.look.marks import mark

_MARK = re.compile(r"@mark\(([\w-]+), (\w+)\)")
_TOKEN = re.compile(r"@(\w+)")
_LENGTH = re.compile(r"(?<![\w.#-])(\d+)px")
_MEASURES = {"small": tokens.SMALL, "body": tokens.BODY, "title": tokens.TITLE, "large": tokens.LARGE,
             "radius_small": tokens.RADIUS_SMALL, "radius": tokens.RADIUS}  # fmt: skip


@lru_cache(maxsize=8)
def stylesheet(theme: tokens.Theme, scale: float = 1.0) -> str:
    """Qt's stylesheet in the colours of `theme`, its lengths multiplied by `scale`.

    Raises AttributeError when the template names a colour that no theme has.
    """

    def colour(token: str) -> str:
        return f"{_MEASURES[token]}px" if token in _MEASURES else theme.colour(token)

    def length(found: re.Match[str]) -> str:
        size = int(found[1])
        return f"{size if size < 2 else max(2, round(size * scale))}px"

    text = resources.path("themes", "window.qss").read_text(encoding="utf-8")
    text = _MARK.sub(lambda found: f'url("{mark(found[1], colour(found[2]))}")', text)
    return _LENGTH.sub(length, _TOKEN.sub(lambda found: colour(found[1]), text))
