"""How many numbers a module learns, told before it runs."""

from __future__ import annotations

import math

from app.document.described import holds
from app.document.memo import Memo
from app.document.model import Node
from app.document.trial import Sizes, trial


def own_parameters(node: Node) -> Sizes | None:
    """The parameters of the node itself, without those of the modules inside it.

    None when it cannot be known yet, as an argument is missing or the module is very large.
    """
    return () if holds(node) is not None else trial(node.module, node.args).sizes


def parameter_count(node: Node) -> int | None:
    """How many numbers the node and all inside it learn; None when that is not known of one of them."""
    known = _counts.get(node) or _counts.put(node, (_counted(node),))
    return known[0]


def _counted(node: Node) -> int | None:
    own = own_parameters(node)
    inner = [parameter_count(child) for child in node.children]
    if own is None or None in inner:
        return None
    return sum(math.prod(dims) for _, dims in own) + sum(count or 0 for count in inner)


_counts: Memo[tuple[int | None]] = Memo()
"""What was counted for a node, which an edit elsewhere does not change."""
