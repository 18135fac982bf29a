"""Lua's tokens with their places. (luaparser's errors have no place, so they could not be underlined.)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from app.code.names import LUA_WORDS
from app.code.syntax import Unread
from app.code.written import Span

Kind = Literal["name", "word", "number", "text", "sign", "end"]

_PATTERN = re.compile(
    r"""(?P<space>\s+)
    | (?P<comment>--(?!\[=*\[)[^\n]*)
    | (?P<long>(?:--)?\[(?P<level>=*)\[)
    | (?P<number>0[xX][0-9a-fA-F]+ | (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<name>[A-Za-z_]\w*)
    | (?P<quote>["'])
    | (?P<sign>\.\.\. | \.\. | [=~<>]= | // | << | >> | :: | [-+*/%^\#&~|<>=(){}\[\];:,.])
    """,
    re.VERBOSE | re.ASCII,
)
_ESCAPE = re.compile(r"\\(\d{1,3}|z\s*|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str  # of a text: what it says
    span: Span


def tokens(text: str) -> list[Token]:
    """All tokens and the end, without spaces and comments.

    Raises:
        Unread: at a character that is none of Lua's, or a text without its end.
    """
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _PATTERN.match(text, at)
        if match is None:
            raise Unread((at, at + 1), f"Lua has no sign {text[at]}.")
        token, at = _token(text, match)
        if token is not None:
            found.append(token)
    return [*found, Token("end", "", (len(text), len(text)))]


def _token(text: str, match: re.Match[str]) -> tuple[Token | None, int]:
    """What begins with this match, and where it ends."""
    start, end = match.span()
    if match["space"] or match["comment"]:
        return None, end
    if match["long"]:
        return _long(text, match)
    if match["quote"]:
        return _quoted(text, match)
    if match["name"]:
        return Token("word" if match[0] in LUA_WORDS else "name", match[0], (start, end)), end
    return Token("number" if match["number"] else "sign", match[0], (start, end)), end


def _long(text: str, match: re.Match[str]) -> tuple[Token | None, int]:
    """A comment or a text in long brackets."""
    closing = f"]{match['level']}]"
    close = text.find(closing, match.end())
    if close < 0:
        raise Unread(match.span(), f"This begins here and never ends: {closing} is missing.")
    end = close + len(closing)
    if match[0].startswith("--"):
        return None, end
    return Token("text", text[match.end() : close].removeprefix("\n"), (match.start(), end)), end


def _quoted(text: str, match: re.Match[str]) -> tuple[Token, int]:
    quote, at = match[0], match.end()
    while at < len(text) and text[at] not in (quote, "\n"):
        at += 2 if text[at] == "\\" else 1
    if at >= len(text) or text[at] != quote:
        raise Unread((match.start(), min(at, len(text))), f"This text never ends: {quote} is missing.")
    said = _ESCAPE.sub(_unescaped, text[match.end() : at])
    return Token("text", said, (match.start(), at + 1)), at + 1


def _unescaped(match: re.Match[str]) -> str:
    code = match[1]
    if code.isdigit():
        return chr(int(code))
    if code[0] == "x" and len(code) == 3:
        return chr(int(code[1:], 16))
    return "" if code[0] == "z" else _ESCAPES.get(code, code)
