"""What can be wrong with a node before anything comes to it."""

from __future__ import annotations

from types import SimpleNamespace

from app.document.check.facts import Problem
from app.document.described import spec_of
from app.document.model import Node
from app.document.trial import trial
from nncore.errors import NNError


def bound(node: Node) -> SimpleNamespace | Problem:
    """The node's arguments by name; or what is wrong with them, or with how many modules it holds."""
    try:
        args = spec_of(node).bind(dict(node.args))
    except NNError as error:
        return Problem(error.what, error.got, error.needs, error.repairs, missing="is missing" in error.what)
    if spec_of(node).children is not None:
        return _miscounted(node) or args
    refusal = trial(node.module, node.args).refusal
    return args if refusal is None else problem_of(refusal)


def problem_of(error: NNError) -> Problem:
    """An error as the engine raises it, without its place."""
    return Problem(error.what, error.got, error.needs, error.repairs)


def _miscounted(node: Node) -> Problem | None:
    """A container with too few children for its class."""
    children = spec_of(node).children
    if children is None or len(node.children) >= children.least:
        return None
    one = "a criterion" if children.criterions else "a module"
    some = one if children.least == 1 else f"{children.least} {one[2:]}s"
    return Problem("it holds too little", got=f"{len(node.children) or 'nothing'}", needs=f"{some} inside")
