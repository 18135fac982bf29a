"""The languages a model can be written in."""

from __future__ import annotations

from dataclasses import dataclass

LUA, PYTHON, PRINTED = "Torch Lua", "Python (nncore)", "Printed tree"
LANGUAGES = (LUA, PYTHON, PRINTED)
READABLE = (LUA, PYTHON)
"""Those that can be read back."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a language calls the same things."""

    language: str
    comment: str
    head: str
    graph_head: str  # needed besides where a graph is wired by hand
    dot: str  # before a method
    brackets: tuple[str, str]  # around a table
    yes: str
    no: str
    nothing: str
    infinity: str


LUA_DIALECT = Dialect(
    LUA, "--", "require 'nn'", "require 'nngraph'", ":", ("{", "}"), "true", "false", "nil", "math.huge"
)
PYTHON_DIALECT = Dialect(
    PYTHON, "#", "import nncore as nn", "", ".", ("[", "]"), "True", "False", "None", 'float("inf")'
)
DIALECTS = {LUA: LUA_DIALECT, PYTHON: PYTHON_DIALECT}
