"""The outline: the model as a tree that follows every edit, and all that can be done to it there."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.canvas.mime import MODULE_MIME
from app.code.printed import printed
from app.document import edits
from app.document.examples import sparse_dense, tutorial
from app.document.index import index
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Node, NodeId, RemarkId, Wire
from app.finder.finder import Finder
from app.panels.outline import OutlinePanel
from app.panels.palette_tree import module_mime
from app.session import Session
from tests.app.document.builders import chain, free, mixed, named
from tests.app.document.test_referring import UNPOOL, coder

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Reader:
    """A person at an outline in a window of its own."""

    def __init__(self, document: Document, qtbot: QtBot) -> None:
        self.session = Session(document)
        self.window = QMainWindow()
        self.panel = OutlinePanel(self.session)
        self.tree, self.model, self.qtbot = self.panel.tree, self.panel.tree.rows, qtbot
        self.said: list[str] = []
        self.session.said.connect(self.said.append)
        qtbot.addWidget(self.window)
        self.window.setCentralWidget(self.panel)
        self.window.resize(480, 640)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.tree.setFocus()
        qtbot.waitUntil(self.tree.hasFocus)

    @property
    def document(self) -> Document:
        return self.session.document

    def rows(self, parent: QModelIndex | None = None) -> list[tuple[NodeId | RemarkId, list[object]]]:
        """The tree as the model has it: each row's node with the rows below it."""
        parent = parent or QModelIndex()
        found = [self.model.index(row, 0, parent) for row in range(self.model.rowCount(parent))]
        return [(self.model.item_at(each), list(self.rows(each))) for each in found]

    def text(self, id: NodeId | RemarkId) -> str:
        return str(self.model.index_for(id).data())

    def spoken(self, id: NodeId | RemarkId) -> str:
        return str(self.model.index_for(id).data(Qt.ItemDataRole.AccessibleTextRole))

    def finder(self, name: str) -> Finder:
        (found,) = (each for each in self.window.findChildren(Finder, name) if each.isVisible())
        return found

    def choose(self, name: str, text: str) -> None:
        field = self.finder(name).field
        self.qtbot.keyClicks(field, text)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def open_(qtbot: QtBot) -> Callable[[Document], Reader]:
    return lambda document: Reader(document, qtbot)


def wanted(document: Document) -> list[NodeId]:
    """The top rows that a document should have, as a set in no order but for the ends."""
    end = document.criterion.id if document.criterion else OUTPUT
    return [INPUT, *sorted(child.id for child in document.root.children), end]


def below(node: Node) -> list[tuple[NodeId, list[object]]]:
    children = sorted(node.children, key=lambda child: child.id) if node.module == GRAPH else node.children
    return [(child.id, list(below(child))) for child in children]


def check_tree(reader: Reader) -> None:
    """The rows are the document's, ordered children in their order."""
    nodes = index(reader.document).nodes

    def agree(found: list[tuple[NodeId, list[object]]], node: Node) -> None:
        ids = [id for id, _ in found]
        children = [child.id for child in node.children]
        assert (sorted(ids) if node.module == GRAPH else ids) == (
            sorted(children) if node.module == GRAPH else children
        )
        for id, inner in found:
            agree(inner, nodes[id])  # type: ignore[arg-type]

    first, *inner, last = reader.rows()
    assert [first[0], *sorted(id for id, _ in inner), last[0]] == wanted(reader.document)
    agree(inner, reader.document.root)


# What it shows.


def test_it_is_torchs_print_line_by_line(open_: Callable[[Document], Reader]) -> None:
    reader = open_(tutorial())
    shown = [reader.text(id) for id, _ in reader.rows()]
    lines = [line.strip() for line in printed(tutorial()).text.splitlines()]
    assert shown[0].startswith("Data: ")
    assert shown[1:-1] == [line for line in lines if line.startswith("(")]
    assert shown[-1] == lines[-1] == "nn.MSECriterion"


