"""The outline: the model as a tree, with everything that can be done to it from the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.canvas.geometry.plan import Plan
from app.document import edits
from app.document.described import is_graph
from app.document.index import index
from app.document.model import INPUT, Document, NodeId, RemarkId, Wire
from app.document.search import search, spec_of
from app.finder.finder import Finder
from app.finder.row import Row
from app.look.tokens import GRID
from app.named_keys import keys
from app.panels import outline_moves as moves
from app.panels.outline_adding import add_behind, place_words
from app.panels.outline_said import Item
from app.panels.outline_tree import OutlineTree
from app.panels.outline_wires import ALL, AllGoals, why_no_wires, wire_rows, wires_of
from app.session import Session
from nncore import catalog


def _own_plan(session: Session) -> Plan:
    plan = Plan()
    plan.update(session.document, session.check)
    return plan


class OutlinePanel(QWidget):
    """The tree, and what is done to the rows that are selected in it.

    Args:
        plan: where cards are on the canvas, for those that are put there; worked out anew when not given.
    """

    inspect_wanted = Signal()
    """Enter on a row: its settings are asked for."""

    def __init__(
        self, session: Session, plan: Callable[[], Plan] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("outlinePanel")
        self._session = session
        self._plan = plan or partial(_own_plan, session)
        self.tree = OutlineTree(session, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.addWidget(self.tree)
        self.setFocusProxy(self.tree)
        self.tree.inspect_wanted.connect(self.inspect_wanted)
        self.tree.rows.dropped.connect(self._drop)
        self.tree.rows.module_dropped.connect(self._drop_module)

    # What the commands ask for.

    def step(self, by: int) -> None:
        """Moves the selected modules one place on (1) or back (-1)."""
        ids = self._chosen()
        self._session.attempt("Move down" if by > 0 else "Move up", lambda doc: moves.step(doc, ids, by))
        self._show_again(ids)

    def nest(self) -> None:
        """Puts the selected modules into the container before them."""
        ids = self._chosen()
        if self._session.attempt("Nest", lambda doc: moves.into(doc, ids)[0]):
            self._show_again(ids)

    def take_out(self) -> None:
        """Takes the selected modules out of the container around them."""
        ids = self._chosen()
        if self._session.attempt("Take out", lambda doc: moves.out(doc, ids, self._plan())):
            self._show_again(ids)

    def rename(self) -> None:
        """Opens the field for the current module's label, for a note's words or a region's title."""
        self.tree.setFocus()
        self.tree.edit_label()

    def write(self, id: RemarkId) -> None:
        """Opens the field for the words of a note or a region."""
        self._show_again([id])
        self.rename()

    def add(self) -> None:
        """Asks which module comes behind the current row."""
        row = self._current()
        title = place_words(self._session.document, row)
        finder = self._finder("outlineAdd", title, "No module fits “{}”.", _module_rows)
        finder.chosen.connect(lambda name: self._add(name, row))

    def connect_to(self) -> None:
        """Asks where a wire from the current module goes."""
        row = self._current()
        row = INPUT if row is None else row
        document = self._session.document
        node = index(document).nodes.get(row)
        if (why_not := why_no_wires(document, row)) and (node is None or not is_graph(node)):
            self._session.said.emit(why_not)
            return
        goals = AllGoals(document, self._session.check, row)
        name = "the data" if row == INPUT else index(document).nodes[row].module
        finder = self._finder(
            "connectTo", f"Connect {name} to…", "No free or fitting input is called “{}”.", goals.find
        )
        finder.chosen.connect(lambda goal: self._connect(f"Connect {name}", goals, goal))

    def disconnect_from(self) -> None:
        """Asks which wire of the current module goes; a single one goes at once."""
        row = self._current()
        document = self._session.document
        wires = [] if row is None else wires_of(document, row)
        if not wires:
            self._session.said.emit("No wire enters or leaves here.")
        elif len(wires) == 1:
            self._cut(*wires)
        else:
            finder = self._finder(
                "disconnectFrom", "Take which wire away?", "No wire is called “{}”.",
                lambda query: wire_rows(document, wires, query),
            )  # fmt: skip
            finder.chosen.connect(lambda row: self._cut(*(wires if row == ALL else [wires[int(row)]])))

    # How it is done.

    def _add(self, module: str, row: NodeId | None) -> None:
        made: list[NodeId] = []

        def edit(document: Document) -> Document:
            document, id = add_behind(self._plan(), document, module, row)
            made.append(id)
            return document

        if self._session.attempt(f"Add {module}", edit):
            self._show_again(made)

    def _connect(self, words: str, goals: AllGoals, id: str) -> None:
        self._session.attempt(words, lambda _: goals.connected(id))

    def _cut(self, *wires: tuple[NodeId, Wire]) -> None:
        words = "Delete wire" if len(wires) == 1 else "Delete wires"
        self._session.attempt(words, lambda doc: edits.remove(doc, (), wires))

    def _drop(self, ids: list[NodeId], holder: NodeId, place: int) -> None:
        found = index(self._session.document)
        same_graph = is_graph(found.nodes[holder]) and all(found.parents.get(id) == holder for id in ids)
        if same_graph:
            why = "On the canvas the wires make the order. Connect [connect] draws another."
            self._session.said.emit(keys.said(why))
            return
        is_out = holder == self._session.document.root.id

        def edit(doc: Document) -> Document:
            if is_out:
                return moves.out_to_canvas(doc, ids, self._plan())
            return moves.put(doc, ids, holder, place)

        if self._session.attempt("Move", edit):
            self._show_again(ids)

    def _drop_module(self, module: str, holder: NodeId, place: int) -> None:
        document = self._session.document
        node = index(document).nodes[holder]
        if is_graph(node):
            row = self.tree.node_before(holder, place)
            self._add(module, row)
            return
        made: list[NodeId] = []

        def edit(document: Document) -> Document:
            document, id = edits.add(document, module, parent=holder, index=place)
            made.append(id)
            return document

        if self._session.attempt(f"Add {module}", edit):
            self._show_again(made)

    def _show_again(self, ids: Sequence[Item]) -> None:
        """What was moved or made is selected and in view."""
        self._session.select(ids)
        self.tree.reveal(ids)

    def _chosen(self) -> tuple[NodeId, ...]:
        return self._session.selected_nodes

    def _current(self) -> NodeId | None:
        """The row that is meant: the current one if it is selected, else what is selected alone."""
        chosen = [item for item in self._session.selection if isinstance(item, int)]
        current = self.tree.current_item()
        if isinstance(current, int) and current in chosen:
            return current
        return chosen[0] if len(chosen) == 1 else None

    def _finder(self, name: str, title: str, nothing: str, find: Callable[[str], Sequence[Row]]) -> Finder:
        finder = Finder(self.window(), find, name, title, nothing)
        finder.refused.connect(self._session.said)
        finder.closed.connect(finder.deleteLater)
        finder.open_at(self._beside_row())
        return finder

    def _beside_row(self) -> QPoint | None:
        """Below the current row, while it is seen."""
        area = self.tree.visualRect(self.tree.currentIndex())
        if not self.tree.isVisible() or not area.isValid():
            return None
        return self.tree.viewport().mapTo(self.window(), area.bottomLeft() + QPoint(2 * GRID, 0))


def _module_rows(query: str) -> list[Row]:
    names = search(query)
    return [Row(name, name, spec.summary if (spec := spec_of(name)) else "", category=catalog.category(name))
            for name in names]  # fmt: skip
