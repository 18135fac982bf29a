"""The commands of notes and regions, and those of the Edit menu on them, in a whole window."""

from __future__ import annotations

from PySide6.QtTest import QTest

from app.canvas.remarks.outline import area
from app.canvas.remarks.writing import WordsField
from app.document import edits
from app.document.model import Remark
from app.window import Window


def write(window: Window, words: str) -> None:
    """In the field that is open, and then back to the canvas."""
    (field,) = [each for each in window.canvas.findChildren(WordsField) if each.isVisible()]
    QTest.keyClicks(field, words)
    window.canvas.setFocus()


def only(window: Window) -> Remark:
    (found,) = window.session.document.remarks
    return found


def test_a_note_is_added_selected_and_written_on(window):
    window.actions_["add_note"].trigger()
    write(window, "Look here")
    assert (only(window).kind, only(window).text) == ("note", "Look here")
    assert window.session.selection == {only(window).id}
    assert window.session.undo_words == "Write note"
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()
    assert not window.session.document.remarks


def test_a_region_comes_around_what_is_selected(window):
    session, plan = window.session, window.canvas.stage.plan
    ids = [node.id for node in session.document.root.children][:2]
    session.select(ids)
    window.actions_["add_region"].trigger()
    write(window, "Hidden")
    assert all(area(only(window)).encloses(plan.rect(id)) for id in ids)
    others = plan.spots.keys() - set(ids)
    assert not any(area(only(window)).encloses(plan.rect(id)) for id in others)


def test_edit_commands_work_on_them(window):
    window.actions_["add_note"].trigger()
    write(window, "One")
    session = window.session
    window.actions_["duplicate"].trigger()
    assert [remark.text for remark in session.document.remarks] == ["One", "One"]
    window.actions_["copy"].trigger()
    window.actions_["delete"].trigger()
    assert session.undo_words == "Delete note" and len(session.document.remarks) == 1
    window.actions_["paste"].trigger()
    assert len(session.document.remarks) == 2
    window.actions_["select_all"].trigger()
    assert len(session.selected_remarks) == 2
    assert len(session.selected_nodes) == len(session.document.root.children)
    window.actions_["delete"].trigger()
    assert not session.document.remarks and not session.document.root.children


def test_colours_go_round(window):
    window.actions_["add_note"].trigger()
    write(window, "")
    seen = [only(window).tint]
    for _ in range(5):
        window.actions_["next_tint"].trigger()
        seen.append(only(window).tint)
    assert len(set(seen)) == 5 and seen[0] == seen[-1]


def test_without_one_selected_colours_are_refused_with_the_reason(window):
    assert "Select a note" in window.actions_["next_tint"].toolTip()


def test_the_container_of_a_module_is_selected_from_inside_out(window):
    session = window.session
    ids = [node.id for node in session.document.root.children][:2]
    document, inner = edits.wrap(session.document, ids, "Sequential")
    document, outer = edits.wrap(document, [inner], "Sequential")
    session.apply("wrap", document)
    session.select([ids[0]])
    for expected in (inner, outer):
        assert window.actions_["select_container"].isEnabled()
        window.actions_["select_container"].trigger()
        assert session.selected_nodes == (expected,)
    assert not window.actions_["select_container"].isEnabled()


def test_the_inspector_edits_a_note(window, qtbot):
    window.actions_["add_note"].trigger()
    write(window, "One")
    qtbot.waitUntil(lambda: window.findChild(object, "remarkText") is not None)
    text = window.findChild(object, "remarkText")
    assert text.toPlainText() == "One"
    text.selectAll()
    QTest.keyClicks(text, "Two")
    assert only(window).text == "Two"
    window.findChild(object, "tint:pink").click()
    assert only(window).tint == "pink"


def test_snapping_and_the_minimap_are_switches_that_stay(window):
    for name, is_on in (
        ("snapping", lambda: window.canvas.is_snapping),
        ("minimap", lambda: window.settings.get("minimap")),
    ):
        assert is_on() and window.actions_[name].isChecked()
        window.actions_[name].trigger()
        assert not is_on() and not window.actions_[name].isChecked()
        window.actions_[name].trigger()


def test_a_region_stays_around_its_modules_when_they_are_arranged(window):
    session, plan = window.session, window.canvas.stage.plan
    ids = [node.id for node in session.document.root.children][:2]
    session.select(ids)
    window.actions_["add_region"].trigger()
    write(window, "Hidden")
    before = area(only(window))
    session.apply("apart", edits.move(session.document, {ids[1]: (900.0, 700.0)}))
    session.apply("together", edits.resize_remark(session.document, only(window).id, (1200.0, 900.0)))
    session.select()
    window.actions_["arrange"].trigger()
    assert all(area(only(window)).encloses(plan.rect(id)) for id in ids)
    assert area(only(window)).h < 900 or before.h > 900
    assert session.undo_words == "Arrange"


def test_a_note_comes_where_no_card_is(window):
    window.actions_["add_note"].trigger()
    write(window, "One")
    plan = window.canvas.stage.plan
    assert not any(area(only(window)).meets(plan.rect(id)) for id in plan.spots)
