"""The search for modules on the canvas: asked for by keys, by the mouse, and by a wire."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.document import edits, examples
from app.document.model import INPUT, OUTPUT, Document, Wire
from app.finder.finder import Finder
from app.window import Window

Key, LEFT, NONE = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def finder(window: Window, qtbot: QtBot) -> Finder:
    """The search, which must be open."""
    found = window.module_search.finder
    qtbot.waitUntil(found.field.hasFocus)
    return found


def at(window: Window, query: dict[str, object]) -> QPoint:
    """The middle of something on the canvas, in the viewport's pixels."""
    found = window.canvas.where(query)
    assert found is not None
    corner = window.canvas.viewport().mapFromGlobal(QPoint(found["x"], found["y"]))
    return corner + QPoint(found["w"] // 2, found["h"] // 2)


def mouse(window: Window, kind: QEvent.Type, spot: QPoint, held: bool) -> None:
    viewport = window.canvas.viewport()
    cause = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    buttons = LEFT if held else Qt.MouseButton.NoButton
    where = QPointF(viewport.mapToGlobal(spot))
    QApplication.sendEvent(viewport, QMouseEvent(kind, QPointF(spot), where, cause, buttons, NONE))


def drag(window: Window, start: QPoint, end: QPoint) -> None:
    mouse(window, QEvent.Type.MouseButtonPress, start, True)
    for step in range(1, 6):
        mouse(window, QEvent.Type.MouseMove, start + (end - start) * (step / 5), True)
    mouse(window, QEvent.Type.MouseButtonRelease, end, False)


def add(search: Finder, name: str) -> None:
    QTest.keyClicks(search.field, name)
    assert search.current is not None
    assert search.current.title == name
    QTest.keyClick(search.field, Key.Key_Return)


def names(document: Document) -> list[str]:
    return [node.module for node in document.root.children]


def test_a_letter_opens_it_with_the_letter_typed_and_enter_adds_behind_the_card_in_focus(
    window: Window, qtbot: QtBot
) -> None:
    before = window.session.document
    QTest.keyClick(window.canvas, Key.Key_Tab)
    QTest.keyClick(window.canvas, Key.Key_R)
    search = finder(window, qtbot)
    assert search.field.text() == "r"
    QTest.keyClicks(search.field, "elu")
    QTest.keyClick(search.field, Key.Key_Return)
    assert names(window.session.document) == [*names(before), "ReLU"]
    assert window.session.undo_words == "Add ReLU"
    assert window.canvas.hasFocus()
    window.session.undo()
    assert window.session.document is before


def test_letters_that_are_keys_keep_their_meaning_and_search_with_shift(window: Window, qtbot: QtBot) -> None:
    window.session.select([2])
    QTest.keyClick(window.canvas, Key.Key_F)
    assert window.module_search.finder.isHidden()
    QTest.keyClick(window.canvas, Key.Key_F, SHIFT)
    assert finder(window, qtbot).field.text().casefold() == "f"


@pytest.mark.parametrize("times", [1, 2])
def test_space_opens_it_and_esc_gives_up(window: Window, qtbot: QtBot, times: int) -> None:
    before = window.session.document
    for _ in range(times):
        QTest.keyClick(window.canvas, Key.Key_Space)
        search = finder(window, qtbot)
        assert search.field.text() == ""
        QTest.keyClick(search.field, Key.Key_Escape)
        assert search.isHidden()
        assert window.canvas.hasFocus()
    assert window.session.document is before


def test_space_that_was_held_to_drag_the_view_opens_nothing(window: Window) -> None:
    seen = window.canvas.camera.seen()
    QTest.keyPress(window.canvas, Key.Key_Space)
    drag(window, QPoint(30, 30), QPoint(90, 60))
    QTest.keyRelease(window.canvas, Key.Key_Space)
    assert window.canvas.camera.seen() != seen
    assert window.module_search.finder.isHidden()


def test_a_double_click_on_the_empty_canvas_adds_just_there(window: Window, qtbot: QtBot) -> None:
    spot = at(window, {"free": [0.5, 0.85]})
    QTest.mouseDClick(window.canvas.viewport(), LEFT, NONE, spot)
    QTest.mouseRelease(window.canvas.viewport(), LEFT, NONE, spot)
    add(finder(window, qtbot), "Tanh")
    (new,) = window.session.selected_nodes
    place = at(window, {"node": new})
    assert (place - spot).manhattanLength() < 16


def test_a_double_click_on_a_wire_s_place_puts_the_module_on_the_wire(window: Window, qtbot: QtBot) -> None:
    wire = at(window, {"wire": [0, 1, 2, 0]})
    window.module_search.open(_wish(window, wire))
    add(finder(window, qtbot), "ReLU")
    (new,) = window.session.selected_nodes
    wires = set(window.session.document.root.wires)
    assert {Wire(1, new), Wire(new, 2)} <= wires
    assert Wire(1, 2) not in wires


def _wish(window: Window, spot: QPoint):  # type: ignore[no-untyped-def]
    made = []
    window.canvas.module_wanted.disconnect(window.module_search.open)
    window.canvas.module_wanted.connect(made.append)
    window.canvas.asking.at(QPointF(spot))
    return made[0]


def test_a_wire_let_go_in_the_void_offers_what_fits_and_is_one_step_with_the_module(
    window: Window, qtbot: QtBot
) -> None:
    before = window.session.document
    port = at(window, {"port": "out", "node": 1, "index": 0})
    drag(window, port, port + QPoint(60, 120))
    search = finder(window, qtbot)
    offered = {row.title for row in search.rows}
    assert {"ReLU", "Linear", "Sequential", "CAddTable"} <= offered
    assert not {"LookupTable", "ParallelTable", "SpatialConvolution", "MSECriterion"} & offered
    assert window.canvas.stage.overlay.preview.curve is not None
    add(search, "ReLU")
    (new,) = window.session.selected_nodes
    assert Wire(1, new) in window.session.document.root.wires
    assert window.canvas.stage.overlay.preview.curve is None
    window.session.undo()
    assert window.session.document is before


def test_a_wire_given_up_in_the_void_leaves_nothing(window: Window, qtbot: QtBot) -> None:
    before = window.session.document
    port = at(window, {"port": "out", "node": 1, "index": 0})
    drag(window, port, port + QPoint(60, 120))
    QTest.keyClick(finder(window, qtbot).field, Key.Key_Escape)
    assert window.session.document is before
    assert window.canvas.stage.overlay.preview.curve is None


def test_a_wire_from_the_data_offers_the_criterion_only_where_there_is_none(
    window: Window, qtbot: QtBot
) -> None:
    window.session.replace(Document(data=examples.classifier().data))
    window.canvas.frame_all()
    port = at(window, {"port": "out", "node": INPUT, "index": 0})
    drag(window, port, port + QPoint(30, 120))
    add(finder(window, qtbot), "ClassNLLCriterion")
    assert window.session.document.criterion is not None
    assert window.session.document.root.wires == (Wire(INPUT, OUTPUT),)


def test_a_wire_drawn_backwards_ends_in_the_new_module(window: Window, qtbot: QtBot) -> None:
    document, new = edits.add(
        window.session.document, "Linear", {"inputSize": 3, "outputSize": 2}, at=(300, 200)
    )
    window.session.apply("Add", document)
    window.canvas.frame_all()
    port = at(window, {"port": "in", "node": new, "index": 0})
    drag(window, port, port + QPoint(-90, 60))
    search = finder(window, qtbot)
    assert "MSECriterion" not in {row.title for row in search.rows}
    add(search, "Tanh")
    (made,) = window.session.selected_nodes
    assert window.session.document.root.wires[-1] == Wire(made, new)


def test_indices_are_offered_to_what_looks_them_up(window: Window, qtbot: QtBot) -> None:
    window.session.replace(Document(data=examples.sparse_dense().data))
    window.canvas.frame_all()
    port = at(window, {"port": "out", "node": INPUT, "index": 1, "strand": 0})
    drag(window, port, port + QPoint(60, 150))
    offered = {row.title for row in finder(window, qtbot).rows}
    assert "LookupTable" in offered
    assert not {"Tanh", "Linear"} & offered


def test_tab_asks_for_a_module_once_the_mouse_leads_and_walks_the_cards_else(
    window: Window, qtbot: QtBot
) -> None:
    QTest.keyClick(window.canvas, Key.Key_Tab)
    assert window.session.selection == {INPUT}
    free = at(window, {"free": [0.5, 0.9]})
    QTest.mouseClick(window.canvas.viewport(), LEFT, NONE, free)
    QTest.keyClick(window.canvas, Key.Key_Tab)
    assert finder(window, qtbot).isVisible()


def test_what_was_added_last_stands_first_the_next_time(window: Window, qtbot: QtBot) -> None:
    QTest.keyClick(window.canvas, Key.Key_Space)
    add(finder(window, qtbot), "SoftSign")
    QTest.keyClick(window.canvas, Key.Key_Space)
    assert finder(window, qtbot).rows[0].title == "SoftSign"


def test_the_rows_say_what_each_is(window: Window, qtbot: QtBot) -> None:
    QTest.keyClick(window.canvas, Key.Key_Space)
    rows = {row.title: row for row in finder(window, qtbot).rows}
    assert rows["Linear"].category == "simple"
    assert "weighted sum" in rows["Linear"].text
