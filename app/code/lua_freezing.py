"""What of Lua's functions and loops says something of a model: doing nothing, and freezing what is inside."""

from __future__ import annotations

from app.code.lua_tokens import Token

_IDLE = "function ( ) end"
_BEGIN = "for _ , * in ipairs ( * : listModules ( ) ) do"
_LOOPS = tuple(
    f"{_BEGIN} {body} end".split()
    for body in (
        f"* . parameters = {_IDLE}",
        f"* . parameters , * . updateParameters = {_IDLE} , {_IDLE}",
        f"* . accGradParameters = {_IDLE}",
    )
)
"""What the loop may look like; a star stands for a name."""
_WHOLE = 1
"""Which of the names is the container; all others are those of each module in it."""


def idle_end(tokens: list[Token], at: int) -> int | None:
    """The last token of `function() end`, with arguments or without; None for a function that does more."""
    texts = [token.text for token in tokens[at : at + 2]]
    if texts != ["function", "("] or tokens[at].kind != "word":
        return None
    number = at + 2
    while number < len(tokens) - 1 and tokens[number].text != ")":
        number += 1
    return number + 1 if tokens[number + 1 : number + 2] and tokens[number + 1].text == "end" else None


def frozen_in(tokens: list[Token], at: int) -> Token | None:
    """The name of the container all of whose modules the loop at `at` freezes; None for any other loop."""
    if tokens[at].text != "for" or tokens[at].kind != "word":
        return None
    return next((found for loop in _LOOPS if (found := _fitting(loop, tokens[at : at + len(loop)]))), None)


def _fitting(loop: list[str], found: list[Token]) -> Token | None:
    if len(found) < len(loop):
        return None
    names = [token for token, wanted in zip(found, loop, strict=True) if wanted == "*"]
    fits = all(
        token.kind == "name" if wanted == "*" else token.text == wanted
        for token, wanted in zip(found, loop, strict=True)
    )
    whole = names.pop(_WHOLE)
    return whole if fits and len({name.text for name in names}) == 1 else None
