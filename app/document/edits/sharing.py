"""Sharing parameters: several modules with one weight, as Torch's `clone('weight', 'bias')` makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from app.document.check import check
from app.document.described import title
from app.document.edits.change import changed
from app.document.edits.switches import freeze
from app.document.edits.tree import existing
from app.document.index import index
from app.document.model import Document, NodeId
from app.document.parameters import own_parameters
from app.document.refused import Refused
from app.document.sharing import can_share, frozen, group


def share(doc: Document, ids: Iterable[NodeId]) -> Document:
    """With the parameters of the first of these modules used by all of them, and by what shares with them.

    Raises:
        Refused: when they are not of one class with parameters of the same sizes.
    """
    chosen = existing(doc, ids)
    if len(chosen) < 2:
        raise Refused("Choose two or more modules of one kind to share their weights.")
    running = index(check(doc).document).nodes
    nodes = [running.get(id, index(doc).nodes[id]) for id in chosen]
    first = nodes[0]
    if not all(can_share(node) for node in nodes):
        bare = next(node for node in nodes if not can_share(node))
        raise Refused(f"{title(bare)} has no parameters of its own to share.")
    for node in nodes[1:]:
        if node.module != first.module or own_parameters(node) != own_parameters(first):
            raise Refused(
                f"{title(first)} and {title(node)} cannot share their weights: these must be of one kind "
                "and one size."
            )
    members = dict.fromkeys(other for id in chosen for other in group(doc, id))
    original = next(iter(members))
    is_frozen = not frozen(doc).isdisjoint(members)
    for id in members:
        doc = changed(doc, id, partial(replace, shares=None if id == original else original))
    return freeze(doc, members) if is_frozen else doc


def stop_sharing(doc: Document, ids: Iterable[NodeId]) -> Document:
    """With parameters of their own for these modules; those left behind go on sharing.

    Raises:
        Refused: when none of them shares any.
    """
    chosen = existing(doc, ids)
    sharing = [id for id in chosen if len(group(doc, id)) > 1]
    if not sharing:
        raise Refused("None of these modules shares its weights.")
    for id in sharing:
        members = group(doc, id)
        rest = [other for other in members if other != id]
        if members[0] == id:  # the next one is the original from now on
            for other in rest:
                doc = changed(doc, other, partial(replace, shares=None if other == rest[0] else rest[0]))
        doc = changed(doc, id, partial(replace, shares=None))
    return doc
