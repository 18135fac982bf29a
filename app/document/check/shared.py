"""Modules that share parameters must have the same sizes."""

from __future__ import annotations

from collections.abc import Iterator

from app.document.check.fault import Fault, path
from app.document.described import title
from app.document.index import Index
from app.document.parameters import own_parameters


def misfits(found: Index) -> Iterator[Fault]:
    """A fault for each module whose parameters have other sizes than those that it should use.

    Args:
        found: the index of the document as it runs.
    """
    for id, original in found.shares.items():
        node, of = found.nodes[id], found.nodes.get(original)
        if of is None or of.muted or None in (sizes := (own_parameters(node), own_parameters(of))):
            continue
        if sizes[0] != sizes[1]:
            what, where = "it shares the weights of a module of another size", path(found, id)
            text = (
                f"{where}: {what}. It should use those of {title(of)}. Set the same sizes, or stop sharing."
            )
            yield Fault(id, where, what, title(node), title(of), (), text)
