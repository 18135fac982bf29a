"""What was read from a text into a document: as its model, or beside it; as one edit."""

from __future__ import annotations

from dataclasses import replace

from app.code.chains import as_chain
from app.code.extent import extent
from app.code.fragment import Fragment
from app.code.matching import Match, matched, same_arguments
from app.code.placing import placed_in_graph, placed_in_line
from app.code.tying import with_groups, with_others
from app.document.check import check
from app.document.described import is_graph
from app.document.edits.places import plus
from app.document.edits.settings import set_training
from app.document.edits.tree import renumbered
from app.document.edits.wires import place
from app.document.index import index
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Node, NodeId, Point, Wire
from app.document.sharing import frozen, settled

BELOW = 64.0
"""Between what is there and what is put beside it."""


def to_document(fragment: Fragment, document: Document) -> tuple[Document, dict[NodeId, NodeId]]:
    """The document with what was read as its model, and the id that each module of the fragment now has.

    Modules that are the same keep id, weights, label and place. When nothing is new, it is the same document.
    """
    running = check(document).document  # a text says the sizes that follow the wire
    match = matched([(running.root, fragment.root), (running.criterion, fragment.criterion)])
    merge = _Merge(document, match)
    root = merge.node(fragment.root)
    criterion = fragment.criterion and merge.node(fragment.criterion)
    merge.ids[fragment.root.id] = document.root.id
    if root is not document.root or criterion is not document.criterion:
        document = replace(document, root=root, criterion=criterion, fresh=merge.fresh)
    document = settled(with_groups(with_others(document, fragment, merge.ids), fragment, merge.ids))
    if fragment.seed is not None:
        document = set_training(document, seed=fragment.seed)
    return document, merge.ids


def beside(fragment: Fragment, document: Document) -> tuple[Document, dict[NodeId, NodeId]]:
    """The document with what was read below its model, wired within itself; the ids as in `to_document`.

    Its criterion becomes the model's where there is none.
    """
    inner = [wire for wire in fragment.root.wires if wire.source != INPUT and wire.target != OUTPUT]
    part = placed_in_graph(replace(fragment.root, wires=tuple(inner)), {n.id for n in fragment.root.walk()})
    lowest = max((child.at[1] + extent(child)[1] for child in document.root.children), default=-BELOW)
    part = _moved(part, (0.0, lowest + BELOW))
    criterions = [fragment.criterion] if fragment.criterion and document.criterion is None else []
    if not part.children and not criterions:
        return document, {}
    copies, ids, fresh = renumbered([*part.children, *criterions], document.fresh)
    nodes, criterion = copies[: len(part.children)], copies[-1] if criterions else document.criterion
    wires = [replace(wire, source=ids[wire.source], target=ids[wire.target]) for wire in inner]
    root = replace(
        document.root,
        children=(*document.root.children, *sorted(nodes, key=lambda node: node.id)),
        wires=tuple(sorted((*document.root.wires, *wires), key=place)),
    )
    return replace(document, root=root, criterion=criterion, fresh=fresh), ids


def _moved(part: Node, offset: Point) -> Node:
    return replace(part, children=tuple(replace(c, at=plus(c.at, offset)) for c in part.children))


class _Merge:
    """Builds the new tree from the fragment's and the old nodes that it matches."""

    def __init__(self, document: Document, match: Match) -> None:
        self._match = match
        self._chains = index(document)
        self._given = self._chains.nodes
        self._still = frozen(document)
        self.fresh = document.fresh
        self.ids: dict[NodeId, NodeId] = {}

    def node(self, new: Node) -> Node:
        """The node as it stands in the document from now on; the old one when nothing is new."""
        old = self._match.get(new.id)
        if old is None:
            self.ids[new.id] = self.fresh
            self.fresh += 1
        else:
            self.ids[new.id] = old.id
        made = replace(new, id=self.ids[new.id], shares=None, refers=None)
        given = None if old is None else self._given[old.id]
        if old is not None and given is not None:
            args = given.args if same_arguments(old, new) else new.args
            if given.muted and new.module == old.module:
                return given
            is_frozen = new.frozen and not self._by_others(given)
            made = replace(given, args=args, module=new.module, frozen=is_frozen, wires=new.wires)
            made = replace(made, children=new.children)
        made = self._filled(made, new, old)
        return given if made == given and given is not None and _types(made) == _types(given) else made

    def _filled(self, made: Node, new: Node, old: Node | None) -> Node:
        """With what it holds."""
        children = tuple(self.node(child) for child in new.children)
        kept = {child.id for child in old.children} if old is not None else set()
        fresh = {child.id for child in children if child.id not in kept}
        if is_graph(new):
            wires = [replace(w, source=self._end(w.source), target=self._end(w.target)) for w in new.wires]
            return self._graph(made, children, wires, fresh)
        if old is not None and is_graph(old) and as_chain(old) is not None:  # it reads as a Sequential
            ends = [INPUT, *(child.id for child in children), OUTPUT]
            wires = [Wire(a, b) for a, b in zip(ends, ends[1:], strict=False)]
            return self._graph(replace(made, module=GRAPH), children, wires, fresh)
        made = replace(made, children=children)
        return placed_in_line(made, fresh) if fresh else made

    def _graph(self, made: Node, children: tuple[Node, ...], wires: list[Wire], fresh: set[NodeId]) -> Node:
        ordered = tuple(sorted(children, key=lambda child: child.id))
        made = replace(made, children=ordered, wires=tuple(sorted(wires, key=place)))
        return placed_in_graph(made, fresh) if fresh else made

    def _by_others(self, given: Node) -> bool:
        """Whether it stays as it is only because one does that it shares with: a text must say so of both."""
        if given.frozen or given.id not in self._still:
            return False
        return not any(self._given[id].frozen for id in self._chains.chain(given.id))

    def _end(self, id: NodeId) -> NodeId:
        return self.ids.get(id, id)


def _types(node: Node) -> list[type]:
    """To tell 1 from 1.0 and from true, which are equal."""
    return [type(value) for inner in node.walk() for _, value in inner.args]
