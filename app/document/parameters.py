"""How many numbers a module learns, told before it runs."""

from __future__ import annotations

import math

from app.document.described import holds
from app.document.model import Node
from app.document.trial import Sizes, trial


def own_parameters(node: Node) -> Sizes | None:
    """The parameters of the node itself, without those of the modules inside it.

    None when it cannot be known yet, as an argument is missing or the module is very large.
    """
    return () if holds(node) is not None else trial(node.module, node.args).sizes


def parameter_count(node: Node) -> int | None:
    """How many numbers the node and all inside it learn; None when that is not known of one of them."""
    known = [own_parameters(inner) for inner in node.walk()]
    if None in known:
        return None
    return sum(math.prod(dims) for sizes in known for _, dims in sizes or ())
