"""Lua's blocks (loops, conditions, functions): found from their first word to their last, and not read."""

from __future__ import annotations

from app.code.lua_tokens import Token
from app.code.syntax import Unread

BLOCKS = {
    "for": "A loop cannot be read here. Write out what it builds.",
    "while": "A loop cannot be read here. Write out what it builds.",
    "repeat": "A loop cannot be read here. Write out what it builds.",
    "if": "A condition cannot be read here. Write what it builds in the case that is meant.",
    "function": "A function cannot be read here. Write out what it builds.",
    "do": "A block cannot be read here. Write its lines without do and end.",
}
"""Words that begin a block, and what to do instead."""

_OPENING = {"do", "repeat", "if", "function"}  # for and while open with their do


def block_end(tokens: list[Token], at: int) -> int:
    """The number of the token that closes the block which the token `at` begins.

    Raises:
        Unread: when nothing does.
    """
    depth = 0
    for number in range(at, len(tokens)):
        token = tokens[number]
        if token.kind != "word":
            continue
        depth += token.text in _OPENING
        depth -= token.text in ("end", "until")
        if depth == 0 and token.text in ("end", "until"):
            return number
    missing = "until" if tokens[at].text == "repeat" else "end"
    raise Unread(tokens[at].span, f"This {tokens[at].text} has no {missing}.")
