"""Duplicate, copy and paste. What is copied is text that one can read, and paste into another window."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from app.document.described import is_graph
from app.document.edits.nesting import inner_wires, with_wires
from app.document.edits.places import corner, minus, moved, plus, snapped
from app.document.edits.remarks import chosen_remarks, with_copies
from app.document.edits.tree import existing, put, renumbered
from app.document.index import index as index_of
from app.document.model import Document, Node, NodeId, Point, Remark, RemarkId, Wire
from app.document.readable import readable
from app.document.refused import Refused
from app.document.wellformed import misplaced, misshared
from app.document.written import (
    Unreadable,
    listed,
    node_from_plain,
    node_to_plain,
    wire_from_plain,
    wire_to_plain,
)
from app.document.written_remarks import remark_to_plain, remarks_from_plain

KIND = "netloom modules"
STEP: Point = (32.0, 32.0)


def duplicate(
    doc: Document, ids: Iterable[NodeId], offset: Point = STEP, remarks: Iterable[RemarkId] = ()
) -> tuple[Document, tuple[NodeId | RemarkId, ...]]:
    """With a copy of each node beside it (in an ordered container: behind it), and of the wires among them;
    and with one of each note and region.

    Raises:
        Refused: for the criterion, of which there is one, and for what is not there.
    """
    written = chosen_remarks(doc, remarks)
    chosen = _copyable(doc, ids, bool(written))
    found = index_of(doc)
    new: list[NodeId | RemarkId] = []
    for parent in dict.fromkeys(found.parents[id] for id in chosen):
        assert parent is not None
        group = [id for id in chosen if found.parents[id] == parent]
        wires = inner_wires(doc, group)
        nodes = [found.nodes[id] for id in group]
        copies, ids_of, fresh = renumbered(nodes, doc.fresh)
        doc = replace(doc, fresh=fresh)
        if is_graph(found.nodes[parent]):
            copies = [moved(copy, offset) for copy in copies]
        behind = found.children_index(group[-1]) + 1
        doc = with_wires(put(doc, parent, copies, behind), parent, _renamed(wires, ids_of))
        new += [copy.id for copy in copies]
    doc, made = with_copies(doc, written, offset)
    return doc, (*new, *made)


def copy(doc: Document, ids: Iterable[NodeId], remarks: Iterable[RemarkId] = ()) -> str:
    """These nodes, the wires among them, and these notes and regions, as JSON.

    Raises:
        Refused: for the criterion, and for what is not there.
    """
    written = chosen_remarks(doc, remarks)
    chosen = _copyable(doc, ids, bool(written))
    nodes = [index_of(doc).nodes[id] for id in chosen]
    plain = {
        "kind": KIND,
        "version": 1,
        "modules": [node_to_plain(node) for node in nodes],
        "wires": [wire_to_plain(wire) for wire in inner_wires(doc, chosen)],
        "remarks": [remark_to_plain(remark) for remark in written],
    }
    return readable(plain)


def paste(
    doc: Document,
    text: str,
    *,
    parent: NodeId | None = None,
    index: int | None = None,
    at: Point | None = None,
) -> tuple[Document, tuple[NodeId | RemarkId, ...]]:
    """With the nodes of a text from `copy`, in `parent` (the canvas when None), and with its notes and
    regions, if it is the canvas.

    Args:
        index: among ordered children, before the one that has this number now; None: behind all.
        at: in a graph, where the top left one goes; None: a little beside where they were.

    Raises:
        Refused: when the text is nothing of ours, or `parent` cannot hold it.
    """
    nodes, wires, remarks = _read(text)
    nodes = _apart(nodes)
    copies, ids_of, fresh = renumbered(nodes, doc.fresh)
    parent = doc.root.id if parent is None else parent
    if parent not in index_of(doc).nodes:
        raise Refused("The container is not in the model any more.")
    if parent != doc.root.id:
        if not nodes:
            raise Refused("Notes and regions stand on the canvas itself. Paste them there.")
        remarks = ()
    offset = STEP if at is None else minus(snapped(at), corner([*copies, *remarks]))
    copies = [replace(copy, at=plus(copy.at, offset)) for copy in copies]
    doc = replace(doc, fresh=fresh)
    if copies:
        doc = put(doc, parent, copies, index)
    doc = with_wires(doc, parent, _renamed(wires, ids_of))
    doc, made = with_copies(doc, remarks, offset)
    return doc, (*(copy.id for copy in copies), *made)


def _copyable(doc: Document, ids: Iterable[NodeId], may_be_none: bool) -> list[NodeId]:
    chosen = [id for id in existing(doc, ids) if index_of(doc).parents[id] is not None]
    if not chosen and not may_be_none:
        raise Refused("Choose modules to copy. There is one criterion only, so it is not copied.")
    return chosen


def _apart(nodes: list[Node]) -> list[Node]:
    """Without what they have to do with modules that are not among these: shared parameters, references."""
    inside = {inner.id for node in nodes for inner in node.walk()}

    def own(node: Node) -> Node:
        kept = node.shares if node.shares in inside else None
        refers = node.refers if node.refers in inside else None
        return replace(node, children=tuple(map(own, node.children)), shares=kept, refers=refers)

    return [own(node) for node in nodes]


def _renamed(wires: list[Wire], ids: dict[NodeId, NodeId]) -> list[Wire]:
    return [replace(wire, source=ids[wire.source], target=ids[wire.target]) for wire in wires]


def _read(text: str) -> tuple[list[Node], list[Wire], tuple[Remark, ...]]:
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        plain = None
    if not isinstance(plain, dict) or plain.get("kind") != KIND:
        raise Refused("What was copied is no part of a model. Copy modules on the canvas first.")
    try:
        nodes = [node_from_plain(entry) for entry in listed(plain.get("modules"), "the modules")]
        wires = [wire_from_plain(entry, "the copy") for entry in listed(plain.get("wires"), "the wires")]
        remarks = remarks_from_plain(plain.get("remarks", []))
    except Unreadable as error:
        raise Refused(f"What was copied cannot be read: {error}.") from None
    inside = {node.id for node in nodes}
    if any(wire.source not in inside or wire.target not in inside for wire in wires):
        raise Refused("What was copied cannot be read: a wire has an end outside.")
    holder = Node(-3, "gModule", children=tuple(_apart(nodes)), wires=tuple(wires))
    fault = misplaced(holder) or misshared([holder])
    if fault or not (nodes or remarks):
        raise Refused(f"What was copied cannot be read: {fault or 'it is empty'}.")
    return nodes, wires, remarks
