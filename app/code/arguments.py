"""A module's arguments and settings as its constructor and its methods take them."""

from __future__ import annotations

import keyword
from functools import cache
from inspect import signature
from typing import Any

from app.code.languages import LUA, Dialect
from app.code.literals import literal
from app.document.described import find, spec_of
from app.document.model import Node
from nncore.spec import REQUIRED, Arg

METHODS = {
    ("ceil_mode", True): "ceil",
    ("ceil_mode", False): "floor",
    ("count_include_pad", True): "setCountIncludePad",
    ("count_include_pad", False): "setCountExcludePad",
    ("bias", False): "noBias",
}
"""Settings that a method without arguments makes: the setting, its value, the method."""

SETTERS = {"numInputDims": "setNumInputDims"}
"""Settings that a method with one argument makes, which returns the module."""


def constructor_arguments(node: Node, dialect: Dialect, missing: int = 0) -> list[str]:
    """What stands between the constructor's brackets, behind the modules that it wraps.

    Args:
        missing: how many more modules it could wrap; their places are kept where others follow.
    """
    by_place = dialect.language == LUA
    placed, named = _in_order(node, dialect) if by_place else _by_name(node, dialect)
    return [*([dialect.nothing] * missing if placed else []), *placed, *named]


def _in_order(node: Node, dialect: Dialect) -> tuple[list[str], list[str]]:
    """All by their places, as in Lua; what is left at its default at the end is left out."""
    texts: list[str] = []
    kept = 0
    given = dict(node.args)
    for arg in spec_of(node).args:
        value = given.get(arg.name, arg.default)
        texts += _placed(arg, value, dialect)
        if arg.default is REQUIRED or value != arg.default or arg.name in needed(node.module):
            kept = len(texts)
    return texts[:kept], []


def _by_name(node: Node, dialect: Dialect) -> tuple[list[str], list[str]]:
    """What must be given by its place, and the rest by name, as in Python."""
    placed: list[str] = []
    named: list[str] = []
    given = dict(node.args)
    for arg in spec_of(node).args:
        value = given.get(arg.name, arg.default)
        is_placed = keyword.iskeyword(arg.name) and value != arg.default
        if arg.default is REQUIRED or is_placed or arg.name in needed(node.module):
            placed += _placed(arg, value, dialect)
        elif value != arg.default:
            named.append(f"{arg.name}={literal(arg, value, dialect)}")
    return placed, named


@cache
def needed(module: str) -> frozenset[str]:
    """The arguments that the constructor must be given, though there may be a usual value for them."""
    parameters = signature(find(module).__init__).parameters.values()
    return frozenset(p.name for p in parameters if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD)


def _placed(arg: Arg, value: Any, dialect: Dialect) -> list[str]:
    if value is REQUIRED:
        return [dialect.nothing]
    if arg.spreads:
        return [literal(arg, entry, dialect) for entry in value]
    return [literal(arg, value, dialect)]


def method_calls(node: Node, dialect: Dialect) -> list[str]:
    """The settings that methods make, each as the call behind the dot: `setNumInputDims(3)`."""
    calls = []
    for arg, value in _settings(node):
        if arg.name in SETTERS:
            calls.append(f"{SETTERS[arg.name]}({literal(arg, value, dialect)})")
        elif (arg.name, value) in METHODS:
            calls.append(f"{METHODS[arg.name, value]}()")
    return calls


def assignments(node: Node, dialect: Dialect) -> list[str]:
    """The other settings, each as what stands behind the module's variable: `.sizeAverage = false`."""
    texts = []
    for arg, value in _settings(node):
        if arg.name in SETTERS or (arg.name, value) in METHODS:
            continue
        if arg.name == "weights" and child_weights(node):
            continue
        text = literal(arg, value, dialect)
        call = f"{dialect.dot}setPartition({text})"
        texts.append(call if arg.name == "partition" else f".{arg.name} = {text}")
    return texts


def child_weights(node: Node) -> tuple[float, ...]:
    """The factors of the criterions that a criterion holds, where there is one for each."""
    weights = dict(node.args).get("weights")
    holds = spec_of(node).children is not None and node.children
    return weights if holds and weights is not None and len(weights) == len(node.children) else ()


def _settings(node: Node) -> list[tuple[Arg, Any]]:
    given = dict(node.args)
    known = [(arg, given.get(arg.name, arg.default)) for arg in spec_of(node).settings]
    return [(arg, value) for arg, value in known if value != arg.default]
