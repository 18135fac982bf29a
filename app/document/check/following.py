"""Arguments that were not given and follow what comes in: a Linear's inputSize is the wire's last size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.document.check.facts import Facts
from app.document.described import spec_of
from app.document.model import Node
from nncore.shapes import Shape
from nncore.spec import REQUIRED, Arg


def waiting(node: Node) -> tuple[Arg, ...]:
    """The arguments that are needed, are not given, and could follow what comes in."""
    given = dict(node.args)
    args = spec_of(node).args
    return tuple(arg for arg in args if arg.follows and arg.default is REQUIRED and arg.name not in given)


def followed(node: Node, x: Shape | None) -> Node:
    """The node with what its input's shape tells of its arguments; the same node where that is nothing."""
    if x is None:
        return node
    read = {arg.name: arg.follows(x) for arg in waiting(node) if arg.follows}
    read = {name: value for name, value in read.items() if value is not None}
    return with_arguments(node, read) if read else node


def with_arguments(node: Node, values: Mapping[str, Any]) -> Node:
    """The node with these arguments too, in the constructor's order."""
    known = dict(node.args) | dict(values)
    names = (arg.name for arg in spec_of(node).everything())
    return replace(node, args=tuple((name, known[name]) for name in names if name in known))


def filled(node: Node, made: Node, children: tuple[Facts, ...]) -> Node | None:
    """The node as it runs: `made` of it, and each child as that runs. None where nothing was filled in."""
    inner = {facts.id: facts.filled for facts in children if facts.filled is not None}
    if inner:
        made = replace(made, children=tuple(inner.get(child.id, child) for child in made.children))
    return None if made is node else made
