"""The outline's rows as a tree that follows the document by difference: what stays keeps its row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, Node, NodeId, RemarkId
from app.panels.outline_said import Item, Said
from app.panels.outline_words import children_of, rows_of

ROOT: NodeId = -3
"""Of the row that is not shown and holds all others."""


@dataclass(eq=False, slots=True)
class Row:
    """A line of the outline. `node` is what its children were made from; `said` what was last shown of it."""

    id: Item
    holder: Row | None = None
    children: list[Row] = field(default_factory=list)
    place: int = 0
    node: Node | None = None
    said: Said | None = None

    def walk(self) -> Iterator[Row]:
        """This row and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Watcher:
    """Is told before and after each change, as Qt's models must tell their views. Places are before the
    change.
    """

    inserting: Callable[[Row, int], None]
    inserted: Callable[[], None]
    removing: Callable[[Row, int], None]
    removed: Callable[[], None]
    moving: Callable[[Row, int, Row, int], None]
    moved: Callable[[], None]


class Rows:
    """All rows by their nodes' ids."""

    def __init__(self, document: Document, watcher: Watcher) -> None:
        self._watcher = watcher
        self.start(document)

    def start(self, document: Document) -> None:
        """Begins anew, without a word to the watcher."""
        self.top = Row(ROOT)
        self._known: dict[Item, Row] = {ROOT: self.top}
        self._take(document)
        for id in _tops(document):
            self._enter(self._made(id), self.top, len(self.top.children))

    def _take(self, document: Document) -> None:
        self.document, self._nodes = document, index(document).nodes
        self._there = self._nodes.keys() | {remark.id for remark in document.remarks}

    def get(self, id: Item) -> Row | None:
        """The row of a node, a note or a region, if it has one."""
        return self._known.get(id)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._known.values())

    def follow(self, document: Document) -> None:
        """Takes over another document."""
        self._take(document)
        left = self._arrange(self.top, _tops(document))
        for row in left:
            if row.id in self._known and row.id not in self._there:
                self._remove(row)

    def _arrange(self, holder: Row, wanted: tuple[Item, ...]) -> list[Row]:
        """Gives `holder` these children. What is gone but still held others is returned: they have left it
        only when all is arranged.
        """
        left = self._drop_gone(holder)
        for place, id in enumerate(wanted):
            now = [child.id for child in holder.children[place : place + 2]]
            if now[0:1] != [id] and now[1:] == [id]:  # one step, not one for each row behind it
                self._move(holder.children[place], holder, len(holder.children))
            row = self._known.get(id)
            if row is None:
                self._insert(holder, place, id)
            elif row.holder is not holder or row.place != place:
                self._move(row, holder, place)
        for child in holder.children[: len(wanted)]:
            node = self._node(child.id)
            if node is not None and node is not child.node:
                child.node = node
                left += self._arrange(child, children_of(node))
        return left

    def _drop_gone(self, holder: Row) -> list[Row]:
        left = []
        for child in tuple(holder.children):
            if not self._stays(child):
                if any(self._stays(row) for row in child.walk()):
                    left.append(child)
                else:
                    self._remove(child)
        return left

    def _stays(self, row: Row) -> bool:
        if row.id == OUTPUT:
            return self.document.criterion is None
        return row.id in self._there or row.id == INPUT

    def _node(self, id: Item) -> Node | None:
        return None if isinstance(id, RemarkId) else self._nodes.get(id)

    def _made(self, id: Item) -> Row:
        """A new row with those below it that have no row elsewhere."""
        row, node = Row(id), self._node(id)
        if node is not None and node.children:
            below = children_of(node)
            new = [child for child in below if child not in self._known]
            for child in new:
                self._enter(self._made(child), row, len(row.children))
            row.node = node if len(new) == len(below) else None
        else:
            row.node = node
        return row

    def _enter(self, row: Row, holder: Row, place: int) -> None:
        row.holder = holder
        holder.children.insert(place, row)
        _renumber(holder, place)
        self._known[row.id] = row

    def _insert(self, holder: Row, place: int, id: Item) -> None:
        row = self._made(id)
        self._watcher.inserting(holder, place)
        self._enter(row, holder, place)
        self._watcher.inserted()

    def _remove(self, row: Row) -> None:
        holder = row.holder
        assert holder is not None
        self._watcher.removing(holder, row.place)
        del holder.children[row.place]
        _renumber(holder, row.place)
        for gone in row.walk():
            self._known.pop(gone.id, None)
        self._watcher.removed()

    def _move(self, row: Row, holder: Row, place: int) -> None:
        """To `place` among the children that `holder` has now."""
        old = row.holder
        assert old is not None
        self._watcher.moving(old, row.place, holder, place)
        del old.children[row.place]
        _renumber(old, row.place)
        if old is holder and place > row.place:
            place -= 1
        row.holder = holder
        holder.children.insert(place, row)
        _renumber(holder, min(place, row.place) if old is holder else place)
        self._watcher.moved()


def _tops(document: Document) -> tuple[Item, ...]:
    """The modules along the flow between the data and the criterion, then the notes and regions."""
    end = OUTPUT if document.criterion is None else document.criterion.id
    return (INPUT, *rows_of(document.root), end, *(remark.id for remark in document.remarks))


def _renumber(holder: Row, start: int) -> None:
    for place, child in enumerate(holder.children[start:], start):
        child.place = place
