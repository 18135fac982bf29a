"""The walk through the document with the shape rules: what goes in, comes out, is wrong, node by node."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from types import SimpleNamespace

from app.document.check.arguments import bound, problem_of, untold
from app.document.check.facts import Facts, Problem
from app.document.check.following import filled, followed, waiting
from app.document.check.graph import walk_graph
from app.document.check.indices import check_kind
from app.document.check.judge import judge
from app.document.check.muted import muted
from app.document.check.referring import asked, working_with
from app.document.described import find, holds, is_graph
from app.document.memo import Memo
from app.document.model import Node
from nncore.errors import NNError
from nncore.shapes import Shape, words
from nncore.spec import Children

KEPT = 4
"""Of how many input shapes a node's facts are kept."""


def walk(node: Node, x: Shape | None) -> Facts:
    """The facts about a node that gets `x`. Looked up when the same node got the same before."""
    known = _known.get(node)
    if known is None:
        known = _known.put(node, {})
    key = asked(node, x)
    facts = known.get(key)  # the window and the worker may both be here: nothing is read twice
    if facts is None:
        if node.muted:
            facts = muted(node, x)
        else:
            facts = walk_graph(node, x, walk) if is_graph(node) else _walk_module(node, x)
        if len(known) >= KEPT:
            known.clear()
        known[key] = facts
    return facts


class _Unknown(Exception):
    """A child's output is not known, so neither is its container's."""


def _walk_module(node: Node, x: Shape | None) -> Facts:
    made = followed(node, x)
    told = bound(made)
    args = told if isinstance(told, Problem) else working_with(node, told)
    children: dict[int, Facts] = {}
    output: Shape | None = None
    problem = args if isinstance(args, Problem) else None
    if x is not None and args is not None and not isinstance(args, Problem):
        try:
            output = _apply(node, args, x, children)
        except _Unknown:
            pass
        except NNError as error:
            problem = problem_of(error)
        except (
            ArithmeticError,
            LookupError,
            TypeError,
            ValueError,
        ) as error:  # a rule that did not expect this
            needs = "" if waiting(made) else f"another input ({error})"
            problem = Problem("its output cannot be foreseen", words(x), needs)
        output, problem = (None, untold(made, problem)) if waiting(made) else (output, problem)
    for number in range(len(node.children)):
        if number not in children:
            children[number] = _missed(node, x, number, children)
    if any(facts.problem for facts in children.values()):
        output = None
    inner = tuple(children[i] for i in range(len(node.children)))
    return Facts(node.id, x, output, problem, inner, filled=filled(node, made, inner))


def _apply(node: Node, args: SimpleNamespace, x: Shape, children: dict[int, Facts]) -> Shape:
    """What the class's shape rule says; the facts of the children it asks for are put into `children`.

    Raises:
        NNError: when `x` does not fit.
        _Unknown: when a child's output is not known.
    """
    check_kind(node, args, x)

    def rule(number: int) -> Callable[[Shape], Shape]:
        def shape(entering: Shape) -> Shape:
            facts = children[number] = _again(node.children[number], children.get(number), entering)
            if facts.output is None:
                raise _Unknown
            return facts.output

        return shape

    result: Shape = find(node.module).shape(args, x, *(rule(i) for i in range(len(node.children))))
    return result


def _again(child: Node, before: Facts | None, entering: Shape) -> Facts:
    """The facts about a child, which may be fed several times: its sizes follow what comes first."""
    if before is None or before.filled is None:
        return walk(child, entering)
    return replace(walk(before.filled, entering), filled=before.filled)


def _missed(node: Node, x: Shape | None, number: int, children: dict[int, Facts]) -> Facts:
    """The facts about a child that the shape rule did not ask for."""
    kind, child = holds(node), node.children[number]
    if kind is not None and kind.criterions:  # of a module that is fed {input, target}
        both = x if isinstance(x, tuple) and len(x) == 2 else (None, None)
        return judge(child, *both)
    return walk(child, _entering(kind, x, number, children))


def _entering(
    kind: Children | None, x: Shape | None, number: int, children: dict[int, Facts]
) -> Shape | None:
    feed = kind.feed if kind else ""
    if feed == "all" or (feed == "chain" and number == 0):
        return x
    if feed == "each":
        return x[number] if isinstance(x, tuple) and number < len(x) else None
    return children[number - 1].output if feed == "chain" else None


_known: Memo[dict[Hashable, Facts]] = Memo()
