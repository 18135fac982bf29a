"""The walk through the document with the shape rules: what goes in, comes out, is wrong, node by node."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

from app.document.check.facts import Facts, Problem
from app.document.check.graph import walk_graph
from app.document.check.indices import check_kind
from app.document.described import find, is_graph, spec_of
from app.document.memo import Memo
from app.document.model import Node
from nncore.errors import NNError
from nncore.shapes import Shape
from nncore.spec import Spec

KEPT = 4
"""Of how many input shapes a node's facts are kept."""


def walk(node: Node, x: Shape | None) -> Facts:
    """The facts about a node that gets `x`. Looked up when the same node got the same before."""
    known = _known.get(node)
    if known is None:
        known = _known.put(node, {})
    if x not in known:
        facts = walk_graph(node, x, walk) if is_graph(node) else _walk_module(node, x)
        if len(known) >= KEPT:
            known.clear()
        known[x] = facts
    return known[x]


def bound(node: Node) -> SimpleNamespace | NNError:
    """The node's arguments by name, or what is wrong with them."""
    try:
        return spec_of(node).bind(dict(node.args))
    except NNError as error:
        return error


def problem_of(error: NNError) -> Problem:
    """An error as the engine raises it, without its place."""
    return Problem(error.what, error.got, error.needs, error.repairs)


class _Unknown(Exception):
    """A child's output is not known, so neither is its container's."""


def _walk_module(node: Node, x: Shape | None) -> Facts:
    args, spec = bound(node), spec_of(node)
    children: dict[int, Facts] = {}
    output: Shape | None = None
    problem: Problem | None = None
    if isinstance(args, NNError):
        problem = Problem(args.what, args.got, args.needs, args.repairs, missing="is missing" in args.what)
    else:
        problem = _miscounted(node, spec)
    if x is not None and problem is None and not isinstance(args, NNError):
        try:
            output = _apply(node, args, x, children)
        except _Unknown:
            pass
        except NNError as error:
            problem = problem_of(error)
    for number, child in enumerate(node.children):
        if number not in children:
            children[number] = walk(child, _entering(spec, x, number, children))
    return Facts(node.id, x, output, problem, tuple(children[i] for i in range(len(node.children))))


def _apply(node: Node, args: SimpleNamespace, x: Shape, children: dict[int, Facts]) -> Shape:
    """What the class's shape rule says; the facts of the children it asks for are put into `children`.

    Raises:
        NNError: when `x` does not fit.
        _Unknown: when a child's output is not known.
    """
    check_kind(node, args, x)

    def rule(number: int) -> Callable[[Shape], Shape]:
        def shape(entering: Shape) -> Shape:
            facts = children[number] = walk(node.children[number], entering)
            if facts.output is None:
                raise _Unknown
            return facts.output

        return shape

    result: Shape = find(node.module).shape(args, x, *(rule(i) for i in range(len(node.children))))
    return result


def _miscounted(node: Node, spec: Spec) -> Problem | None:
    """A container with too few children for its class."""
    children = spec.children
    if children is None or len(node.children) >= children.least:
        return None
    some = "a module" if children.least == 1 else f"{children.least} modules"
    return Problem("it holds too little", got=f"{len(node.children) or 'nothing'}", needs=f"{some} inside")


def _entering(spec: Spec, x: Shape | None, number: int, children: dict[int, Facts]) -> Shape | None:
    """What enters a child that the shape rule did not come to."""
    feed = spec.children.feed if spec.children else "chain"
    if feed == "all":
        return x
    if feed == "each":
        return x[number] if isinstance(x, tuple) and number < len(x) else None
    if feed == "chain" and number == 0:
        return x
    return children[number - 1].output if feed == "chain" else None


_known: Memo[dict[Shape | None, Facts]] = Memo()
