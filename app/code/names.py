"""Names of variables: made of labels and modules' names, each given once."""

from __future__ import annotations

import keyword
import re

from app.document.model import Node

LUA_WORDS = frozenset(
    (
        *("and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in"),
        *("local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while"),
    )
)
TAKEN = frozenset(("nn", "torch", "nngraph", "np", "math", "require", "print"))


class Names:
    """The names in use in one text."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def take(self, wanted: str) -> str:
        """`wanted`, or with a number behind it when it is in use, or no name in both languages."""
        base = re.sub(r"\W+", "_", wanted, flags=re.ASCII).strip("_")
        if not base or base[0].isdigit():
            base = f"x{base}"
        if base in LUA_WORDS or base in TAKEN or keyword.iskeyword(base):
            base += "_"
        name, number = base, 1
        while name in self._used:
            number += 1
            name = f"{base}{number}"
        self._used.add(name)
        return name


def wanted_name(node: Node) -> str:
    """What a variable for this module is best called: `hidden` after its label, or `logSoftMax`."""
    if re.fullmatch(r"[A-Za-z_]\w*( \w+)*", node.label, flags=re.ASCII):
        return node.label
    capitals = len(node.module) - len(node.module.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    lowered = capitals if capitals in (1, len(node.module)) else capitals - 1
    return node.module[:lowered].lower() + node.module[lowered:]
