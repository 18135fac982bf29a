"""Notes and regions on the canvas: dragged, resized, written on, selected and moved by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.canvas.remarks.outline import area
from app.canvas.remarks.writing import WordsField
from app.document import edits
from app.document.model import INPUT, Document
from tests.app.canvas.hand import Hand

Key, Keys = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def h(hand, chain) -> Hand:
    """A region behind Linear 1 and Tanh 2, a note under them; their numbers are 5 and 6."""
    doc, _ = edits.add_remark(chain, "region", (176, -64), (360, 160), "Hidden layer")
    doc, _ = edits.add_remark(doc, "note", (200, 160), (200, 64), "It squashes")
    return hand(doc)


def spot(h: Hand, number: int, dx: float = 0, dy: float = 0):
    return h.at({"remark": number}, dx, dy)


def title(h: Hand):
    return spot(h, 5, dx=-120, dy=-70)


def places(document: Document) -> dict[int, tuple[float, float]]:
    found = {node.id: node.at for node in document.root.children}
    return found | {remark.id.number: remark.at for remark in document.remarks}


def test_a_region_takes_along_what_stands_on_it_and_nothing_else(h):
    before = places(h.document)
    h.drag(title(h), title(h) + spot(h, 5, dx=80, dy=40) - spot(h, 5))
    after = places(h.document)
    moved = {id for id in before if after[id] != before[id]}
    assert moved == {1, 2, 5}
    assert {(after[id][0] - before[id][0], after[id][1] - before[id][1]) for id in moved} == {(80, 40)}
    assert h.steps == ["Move region"]
    h.session.undo()
    assert places(h.document) == before


def test_esc_puts_a_dragged_region_back(h):
    before = h.document
    h.drag(title(h), title(h) + spot(h, 5, dx=80) - spot(h, 5), release=False)
    h.key(Key.Key_Escape)
    assert h.document is before


def test_the_inside_of_a_region_is_ground(h):
    """A drag there selects with a rubber band and moves nothing."""
    before = h.document
    h.drag(spot(h, 5, dx=-170, dy=60), spot(h, 5, dx=170, dy=-45))
    assert h.document is before
    assert h.session.selected_nodes == (1, 2)


def test_a_note_is_dragged_by_any_part_and_selected_with_a_click(h):
    h.click(spot(h, 6))
    assert [id.number for id in h.session.selected_remarks] == [6]
    h.drag(spot(h, 6), spot(h, 6, dx=40))
    assert places(h.document)[6] == (240, 160)


def test_a_selected_card_and_a_note_move_together(h):
    h.click(spot(h, 6))
    h.click(h.card(3), Keys.ShiftModifier)
    before = places(h.document)
    h.drag(h.card(3), h.card(3, dx=24, dy=24))
    after = places(h.document)
    assert {id for id in before if after[id] != before[id]} == {3, 6}


def test_the_corner_changes_the_size(h):
    h.drag(spot(h, 5, dx=176, dy=76), spot(h, 5, dx=216, dy=116))
    assert h.document.remarks[0].size == (400, 200)
    assert h.steps == ["Resize region"]


def test_a_rubber_band_takes_notes_it_meets_and_regions_it_encloses(h):
    h.drag(spot(h, 5, dx=-250, dy=-100), spot(h, 6, dx=0, dy=0))
    assert [id.number for id in h.session.selected_remarks] == [6]
    h.drag(spot(h, 5, dx=-250, dy=-100), spot(h, 6, dx=300, dy=100))
    assert [id.number for id in h.session.selected_remarks] == [5, 6]


def field(h: Hand) -> WordsField:
    (found,) = [w for w in h.view.findChildren(WordsField) if w.isVisible()]
    return found


def test_a_note_is_written_on_with_a_double_click_and_ctrl_enter(h):
    h.double_click(spot(h, 6))
    QTest.keyClicks(field(h), "One")
    QTest.keyClick(field(h), Key.Key_Return)
    QTest.keyClicks(field(h), "Two")
    QTest.keyClick(field(h), Key.Key_Return, Keys.ControlModifier)
    assert h.document.remarks[1].text == "One\nTwo"
    assert h.view.hasFocus()


def test_a_title_is_one_line_and_esc_leaves_it(h):
    h.view.write(h.document.remarks[0].id)
    QTest.keyClicks(field(h), "Encoder")
    QTest.keyClick(field(h), Key.Key_Escape)
    assert h.document.remarks[0].text == "Hidden layer"
    h.view.write(h.document.remarks[0].id)
    QTest.keyClicks(field(h), "Encoder")
    QTest.keyClick(field(h), Key.Key_Return)
    assert h.document.remarks[0].text == "Encoder"


def test_a_note_grows_with_its_words(h):
    note = h.document.remarks[1]
    long = edits.write_remark(h.document, note.id, "many words " * 40).remarks[1]
    assert area(long).h > area(note).h == 64
    assert long.size == note.size


def test_tab_reaches_notes_behind_the_cards_and_arrows_move_them(h):
    for _ in range(6):
        h.key(Key.Key_Tab)
    assert [id.number for id in h.session.selected_remarks] == [5]
    assert "Region, Hidden layer" in h.view.accessibleDescription()
    before = places(h.document)
    h.key(Key.Key_Right)
    h.key(Key.Key_Right, Keys.ShiftModifier)
    after = places(h.document)
    assert after[5][0] - before[5][0] == after[1][0] - before[1][0] == 40
    assert h.document.root.ends[0] == (0.0, 0.0)
    h.session.undo()
    assert places(h.document) == before


def test_enter_writes_on_what_has_the_focus(h):
    h.click(spot(h, 6))
    h.key(Key.Key_Return)
    assert field(h).toPlainText() == "It squashes"


def test_the_data_card_goes_along_when_it_stands_on_the_region(hand, chain):
    doc, _ = edits.add_remark(chain, "region", (-40, -64), (400, 200))
    h = hand(doc)
    h.drag(spot(h, 5, dy=-90), spot(h, 5, dx=40, dy=-90))
    assert h.document.root.ends[0] == (40, 0)
    assert INPUT in h.plan.spots


def test_stepped_inside_a_container_there_are_none(hand, chain):
    doc, box = edits.wrap(chain, [1, 2], "Sequential")
    doc, _ = edits.add_remark(doc, "note", (0, 200), (200, 64))
    h = hand(doc)
    h.view.step_inside(box)
    assert not h.plan.remarks
    h.view.step_out()
    assert len(h.plan.remarks) == 1
