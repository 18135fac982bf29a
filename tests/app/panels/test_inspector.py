"""The inspector: what is selected in a form, refused in words, mended by a button, undone in one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from app.document import edits
from app.document.model import INPUT, OUTPUT, Data, Document, Port
from app.panels.editors import NumberEditor
from app.panels.inspector import InspectorPanel
from app.session import Session
from app.training.examples import load

LEFT = Qt.MouseButton.LeftButton


def id_of(document: Document, name: str, number: int = 0) -> int:
    return [one.id for one in document.root.walk() if one.module == name][number]


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> InspectorPanel:
    shown = InspectorPanel(session)
    qtbot.addWidget(shown)
    shown.resize(300, 700)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def number(panel: InspectorPanel, name: str) -> NumberEditor:
    found = panel.card.findChild(NumberEditor, name)
    assert found is not None, name
    return found


def text(panel: InspectorPanel, name: str) -> str:
    found = panel.card.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def enter(qtbot: QtBot, field: NumberEditor, typed: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def arguments(session: Session, name: str, place: int = 0) -> dict[str, object]:
    return dict(session.document.node(id_of(session.document, name, place)).args)


def test_a_module_shows_its_arguments_shapes_and_parameters(panel: InspectorPanel, session: Session) -> None:
    session.select([id_of(session.document, "Linear")])
    assert text(panel, "cardTitle") == "Linear"
    assert (number(panel, "arg:inputSize").text(), number(panel, "arg:outputSize").text()) == ("4", "3")
    assert text(panel, "inputShape") == "N×4"
    assert text(panel, "outputShape") == "N×3"
    assert text(panel, "parameterCount") == "15\nweight 3×4, bias 3"


def test_what_does_not_fit_stays_in_the_field_with_the_reason(
    panel: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    session.select([id_of(session.document, "Linear")])
    before = session.document
    field = number(panel, "arg:inputSize")
    enter(qtbot, field, "0")
    assert session.document is before
    assert field.text() == "0"
    assert field.property("invalid") is True
    assert "a whole number, at least 1" in text(panel, "arg:inputSize:note")
    enter(qtbot, field, "4x")
    assert session.document is before
    assert "“4x” does not fit" in text(panel, "arg:inputSize:note")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "4"
    assert field.property("invalid") is False


def test_a_value_is_taken_at_enter_and_undone_in_the_field(
    panel: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    session.select([id_of(session.document, "Linear")])
    enter(qtbot, number(panel, "arg:outputSize"), "20")
    assert arguments(session, "Linear")["outputSize"] == 20
    assert text(panel, "outputShape") == "N×20"
    assert session.undo_words == "Set outputSize of Linear"
    session.undo()
    assert number(panel, "arg:outputSize").text() == "3"
    assert arguments(session, "Linear")["outputSize"] == 3


def test_a_value_is_taken_when_the_keyboard_goes_elsewhere(
    panel: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    session.select([id_of(session.document, "Linear")])
    field = number(panel, "arg:outputSize")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "7")
    assert arguments(session, "Linear")["outputSize"] == 3
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert arguments(session, "Linear")["outputSize"] == 7


def test_many_steps_in_a_row_are_one_act(panel: InspectorPanel, session: Session, qtbot: QtBot) -> None:
    session.select([id_of(session.document, "Linear")])
    field = number(panel, "arg:outputSize")
    for _ in range(5):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert arguments(session, "Linear")["outputSize"] == 8
    session.undo()
    assert arguments(session, "Linear")["outputSize"] == 3
    assert session.undo_words == ""


def test_steps_stay_within_the_range(panel: InspectorPanel, session: Session, qtbot: QtBot) -> None:
    session.select([id_of(session.document, "Linear", 1)])
    field = number(panel, "arg:outputSize")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "1"


def test_a_fault_names_both_sides_and_a_button_mends_it(
    panel: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    second = id_of(session.document, "Linear", 1)
    first = id_of(session.document, "Linear")
    session.apply("wider", edits.set_arguments(session.document, first, {"outputSize": 20}))
    session.select([second])
    said = text(panel, "faultText")
    assert "N×20" in said
    assert "N×3" in said
    repair = panel.card.findChild(QPushButton, "repair:0")
    assert repair is not None
    qtbot.mouseClick(repair, LEFT)
    assert arguments(session, "Linear", 1)["inputSize"] == 20
    assert not panel.card.findChild(QLabel, "faultText").isVisible()
    session.undo()
    assert arguments(session, "Linear", 1)["inputSize"] == 3


def test_a_missing_argument_is_marked_and_a_default_is_shown_faintly(
    panel: InspectorPanel, session: Session
) -> None:
    document, new = edits.add(session.document, "LookupTable")
    session.apply("add", document)
    session.select([new])
    assert number(panel, "arg:nIndex").text() == ""
    assert text(panel, "arg:nOutput:note") == "Still needed: a whole number, at least 1."
    assert number(panel, "arg:nIndex").lineEdit().placeholderText() == "from the wire"
    assert number(panel, "arg:paddingValue").lineEdit().placeholderText() == "0"


def test_a_size_follows_the_wire_until_one_is_typed(
    panel: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    linear = id_of(session.document, "Linear")
    session.apply("open", edits.set_arguments(session.document, linear, {"inputSize": None}))
    session.select([linear])
    field = number(panel, "arg:inputSize")
    assert (field.text(), field.lineEdit().placeholderText()) == ("", "4, from the wire")
    assert text(panel, "parameterCount") == "15\nweight 3×4, bias 3"
    session.apply("data", edits.set_data(session.document, Data(inputs=(Port("X", (6,)),))))
    assert field.lineEdit().placeholderText() == "6, from the wire"
    enter(qtbot, field, "5")
    assert arguments(session, "Linear")["inputSize"] == 5 and session.check.faults
    enter(qtbot, field, "")
    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "inputSize" not in arguments(session, "Linear") and not session.check.faults


def test_a_tick_sets_a_flag(panel: InspectorPanel, session: Session, qtbot: QtBot) -> None:
    session.select([id_of(session.document, "Linear")])
    tick = panel.card.findChild(QCheckBox, "arg:bias")
    assert tick is not None
    assert (tick.isChecked(), tick.text()) == (True, "yes")
    tick.click()
    assert arguments(session, "Linear")["bias"] is False
    assert tick.text() == "no"
    assert text(panel, "parameterCount") == "12\nweight 3×4"


def test_sizes_are_typed_as_a_list(panel: InspectorPanel, session: Session, qtbot: QtBot) -> None:
    document, new = edits.add(session.document, "View")
    session.apply("add", document)
    session.select([new])
    field = panel.card.findChild(QLineEdit, "arg:sizes")
    assert field is not None
    qtbot.keyClicks(field, "2, 2")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert arguments(session, "View")["sizes"] == (2, 2)
    field.selectAll()
    qtbot.keyClicks(field, "two")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "such as 2, 3" in text(panel, "arg:sizes:note")
    assert arguments(session, "View")["sizes"] == (2, 2)


def test_several_of_a_kind_are_edited_together(panel: InspectorPanel, session: Session, qtbot: QtBot) -> None:
    session.select([id_of(session.document, "Linear"), id_of(session.document, "Linear", 1)])
    field = number(panel, "arg:outputSize")
    assert field.text() == ""
    assert field.lineEdit().placeholderText() == "different values"
    enter(qtbot, field, "5")
    assert [arguments(session, "Linear", place)["outputSize"] for place in (0, 1)] == [5, 5]
    session.undo()
    assert [arguments(session, "Linear", place)["outputSize"] for place in (0, 1)] == [3, 1]


def test_a_label_is_given(panel: InspectorPanel, session: Session, qtbot: QtBot) -> None:
    session.select([id_of(session.document, "Tanh")])
    field = panel.card.findChild(QLineEdit, "label")
    assert field is not None
    qtbot.keyClicks(field, "squash")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert session.document.node(id_of(session.document, "Tanh")).label == "squash"


def test_a_wire_says_what_it_carries_and_can_be_removed(
    panel: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    wire = next(wire for wire in session.document.root.wires if wire.source == INPUT)
    session.select([(0, wire)])
    assert text(panel, "wireShape") == "N×4"
    assert text(panel, "wireFrom") == "the data"
    assert text(panel, "wireTo") == "Linear(4 → 3)"
    button = panel.card.findChild(QPushButton, "removeWire")
    assert button is not None
    qtbot.mouseClick(button, LEFT)
    assert wire not in session.document.root.wires


def test_nothing_selected_sums_up_the_model_and_says_what_comes_next(
    panel: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    assert text(panel, "moduleCount") == "3"
    assert text(panel, "parameterCount") == "19"
    assert "Run (F5)" in text(panel, "faultText")
    session.replace(Document())
    assert "Begin here" in text(panel, "faultText")


def test_the_blocker_can_be_gone_to(panel: InspectorPanel, session: Session, qtbot: QtBot) -> None:
    second = id_of(session.document, "Linear", 1)
    session.apply("break", edits.set_arguments(session.document, second, {"inputSize": 9}))
    go = panel.card.findChild(QPushButton, "goToBlocker")
    assert go is not None
    qtbot.mouseClick(go, LEFT)
    assert session.selection == {second}


def test_the_empty_place_of_the_criterion_says_what_belongs_there(
    panel: InspectorPanel, session: Session
) -> None:
    session.replace(Document())
    session.select([OUTPUT])
    assert text(panel, "cardTitle") == "Criterion"


def test_the_data_card_changes_source_and_settings(
    panel: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    session.select([INPUT])
    kinds = panel.card.findChild(QComboBox, "dataSource")
    assert kinds is not None
    assert kinds.currentText() == "Tutorial"
    enter(qtbot, number(panel, "data:F"), "6")
    assert session.document.data.inputs[0].dims == (6,)
    assert text(panel, "dataInputs") == "X: N×6"
    enter(qtbot, number(panel, "data:N"), "0")
    assert "at least 1" in text(panel, "data:N:note") or "from 1" in text(panel, "data:N:note")
    assert session.document.data.rows == 5
    place = kinds.findData("sparse_dense")
    kinds.setCurrentIndex(place)
    kinds.activated.emit(place)
    assert session.document.data.source == "sparse_dense"
    assert text(panel, "dataInputs").splitlines()[0] == "x_o: N (indices), 1 to 5"
    session.undo()
    assert kinds.currentText() == "Tutorial"


def test_the_preview_shows_the_very_numbers(panel: InspectorPanel, session: Session) -> None:
    session.select([INPUT])
    table = panel.card.findChild(QTableWidget, "dataPreview")
    assert table is not None
    examples = load(session.document.data)
    assert table.rowCount() == 5
    assert [table.horizontalHeaderItem(c).text() for c in range(5)] == ["X1", "X2", "X3", "X4", "y"]
    assert table.item(1, 2).toolTip() == f"{examples.inputs[0][1, 2]:.14g}"
    assert table.item(4, 4).text() == f"{examples.target[4]:.3f}".replace("-", "−")


def test_a_module_is_frozen_and_muted_by_a_tick(panel: InspectorPanel, session: Session) -> None:
    tanh = id_of(session.document, "Tanh")
    session.select([tanh])
    muted, frozen = panel.card.findChild(QCheckBox, "muted"), panel.card.findChild(QCheckBox, "frozen")
    assert muted is not None and frozen is not None
    muted.click()
    assert session.document.node(tanh).muted and session.undo_words == "Mute"
    frozen.click()
    assert "no parameters" in text(panel, "frozen:note") and not session.document.node(tanh).frozen
    session.select([id_of(session.document, "Linear")])
    frozen = panel.card.findChild(QCheckBox, "frozen")
    assert frozen is not None
    frozen.click()
    assert session.document.node(id_of(session.document, "Linear")).frozen
    assert text(panel, "sharesWith") == "none"


def test_what_was_typed_for_one_module_is_not_there_for_the_next_of_its_class(
    panel: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    first, second = id_of(session.document, "Linear"), id_of(session.document, "Linear", 1)
    session.attempt("alike", lambda doc: edits.set_arguments(doc, second, dict(doc.node(first).args)))
    session.select([first])
    before = session.document
    enter(qtbot, number(panel, "arg:inputSize"), "0")
    number(panel, "arg:outputSize").selectAll()
    qtbot.keyClicks(number(panel, "arg:outputSize"), "77")
    session.select([second])
    assert (number(panel, "arg:inputSize").text(), number(panel, "arg:outputSize").text()) == ("4", "3")
    assert number(panel, "arg:inputSize").property("invalid") is False
    session.select()
    session.select([first])
    assert (number(panel, "arg:inputSize").text(), number(panel, "arg:outputSize").text()) == ("4", "3")
    assert session.document is before


def test_steps_at_two_modules_are_two_acts(panel: InspectorPanel, session: Session) -> None:
    def sizes() -> list[object]:
        return [arguments(session, "Linear", place)["outputSize"] for place in (0, 1)]

    for place in (0, 1):
        session.select([id_of(session.document, "Linear", place)])
        number(panel, "arg:outputSize").stepUp()
    assert sizes() == [4, 2]
    session.undo()
    assert sizes() == [4, 1]


def test_a_hidden_inspector_shows_what_happened_since(panel: InspectorPanel, session: Session) -> None:
    linear = id_of(session.document, "Linear")
    session.select([linear])
    panel.hide()
    session.attempt("set", lambda document: edits.set_arguments(document, linear, {"outputSize": 9}))
    session.select([id_of(session.document, "Tanh")])
    session.select([linear])
    panel.show()
    assert number(panel, "arg:outputSize").text() == "9"


def test_many_kinds_of_cards_come_and_go(panel: InspectorPanel, session: Session) -> None:
    names = ("Tanh", "ReLU", "Sigmoid", "Abs", "Sqrt", "Square", "Exp", "HardTanh", "SoftPlus")
    for name in names:
        session.attempt("add", lambda document, name=name: edits.add(document, name)[0])
    for name in names * 2:
        session.select([id_of(session.document, name)])
        assert text(panel, "cardTitle") == name
    session.attempt("remove", lambda document: edits.remove(document, [id_of(document, names[-1])]))
    assert text(panel, "cardTitle") == "The model"


@pytest.fixture
def leisurely(qtbot: QtBot, session: Session) -> InspectorPanel:
    """As in the window: a card that must be made is not made while something is being selected."""
    shown = InspectorPanel(session, at_leisure=True)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def test_a_selection_does_not_wait_for_a_card_to_be_made(
    leisurely: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    before = leisurely.card
    session.select([id_of(session.document, "Linear")])
    assert leisurely.card is before
    qtbot.waitUntil(lambda: text(leisurely, "cardTitle") == "Linear")
    assert not before.isVisible() and leisurely.card.isVisible()


def test_a_card_that_is_at_hand_is_shown_at_once(
    leisurely: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    first, second = id_of(session.document, "Linear"), id_of(session.document, "Linear", 1)
    session.select([first])
    qtbot.waitUntil(lambda: text(leisurely, "cardTitle") == "Linear")
    session.select([second])
    assert number(leisurely, "arg:inputSize").text() == "3"
    session.select()
    assert text(leisurely, "cardTitle") == "The model"


def test_an_edit_does_not_wait_for_sums_over_the_whole_model(
    leisurely: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    assert text(leisurely, "moduleCount") == "3"
    session.apply("Delete", edits.remove(session.document, [id_of(session.document, "Tanh")]))
    assert text(leisurely, "moduleCount") == "3"
    qtbot.waitUntil(lambda: text(leisurely, "moduleCount") == "2")


def test_what_was_selected_last_is_shown_whatever_came_between(
    leisurely: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    """Each selection comes a turn later than the one before; a module is gone before its card was made."""
    names = [one.module for one in session.document.root.children]
    assert len(set(names)) > 1
    for name in names:
        session.select([id_of(session.document, name)])
        with qtbot.waitSignal(leisurely.findChild(QTimer).timeout, raising=False, timeout=50):
            pass
    gone = session.selected_nodes[0]
    session.apply("Delete", edits.remove(session.document, [gone]))
    session.select([id_of(session.document, "Tanh")])
    qtbot.waitUntil(lambda: text(leisurely, "cardTitle") == "Tanh")
    assert [card for card in leisurely.findChildren(QLabel, "cardTitle") if card.isVisible()] == [
        leisurely.card.findChild(QLabel, "cardTitle")
    ]


def test_the_keyboard_goes_to_the_card_of_what_is_selected(
    leisurely: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    session.select([id_of(session.document, "Linear")])
    leisurely.focus_first_field()
    assert text(leisurely, "cardTitle") == "Linear"
    qtbot.waitUntil(lambda: leisurely.card.isAncestorOf(leisurely.focusWidget() or leisurely))
