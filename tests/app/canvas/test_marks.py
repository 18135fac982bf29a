"""Marks on cards, frames and rows: shared weights, freezing, muting; names seen from afar."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from app.canvas.geometry.measure import small_width, title_width
from app.canvas.paint.frame import frame
from app.canvas.paint.names import fitted
from app.canvas.paint.pens import LEAST_NAME
from app.canvas.paint.state import State
from app.document import edits
from app.document.check import check
from app.document.model import Document
from app.document.sharing import marks
from app.look.tokens import BODY
from app.panels.outline_words import said


def pairs() -> Document:
    """Linears 1, 2 and 3, 4 of two sizes, none of which share."""
    doc = Document()
    for number, size in enumerate((3, 3, 5, 5)):
        at = (200.0 * number, 0.0)
        doc, _ = edits.add(doc, "Linear", {"inputSize": size, "outputSize": size}, at=at)
    return doc


def test_modules_that_share_bear_the_same_letter_and_others_another(hand):
    doc = edits.share(edits.share(pairs(), [1, 2]), [3, 4])
    assert marks(doc) == {1: "A", 2: "A", 3: "B", 4: "B"}
    h = hand(doc)
    assert [h.view.stage.cards[id].mark for id in (1, 2, 3, 4)] == ["A", "A", "B", "B"]
    h.session.apply("stop", edits.stop_sharing(h.document, [2]))
    assert [h.view.stage.cards[id].mark for id in (1, 2, 3, 4)] == ["", "", "A", "A"]
    h.session.undo()
    assert h.view.stage.cards[2].mark == "A"


def test_the_outline_bears_it_too_and_says_it():
    doc = edits.share(pairs(), [1, 2])
    row = said(doc, check(doc), 2)
    assert row.mark == "A" and "shares weights A" in row.spoken
    assert said(doc, check(doc), 3).mark == ""


def test_letters_go_on_after_z():
    doc = Document()
    ids = []
    for _ in range(56):
        doc, id = edits.add(doc, "Linear", {"inputSize": 2, "outputSize": 2})
        ids.append(id)
    for one, other in zip(ids[::2], ids[1::2], strict=True):
        doc = edits.share(doc, [one, other])
    assert list(dict.fromkeys(marks(doc).values()))[25:] == ["Z", "AA", "AB"]


def drawn(h, id: int) -> list[QColor]:
    """The pixels of a frame's header."""
    box = h.plan.box(id)
    picture = QImage(int(box.w), 32, QImage.Format.Format_ARGB32)
    painter = QPainter(picture)
    frame(painter, box, State.PLAIN, 1.0, True, 0)
    painter.end()
    return [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(32)]


@pytest.mark.parametrize(("inner", "switch"), [(1, edits.freeze), (2, edits.mute)])
@pytest.mark.parametrize("container", ["Sequential", "Concat", "gModule"])
def test_a_frame_looks_frozen_or_muted(hand, chain, inner, switch, container):
    doc, box = edits.wrap(chain, [inner], container, {"dimension": 1} if container == "Concat" else {})
    h = hand(doc)
    before = drawn(h, box)
    h.session.apply("switch", switch(h.document, [box], True))
    assert drawn(h, box) != before


def test_a_name_is_shown_on_two_lines_before_it_is_cut_and_cut_before_it_goes():
    title, wide, high = "SpatialConvolution", 143.0, 52.0
    assert fitted(title, 0.55, 176.0, high).text == title
    assert fitted(title, 0.35, wide, high).text == "Spatial\nConvolution"
    cut = fitted(title, 0.25, wide, high).text
    assert cut == "SpatialC…"
    assert fitted(title, 0.1, wide, high).text == ""


@pytest.mark.parametrize("zoom", [0.6, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15])
@pytest.mark.parametrize("title", ["Linear", "SpatialConvolution", "SpatialBatchNormalization", "View"])
def test_a_name_that_is_shown_can_be_read_and_fits(title, zoom):
    size, text = fitted(title, zoom, 120.0, 48.0)
    lines = text.split("\n") if text else []
    assert all(size * zoom >= LEAST_NAME - 1e-9 for _ in lines)
    assert len(lines) * size <= 48.0
    assert all(title_width(line) * size / BODY <= 120.01 for line in lines)


def test_a_frozen_frame_has_room_for_its_mark_beside_its_words(hand, chain):
    doc, box = edits.wrap(chain, [1], "Sequential")
    h = hand(doc)
    before = h.plan.box(box).w
    h.session.apply("freeze", edits.freeze(doc, [box]))
    words = title_width("Sequential") + small_width(h.plan.box(box).sizes)
    assert h.plan.box(box).w >= max(before, words + 52)