def test_wires_shapes_and_faults_are_words(open_: Callable[[Document], Reader]) -> None:
    reader = open_(chain(("Linear", 4, 3), ("Linear", 5, 1)))
    assert (
        reader.model.index_for(1).data(Qt.ItemDataRole.AccessibleDescriptionRole)
        == "from the data · N×4 → N×3"
    )
    assert "Linear(4 → 3), 1 of 2, from the data, gets N×4, gives N×3" in reader.spoken(1)
    fault = reader.session.check.faults[2].text
    assert fault in reader.spoken(2)
    reader.session.apply("Mend", edits.set_arguments(reader.document, 2, {"inputSize": 3}))
    assert "needs" not in reader.spoken(2)
    assert reader.text(2) == "(2): nn.Linear(3 -> 1)"


def test_it_follows_random_edits_by_difference(open_: Callable[[Document], Reader], qtbot: QtBot) -> None:
    reader, random = open_(mixed()), Random(5)
    tester = QAbstractItemModelTester(reader.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for _ in range(150):
        before = reader.document
        ids = [node.id for node in before.root.walk() if node.id != 0]
        one, other = random.choice(ids), random.choice([*ids, 0])
        acts: list[Callable[[Document], Document]] = [
            lambda doc: edits.nest(doc, [one], other, random.choice([None, 0, 1])),  # noqa: B023
            lambda doc: edits.wrap(doc, [one], random.choice(["Sequential", "ConcatTable", GRAPH]))[0],  # noqa: B023
            lambda doc: edits.unwrap(doc, one),  # noqa: B023
            lambda doc: edits.duplicate(doc, [one])[0],  # noqa: B023
            lambda doc: edits.add(doc, "Tanh", parent=other)[0],  # noqa: B023
            lambda doc: edits.add(doc, random.choice(["MSECriterion", "AbsCriterion"]))[0],
            lambda doc: edits.remove(doc, [one]) if len(ids) > 8 else doc,  # noqa: B023
        ]
        reader.session.attempt("Do", random.choice(acts))
        if random.random() < 0.2:
            reader.session.undo()
        check_tree(reader)
    while reader.session.undo_words:
        reader.session.undo()
    check_tree(reader)
    assert tester.model() is reader.model


def test_what_is_open_and_where_one_looks_stays(open_: Callable[[Document], Reader]) -> None:
    document = mixed()
    reader = open_(document)
    containers = [node.id for node in document.root.walk() if node.children and node.id]
    closed = containers[0]
    reader.tree.collapse(reader.model.index_for(closed))
    reader.session.attempt("Add", lambda doc: edits.add(doc, "Tanh")[0])
    reader.session.attempt("Wrap", lambda doc: edits.wrap(doc, [containers[1]], "Sequential")[0])
    assert not reader.tree.isExpanded(reader.model.index_for(closed))
    assert all(reader.tree.isExpanded(reader.model.index_for(id)) for id in containers[1:] if id != closed)


# The selection.


def test_the_selection_is_the_sessions(open_: Callable[[Document], Reader]) -> None:
    reader = open_(sparse_dense())
    table = next(node for node in reader.document.root.children if node.children)
    inner = table.children[0].id
    reader.session.select([inner])
    assert reader.tree.current_item() == inner
    reader.qtbot.keyClick(reader.tree, Qt.Key.Key_Up)
    assert reader.session.selection == {table.id}
    reader.qtbot.keyClick(reader.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert reader.session.selection == {table.id, inner}
    wire = (0, reader.document.root.wires[0])
    reader.session.select([wire])
    assert not reader.tree.selectionModel().hasSelection()
    assert reader.session.selection == {wire}


# What is done with the keys.


def test_up_and_down_change_places_in_a_container(open_: Callable[[Document], Reader]) -> None:
    doc, holder = edits.add(Document(), "Sequential")
    for module in ("Tanh", "Sigmoid", "ReLU"):
        doc, _ = edits.add(doc, module, parent=holder)
    reader = open_(doc)
    reader.session.select([4])
    reader.panel.step(-1)
    assert [child.module for child in reader.document.node(holder).children] == ["Tanh", "ReLU", "Sigmoid"]
    reader.panel.step(-1)
    reader.panel.step(-1)
    assert "first in Sequential" in reader.said[-1]
    assert [child.module for child in reader.document.node(holder).children] == ["ReLU", "Tanh", "Sigmoid"]
    assert reader.session.selection == {4}


def test_in_a_chain_of_wires_they_are_wired_the_other_way_round(open_: Callable[[Document], Reader]) -> None:
    reader = open_(chain(("Tanh",), ("Sigmoid",), ("ReLU",)))
    reader.session.select([1])
    reader.panel.step(1)
    assert [reader.text(id) for id, _ in reader.rows()][1:4] == [
        "(1): nn.Sigmoid",
        "(2): nn.Tanh",
        "(3): nn.ReLU",
    ]
    assert set(reader.document.root.wires) == {Wire(INPUT, 2), Wire(2, 1), Wire(1, 3), Wire(3, OUTPUT)}


def test_where_wires_leave_no_order_it_says_so(open_: Callable[[Document], Reader]) -> None:
    reader = open_(sparse_dense())
    reader.session.select([reader.document.root.children[0].id])
    before = reader.document
    reader.panel.step(1)
    assert reader.document is before
    assert "the wires make the order" in reader.said[-1]


def test_nest_and_take_out_are_each_others_inverse_in_a_container(
    open_: Callable[[Document], Reader],
) -> None:
    doc, holder = edits.add(Document(), "Sequential")
    doc, inner = edits.add(doc, "Concat", {"dimension": 2}, parent=holder)
    doc, leaf = edits.add(doc, "Tanh", parent=holder)
    reader = open_(doc)
    reader.session.select([leaf])
    reader.panel.nest()
    assert index(reader.document).parents[leaf] == inner
    assert reader.session.selection == {leaf}
    reader.panel.take_out()
    assert [child.id for child in reader.document.node(holder).children] == [inner, leaf]
    reader.panel.take_out()
    assert index(reader.document).parents[leaf] == 0
    reader.panel.take_out()
    assert "stands on the canvas itself" in reader.said[-1]


def test_nesting_where_no_container_is_before_it_says_what_to_do(open_: Callable[[Document], Reader]) -> None:
    reader = open_(chain(("Tanh",), ("ReLU",)))
    reader.session.select([2])
    reader.panel.nest()
    assert reader.said[-1].startswith("Tanh holds no other modules")


def test_a_module_is_added_behind_the_row_and_wired(open_: Callable[[Document], Reader]) -> None:
    reader = open_(chain(("Linear", 4, 3)))
    reader.session.select([1])
    reader.panel.add()
    assert reader.finder("outlineAdd").field.placeholderText() == "Add behind Linear(4 → 3)"
    reader.choose("outlineAdd", "tanh")
    (new,) = reader.session.selection
    assert Wire(1, new) in reader.document.root.wires
    assert Wire(new, OUTPUT) in reader.document.root.wires
    assert reader.tree.hasFocus()
    reader.session.undo()
    assert len(reader.document.root.children) == 1


def test_an_empty_model_is_built_from_the_data_on(open_: Callable[[Document], Reader]) -> None:
    reader = open_(Document())
    reader.session.select([INPUT])
    for module in ("Sequential", "Linear", "MSECriterion"):
        reader.panel.add()
        reader.choose("outlineAdd", module)
    assert reader.document.criterion is not None
    (sequential,) = reader.document.root.children
    assert [child.module for child in sequential.children] == ["Linear"]
    assert set(reader.document.root.wires) == {Wire(INPUT, sequential.id), Wire(sequential.id, OUTPUT)}


def test_ports_that_fit_are_listed_with_shapes_and_wired(open_: Callable[[Document], Reader]) -> None:
    doc = free(("Linear", 4, 3), ("Linear", 5, 2), ("Linear", 3, 1))
    reader = open_(edits.connect(doc, 0, INPUT, 1))
    reader.session.select([1])
    reader.panel.connect_to()
    rows = reader.finder("connectTo").rows
    assert [row.title for row in rows] == ["(3) Linear", "the criterion"]  # the second takes five columns
    assert rows[0].text == "would get N×3"
    reader.choose("connectTo", "(3)")
    assert Wire(1, 3) in reader.document.root.wires
    reader.panel.disconnect_from()
    reader.choose("disconnectFrom", "to (3)")
    assert Wire(1, 3) not in reader.document.root.wires


def test_one_entry_of_a_table_can_be_wired(open_: Callable[[Document], Reader]) -> None:
    doc = free(("LookupTable", 5, 2), data=sparse_dense().data)
    reader = open_(doc)
    reader.session.select([INPUT])
    reader.panel.connect_to()
    rows = reader.finder("connectTo").rows
    entry = next(row for row in rows if "entry 1" in row.text and "LookupTable" in row.title)
    reader.choose("connectTo", "entry 1 lookup")
    assert entry.text == "would get entry 1, N"
    assert reader.document.root.wires == (Wire(INPUT, 1, 0, 0),)


def test_what_a_container_wires_is_not_wired_by_hand(open_: Callable[[Document], Reader]) -> None:
    reader = open_(sparse_dense())
    table = next(node for node in reader.document.root.children if node.children)
    reader.session.select([table.children[0].id])
    reader.panel.connect_to()
    assert "which wires it" in reader.said[-1]


def test_a_label_is_typed_in_the_row(open_: Callable[[Document], Reader]) -> None:
    reader = open_(tutorial())
    reader.session.select([2])
    reader.panel.rename()
    field = reader.tree.findChild(QLineEdit, "outlineLabel")
    assert isinstance(field, QLineEdit)
    reader.qtbot.keyClicks(field, "squash")
    reader.qtbot.keyClick(field, Qt.Key.Key_Return)
    reader.qtbot.waitUntil(lambda: reader.document.node(2).label == "squash")
    assert "squash" in reader.spoken(2)
    assert reader.session.undo_words == "Label"


# Dragging.


def test_rows_are_dragged_into_and_out_of_containers(open_: Callable[[Document], Reader]) -> None:
    doc, holder = edits.add(free(("Tanh",)), "Sequential", at=(0.0, 200.0))
    doc, inner = edits.add(doc, "ReLU", parent=holder)
    reader = open_(doc)
    model, move = reader.model, Qt.DropAction.MoveAction
    model.dropMimeData(model.mimeData([model.index_for(1)]), move, 0, 0, model.index_for(holder))
    assert [child.id for child in reader.document.node(holder).children] == [1, inner]
    model.dropMimeData(model.mimeData([model.index_for(inner)]), move, 0, 0, QModelIndex())
    assert index(reader.document).parents[inner] == 0
    before = reader.document
    model.dropMimeData(model.mimeData([model.index_for(holder)]), move, 0, 0, QModelIndex())
    assert reader.document is before
    assert "wires make the order" in reader.said[-1]
    model.dropMimeData(model.mimeData([model.index_for(holder)]), move, -1, -1, model.index_for(holder))
    assert "cannot be put into itself" in reader.said[-1]


def test_a_module_is_dropped_from_the_palette(open_: Callable[[Document], Reader]) -> None:
    doc, holder = edits.add(Document(), "Sequential")
    reader = open_(doc)
    model = reader.model
    assert MODULE_MIME in model.mimeTypes()
    model.dropMimeData(module_mime("Tanh"), Qt.DropAction.CopyAction, -1, -1, model.index_for(holder))
    assert [child.module for child in reader.document.node(holder).children] == ["Tanh"]


# The screen reader's way in.


def test_a_screen_reader_finds_every_module_with_name_role_and_state(
    open_: Callable[[Document], Reader],
) -> None:
    reader = open_(chain(("Linear", 4, 3), ("Linear", 5, 1)))
    reader.session.select([2])
    tree = QAccessible.queryAccessibleInterface(reader.tree)
    assert tree is not None
    assert tree.role() == QAccessible.Role.Tree
    assert tree.text(QAccessible.Text.Name) == "Outline of the model"
    items = [tree.child(number) for number in range(tree.childCount())]
    items = [item for item in items if item.role() == QAccessible.Role.TreeItem]
    names = [item.text(QAccessible.Text.Name) for item in items]
    assert names[1].startswith("Linear(4 → 3), 1 of 2, from the data, gets N×4, gives N×3")
    assert names[3].startswith("MSECriterion, the criterion")
    fault = reader.session.check.faults[2].text
    assert items[2].text(QAccessible.Text.Description) == fault
    assert fault in names[2]
    assert [bool(item.state().selected) for item in items] == [False, False, True, False]
    assert [bool(item.state().focused) for item in items] == [False, False, True, False]


def test_a_screen_reader_hears_what_is_open(open_: Callable[[Document], Reader]) -> None:
    reader = open_(sparse_dense())
    table = next(node for node in reader.document.root.children if node.children)

    def state() -> QAccessible.State:
        tree = QAccessible.queryAccessibleInterface(reader.tree)
        items = (tree.child(number) for number in range(tree.childCount()))
        found = next(i for i in items if i.text(QAccessible.Text.Name).startswith("ParallelTable"))
        return found.state()

    assert state().expandable
    assert state().expanded
    reader.tree.collapse(reader.model.index_for(table.id))
    assert not state().expanded


def test_entries_that_come_one_by_one_are_judged_by_the_child_they_go_to(
    open_: Callable[[Document], Reader],
) -> None:
    doc, table = edits.add(Document(data=sparse_dense().data), "ParallelTable")
    doc, _ = edits.add(doc, "LookupTable", named("LookupTable", 5, 2), parent=table)
    doc, _ = edits.add(doc, "Linear", named("Linear", 3, 2), parent=table)
    reader = open_(doc)
    reader.session.select([INPUT])
    reader.panel.connect_to()
    rows = [(row.title, row.text) for row in reader.finder("connectTo").rows if "Parallel" in row.title]
    assert rows == [
        ("(1) ParallelTable, input 1", "would get {N, N×3}"),
        ("(1) ParallelTable, input 1", "would get entry 1, N"),
        ("(1) ParallelTable, input 2", "would get entry 2, N×3"),
    ]


def test_an_outline_that_was_hidden_shows_what_happened_since(open_: Callable[[Document], Reader]) -> None:
    reader = open_(tutorial())
    reader.panel.hide()
    reader.session.attempt("remove", lambda document: edits.remove(document, [2]))
    reader.session.attempt("add", lambda document: edits.add(document, "Sequential")[0])
    reader.session.select([3])
    reader.panel.show()
    check_tree(reader)
    assert reader.tree.current_item() == 3
    reader.panel.hide()
    reader.session.replace(sparse_dense())
    reader.session.attempt("label", lambda document: edits.relabel(document, 2, "mine"))
    reader.panel.show()
    check_tree(reader)


# Notes and regions.


def with_remarks() -> tuple[Document, RemarkId, RemarkId]:
    doc, note = edits.add_remark(tutorial(), "note", (0.0, -200.0), (200.0, 80.0), "Look here\nand there")
    doc, region = edits.add_remark(doc, "region", (0.0, 0.0), (400.0, 240.0), "Hidden part")
    return doc, note, region


def test_notes_and_regions_stand_below_the_model(open_: Callable[[Document], Reader]) -> None:
    doc, note, region = with_remarks()
    reader = open_(doc)
    assert [id for id, _ in reader.rows()][-2:] == [note, region]
    assert reader.spoken(note) == "Note, Look here and there, yellow, 1 of 2 notes and regions"
    assert reader.spoken(region) == "Region, Hidden part, blue, 2 of 2 notes and regions"
    tree = QAccessible.queryAccessibleInterface(reader.tree)
    items = [tree.child(number) for number in range(tree.childCount())]
    assert [item.role() for item in items[-2:]] == [QAccessible.Role.TreeItem] * 2
    assert items[-1].text(QAccessible.Text.Name) == reader.spoken(region)
    assert items[-1].state().selectable


def test_their_selection_is_the_sessions(open_: Callable[[Document], Reader]) -> None:
    doc, note, region = with_remarks()
    reader = open_(doc)
    reader.session.select([note])
    assert reader.tree.current_item() == note
    reader.qtbot.keyClick(reader.tree, Qt.Key.Key_Down)
    assert reader.session.selection == {region}
    reader.qtbot.keyClick(reader.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert reader.session.selection == {region, note}


def test_a_notes_words_are_typed_in_several_lines(open_: Callable[[Document], Reader]) -> None:
    doc, note, _ = with_remarks()
    reader = open_(doc)
    reader.session.select([note])
    reader.panel.rename()
    field = reader.tree.findChild(QPlainTextEdit, "outlineWords")
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "Look here\nand there"
    field.selectAll()
    reader.qtbot.keyClicks(field, "One")
    reader.qtbot.keyClick(field, Qt.Key.Key_Return)
    reader.qtbot.keyClicks(field, "two")
    reader.qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)
    reader.qtbot.waitUntil(lambda: reader.document.remarks[0].text == "One\ntwo")
    assert reader.session.undo_words == "Write"
    assert "One two" in reader.spoken(note)


def test_a_regions_title_is_typed_in_its_row(open_: Callable[[Document], Reader]) -> None:
    doc, _, region = with_remarks()
    reader = open_(doc)
    reader.panel.write(region)
    field = reader.tree.findChild(QLineEdit, "outlineLabel")
    assert isinstance(field, QLineEdit)
    reader.qtbot.keyClicks(field, "Mine")
    reader.qtbot.keyClick(field, Qt.Key.Key_Return)
    reader.qtbot.waitUntil(lambda: reader.document.remarks[1].text == "Mine")


def test_their_rows_follow_edits_by_difference(open_: Callable[[Document], Reader]) -> None:
    reader, random = open_(tutorial()), Random(3)
    tester = QAbstractItemModelTester(reader.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for step in range(60):
        remarks = [remark.id for remark in reader.document.remarks]
        acts: list[Callable[[Document], Document]] = [
            lambda doc: edits.add_remark(doc, "note", (0.0, 0.0), (96.0, 40.0), str(step))[0],  # noqa: B023
            lambda doc: edits.remove_remarks(doc, random.sample(remarks, min(1, len(remarks)))),  # noqa: B023
            lambda doc: edits.add(doc, "Tanh")[0],
            lambda doc: edits.tint_remarks(doc, remarks, "pink"),  # noqa: B023
        ]
        reader.session.attempt("Do", random.choice(acts))
        if random.random() < 0.4:
            reader.session.undo()
        shown = [id for id, _ in reader.rows()]
        assert shown[len(reader.document.root.children) + 2 :] == [r.id for r in reader.document.remarks]
    assert tester.model() is reader.model


def test_a_row_in_a_container_that_was_undone_may_become_a_notes(open_: Callable[[Document], Reader]) -> None:
    doc, holder = edits.add(Document(), "Sequential")
    reader = open_(doc)
    reader.session.attempt("Add", lambda doc: edits.add(doc, "Tanh", parent=holder)[0])
    module = reader.document.node(holder).children[0].id
    reader.session.select([module])
    reader.panel.hide()
    reader.session.undo()
    reader.session.attempt("Note", lambda doc: edits.add_remark(doc, "note", (0.0, 0.0), (96.0, 40.0))[0])
    reader.panel.show()
    assert [id for id, _ in reader.rows()][-1] == RemarkId(module)
    assert not reader.model.index_for(module).isValid()
    assert reader.model.index_for(RemarkId(module)).isValid()


def test_all_wires_of_a_module_go_at_once(open_: Callable[[Document], Reader]) -> None:
    reader = open_(chain(("Tanh",), ("ReLU",)))
    reader.session.select([1])
    reader.panel.disconnect_from()
    reader.choose("disconnectFrom", "all its")
    assert reader.document.root.wires == (Wire(2, OUTPUT),)
    assert reader.session.undo_words == "Delete wires"


def test_what_enters_a_graph_is_wired_within_it(open_: Callable[[Document], Reader]) -> None:
    doc, box = edits.add(Document(), GRAPH)
    doc, one = edits.add(doc, "Tanh", parent=box)
    doc = edits.connect(doc, 0, INPUT, box)
    reader = open_(doc)
    reader.session.select([box])
    reader.panel.connect_to()
    rows = {row.text.split(":")[0]: row for row in reader.finder("connectTo").rows}
    assert "what enters, within" in rows
    reader.choose("connectTo", "within tanh")
    assert reader.document.node(box).wires == (Wire(INPUT, one),)
    reader.session.select([one])
    reader.panel.connect_to()
    reader.choose("connectTo", "the output")
    assert Wire(one, OUTPUT) in reader.document.node(box).wires


def test_what_is_frozen_muted_or_undone_is_said(open_: Callable[[Document], Reader]) -> None:
    reader = open_(edits.mute(edits.freeze(tutorial(), [1]), [2]))
    assert ", frozen, " in reader.spoken(1) and ", muted, " in reader.spoken(2)
    note = reader.model.index_for(1).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert note == "frozen · from the data · N×4 → N×3"
    reader.session.undo()
    reader.session.replace(coder())
    assert "undoes SpatialMaxPooling(2×2)" in reader.spoken(UNPOOL)
    assert reader.text(UNPOOL).startswith("(4): nn.SpatialMaxUnpooling associated to nn.SpatialMaxPooling")
