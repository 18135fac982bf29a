"""What can be wrong with a node before anything comes to it."""

from __future__ import annotations

from types import SimpleNamespace

from app.document.check.facts import Problem
from app.document.check.following import waiting
from app.document.described import spec_of
from app.document.model import Node
from app.document.trial import trial
from nncore.dims import symbol
from nncore.errors import NNError


def bound(node: Node) -> SimpleNamespace | Problem:
    """The node's arguments by name; or what is wrong with them, or with how many modules it holds.

    One that could follow the input, and is not told, is a symbol of its own name.
    """
    missing = waiting(node)
    try:
        args = spec_of(node).bind(dict(node.args) | {arg.name: arg.check(1) for arg in missing})
    except NNError as error:
        return Problem(error.what, error.got, error.needs, error.repairs, missing="is missing" in error.what)
    if spec_of(node).children is not None:
        return _miscounted(node) or args
    if missing:
        return SimpleNamespace(**vars(args) | {arg.name: symbol(arg.name) for arg in missing})
    refusal = trial(node.module, node.args).refusal
    return args if refusal is None else problem_of(refusal)


def untold(node: Node, problem: Problem | None) -> Problem:
    """What is wrong where an argument is missing that what comes in does not tell.

    That may be the reason: a table came. It is none when it compares the size that came with the missing one.
    """
    missing = waiting(node)[0]
    if problem is not None and problem.needs and f"{missing.name} = {missing.name}" not in problem.needs:
        return problem
    return Problem(f"{missing.name} is missing", "", missing.wants, missing=True)


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
