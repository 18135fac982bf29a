"""What the canvas shows of a document: states, faults, tooltips, themes; only what differs is touched."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from app.canvas.geometry.hit import Hit
from app.canvas.items.fault import FaultItem
from app.canvas.paint.state import State
from app.canvas.spoken import explained
from app.document import edits, examples
from app.document.model import Document, Wire
from app.look import look


def grey(h, id, state: State) -> list[int]:
    """The grey values of a card in that state."""
    h.view.stage.cards[id].show_state(state)
    spot = h.view.where({"node": id})
    corner = h.view.mapFromGlobal(QPoint(spot["x"], spot["y"]))
    picture = h.view.grab().toImage().copy(corner.x() - 8, corner.y() - 8, spot["w"] + 16, spot["h"] + 16)
    picture = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    return [
        QColor(picture.pixel(x, y)).red() for x in range(picture.width()) for y in range(picture.height())
    ]


STATES = (
    State.PLAIN,
    State.SELECTED,
    State.HOVERED,
    State.FOCUSED,
    State.FAULTY,
    State.UNUSED,
    State.RUNNING,
)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_all_states_of_a_card_can_be_told_apart_in_grey(hand, chain, mode, qtbot):
    look.set_mode(mode)
    h = hand(chain)
    pictures = {state: grey(h, 2, state) for state in STATES}
    for one in STATES:
        for other in STATES:
            if one != other:
                pairs = zip(pictures[one], pictures[other], strict=True)
                assert sum(abs(a - b) > 6 for a, b in pairs) > 60, (one, other)
    look.set_mode("system")


def test_a_fault_is_marked_with_words_and_goes_when_it_is_mended(hand, chain):
    h = hand(chain)
    h.session.apply("break", edits.set_arguments(h.document, 3, {"inputSize": 5}))
    stage = h.view.stage
    assert State.FAULTY in stage.cards[3].state
    assert State.FAULTY in stage.wires[0, Wire(2, 3)].state
    tip = explained(stage, h.document, Hit(node=3))
    assert "N×3" in tip and "5" in tip and "<li>" in tip
    h.session.apply("mend", edits.set_arguments(h.document, 3, {"inputSize": 3}))
    assert State.FAULTY not in stage.cards[3].state
    assert not stage._faults


def test_the_words_of_a_fault_are_seen_whole_also_at_the_end_of_the_drawing(hand, chain):
    h = hand(edits.set_arguments(chain, 3, {"outputSize": 7}))
    h.view.show_fault(h.document.criterion.id, "the target has 1 column, the output 7: they must be alike")
    h.view.frame_all()
    (words,) = [item for item in h.view.stage.items() if isinstance(item, FaultItem)]
    assert words.area.right <= h.plan.bounds().right
    assert h.view.camera.seen().encloses(words.area)
    assert words.area.y > h.plan.rect(h.document.criterion.id).bottom


def test_a_module_where_training_stopped_is_marked_until_it_is_taken_back(hand, chain):
    h = hand(chain)
    h.view.show_fault(2, "the output is not a number")
    assert State.FAULTY in h.view.stage.cards[2].state
    h.view.show_fault(None)
    assert State.FAULTY not in h.view.stage.cards[2].state


def test_what_reaches_no_output_is_shown_as_not_in_use(hand, chain):
    doc, extra = edits.add(chain, "ReLU", at=(400, 160))
    h = hand(doc)
    assert State.UNUSED in h.view.stage.cards[extra].state
    h.session.apply("wire", edits.connect(h.document, 0, 1, extra))
    h.session.apply("wire", edits.connect(h.document, 0, extra, 3, 0))
    assert State.UNUSED not in h.view.stage.cards[extra].state
    assert State.UNUSED in h.view.stage.cards[2].state


def test_a_tooltip_explains_what_is_under_the_pointer(hand, chain):
    h = hand(chain)
    spot = h.card(1)
    event = QHelpEvent(QEvent.Type.ToolTip, spot, h.view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(h.view.viewport(), event)
    assert "Linear" in QToolTip.text()


def test_an_edit_touches_only_what_it_changes(hand, chain):
    doc, frame = edits.add(chain, "Sequential", at=(200, 160))
    for _ in range(20):
        doc, _ = edits.add(doc, "Tanh", parent=frame)
    h = hand(doc)
    stage = h.view.stage
    document = edits.move(h.document, {2: (400, 96)})
    changes = stage.plan.update(document, h.session.check)
    assert changes.spots == (2,)
    assert {wire for _, wire in changes.wires} == {Wire(1, 2), Wire(2, 3)}
    stage.show_document(h.document, h.session.check)


def test_the_same_items_live_on_through_edits_and_undo(hand, chain):
    h = hand(chain)
    before = dict(h.view.stage.cards)
    h.session.apply("set", edits.set_arguments(h.document, 1, {"outputSize": 7}))
    h.session.undo()
    assert h.view.stage.cards == before


@pytest.mark.parametrize("make", [Document, examples.tutorial, examples.sparse_dense])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_example_is_drawn_on_the_themes_ground(hand, make, mode):
    look.set_mode(mode)
    h = hand(make())
    picture = h.view.grab().toImage()
    corner = picture.pixelColor(3, 3)
    assert corner.name() == look.theme.canvas
    colours = {picture.pixel(x, y) for x in range(0, 1200, 3) for y in range(0, 700, 3)}
    assert len(colours) > 5
    look.set_mode("system")


@pytest.mark.parametrize("filled", [False, True])
def test_the_words_of_an_empty_canvas_go_and_come_as_a_whole(hand, qtbot, filled):
    h = hand(Document())
    empty, words = h.document, h.plan.bounds().centre
    full, _ = edits.add(empty, "Tanh", at=(96, 0))
    if filled:
        h.session.apply("prepare", full)
    QApplication.sendPostedEvents()
    with qtbot.waitSignal(h.view.stage.changed) as changed:
        h.session.apply("change", empty if filled else full)
    assert any(area.contains(*words) for area in changed.args[0])
