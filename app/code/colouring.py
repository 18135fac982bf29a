"""What is coloured in a line of code. A line is all it needs, and what the line before leaves open."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from app.code.languages import LUA, PRINTED, PYTHON
from app.code.names import LUA_WORDS

Kind = Literal["comment", "text", "number", "word", "module"]


class Coloured(NamedTuple):
    """From and up to which character of the line, and what stands there."""

    start: int
    end: int
    kind: Kind


PYTHON_WORDS = ("import", "from", "as", "None", "True", "False", "for", "in", "if", "else", "def", "return")
_NUMBER = r"(?P<number>(?<![\w.])\d+\.?\d*(?:[eE][+-]?\d+)?)"
_MODULE = r"(?P<module>\bnn\.[A-Za-z_]\w*)"
_STRING = r"""(?P<text>"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?)"""


def _words(words: tuple[str, ...]) -> str:
    return rf"(?P<word>\b(?:{'|'.join(words)})\b)"


_PATTERNS = {
    LUA: rf"(?P<open>(?:--)?\[=*\[)|(?P<comment>--.*)|{_STRING}|{_MODULE}|{_NUMBER}"
    rf"|{_words(tuple(sorted(LUA_WORDS)))}",
    PYTHON: rf"(?P<open>'''|\"\"\")|(?P<comment>\#.*)|{_STRING}|{_MODULE}|{_NUMBER}|{_words(PYTHON_WORDS)}",
    PRINTED: rf"(?P<comment>->|<-|`->|\||\.\.\.|[{{}}\[\]])|{_MODULE}",
}
_COMPILED = {language: re.compile(pattern) for language, pattern in _PATTERNS.items()}


def coloured(line: str, language: str, inside: str = "") -> tuple[list[Coloured], str]:
    """What is coloured in a line.

    Args:
        inside: what ends the long comment or text in which the line begins; "" when there is none.

    Returns:
        The places, and the same for the next line.
    """
    found: list[Coloured] = []
    at = 0
    if inside:
        close = line.find(inside)
        if close < 0:
            return [Coloured(0, len(line), "comment")], inside
        at = close + len(inside)
        found.append(Coloured(0, at, "comment"))
    while (match := _COMPILED[language].search(line, at)) is not None:
        kind = match.lastgroup
        at = match.end()
        if kind == "open":
            closing = _closing(match[0])
            close = line.find(closing, at)
            at = len(line) if close < 0 else close + len(closing)
            found.append(Coloured(match.start(), at, "comment"))
            if close < 0:
                return found, closing
        else:
            found.append(Coloured(match.start(), at, kind))  # type: ignore[arg-type]  # named as the kinds
    return found, ""


def _closing(opening: str) -> str:
    return opening.removeprefix("--").replace("[", "]") if "[" in opening else opening
