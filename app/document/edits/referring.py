"""Which module another one is made for: the pooling that an unpooling undoes."""

from __future__ import annotations

from app.document.check import check
from app.document.described import referred, title
from app.document.index import index
from app.document.model import Document, NodeId
from app.document.referring import misfit, with_references
from app.document.refused import Refused


def refer(doc: Document, id: NodeId, other: NodeId | None) -> Document:
    """With a module made for another one; None: for none yet.

    Raises:
        Refused: when it cannot be made for that one.
    """
    nodes = index(doc).nodes
    if id not in nodes or (other is not None and other not in nodes):
        raise Refused("One of the modules is not in the model any more.")
    if not referred(nodes[id].module):
        raise Refused(f"{title(nodes[id])} works alone.")
    if other is not None:
        runs_as = index(check(doc).document).nodes.get(other, nodes[other])
        if nodes[other].module != referred(nodes[id].module):
            raise Refused(
                f"{title(nodes[id])} works with a {referred(nodes[id].module)}, not {title(nodes[other])}."
            )
        if not nodes[other].muted and (why_not := misfit(nodes[id], runs_as)):
            raise Refused(f"{title(nodes[id])} cannot undo {title(nodes[other])}: {why_not}.")
    return with_references(doc, {id: other})
