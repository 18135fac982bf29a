"""The check of a criterion: between what the model gives and the target."""

from __future__ import annotations

from app.document.check.arguments import bound, problem_of
from app.document.check.facts import Facts, Problem
from app.document.described import find, holds
from app.document.model import Node
from nncore.errors import NNError
from nncore.rules import featureAxis
from nncore.shapes import Indices, Shape, Tensor, words


def judge(node: Node, x: Shape | None, target: Shape | None) -> Facts:
    """The facts about a criterion that gets `x` and `target`, and about those within it; no output."""
    args = bound(node)
    problem = args if isinstance(args, Problem) else None
    if problem is None and x is not None:
        try:
            _check_kinds(node, x, target)
            find(node.module).shape(args, x, target)
        except NNError as error:
            problem = problem_of(error)
    repeated = getattr(args, "repeatTarget", False)
    children = [
        judge(child, _share(node, x, number), target if repeated else _share(node, target, number))
        for number, child in enumerate(node.children)
    ]
    return Facts(node.id, x, None, problem, tuple(children))


def _share(node: Node, shape: Shape | None, number: int) -> Shape | None:
    """What of an input or a target goes to a criterion within this one."""
    children = holds(node)
    if children is None or children.feed != "each":
        return shape
    return shape[number] if isinstance(shape, tuple) and number < len(shape) else None


def _check_kinds(node: Node, x: Shape, target: Shape | None) -> None:
    """That predictions are real numbers, and targets what this criterion compares them to.

    Raises:
        NNError: when they are not.
    """
    if isinstance(x, Tensor) and x.kind == "index":
        raise NNError(
            "indices came where predictions are needed",
            got=f"{words(x)} of indices",
            needs="real numbers from a module",
        )
    kind = find(node.module).targets
    if not isinstance(target, Tensor):
        return
    if kind in ("classes", "labels") and target.kind != "index":
        raise NNError(
            "the targets are no classes",
            got=f"{words(target)} real numbers as targets",
            needs="classes, whole numbers that count from 1",
        )
    if kind in ("shares", "signs") and target.kind == "index":
        wanted = "numbers from 0 to 1" if kind == "shares" else "1 or −1"
        raise NNError("the targets are classes", got=f"{words(target)} classes as targets", needs=wanted)
    if kind == "classes" and isinstance(x, Tensor):
        _check_classes(x, target)


def _check_classes(x: Tensor, target: Tensor) -> None:
    """That there is an output for each class, as far as both numbers are known."""
    outputs = x.dims[featureAxis(x.rank)] if x.rank > 1 else None
    if isinstance(target, Indices) and isinstance(outputs, int) and target.high > outputs:
        raise NNError(
            "there are more classes than outputs",
            got=f"{words(x)} for classes from 1 to {target.high}",
            needs=f"{target.high} outputs for each example",
        )
