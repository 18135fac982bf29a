"""In words: what of a model was kept when its training goes on after an edit, what is new, what is gone."""

from __future__ import annotations

from collections.abc import Iterable

from app.document.described import title, titles
from app.document.index import index
from app.document.model import Document, Node, NodeId
from app.training.resume import Resumed

NAMED = 3
"""So many modules are named; more of them are counted."""


def resume_words(resumed: Resumed, before: Document, now: Document, forgot: bool = False) -> str:
    """A sentence; empty where nothing was lost and no module came or went.

    Args:
        before: the document that was trained until now.
        forgot: whether the optimiser lost what it remembered of earlier steps.
    """
    old, new = _modules(before), _modules(now)
    anew = [new[id] for id in resumed.new if id in new and id in old]
    came = [node for id, node in new.items() if id not in old and id not in resumed.kept]
    gone = [node for id, node in old.items() if id not in new]
    if not (anew or came or gone or forgot):
        return ""
    kept = [new[id] for id in resumed.kept if id in new]
    parts = [_kept(kept), _told(anew, "begins anew", "begin anew"), _told(came, "is new", "are new")]
    parts.append(_told(gone, "is gone", "are gone"))
    parts.append("the optimiser forgets its earlier steps" if forgot else "")
    words = ", ".join(filter(None, parts))
    return words[:1].upper() + words[1:]


def _modules(document: Document) -> dict[NodeId, Node]:
    """All modules but the canvas itself and the criterion."""
    known = index(document).nodes
    criterion = document.criterion and document.criterion.id
    return {id: node for id, node in known.items() if id not in (document.root.id, criterion)}


def _kept(nodes: list[Node]) -> str:
    if not nodes:
        return "no module kept its parameters"
    if len(nodes) == 1:
        return f"{title(nodes[0])} kept its parameters"
    return f"{len(nodes)} modules kept their parameters"


def _told(nodes: Iterable[Node], one: str, several: str) -> str:
    found = list(nodes)
    if not found:
        return ""
    names = titles(found) if len(found) <= NAMED else f"{len(found)} modules"
    return f"{names} {one if len(found) == 1 else several}"
