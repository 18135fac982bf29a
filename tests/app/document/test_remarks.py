"""Notes and regions as part of the document: every edit of them, and that they never touch the network."""

from __future__ import annotations

import pytest

from app.document import edits
from app.document.check import check
from app.document.essence import essence
from app.document.model import TINTS, Checkpoint, Document, RemarkId
from app.document.refused import Refused
from app.document.wellformed import fault
from app.files.model_file import read, written
from app.look.tokens import DARK, LIGHT
from tests.app.document.builders import chain


@pytest.fixture
def doc() -> Document:
    """A Linear and a Tanh, a note and a region."""
    made = chain(("Linear", 4, 3), ("Tanh",))
    made, _ = edits.add_remark(made, "note", (3, 5), (160, 80), "  the first\nlayer ")
    return edits.add_remark(made, "region", (-40, -40), (400, 200), " en\ncoder ")[0]


def test_they_stand_on_the_grid_with_their_text_cleaned(doc: Document) -> None:
    note, region = doc.remarks
    assert (note.at, note.size, note.text) == ((0, 8), (160, 80), "the first\nlayer")
    assert (region.text, region.tint) == ("en coder", "blue")
    assert fault(doc) is None


def test_the_network_is_the_same_with_and_without_them(doc: Document) -> None:
    plain = chain(("Linear", 4, 3), ("Tanh",))
    assert essence(doc) == essence(plain)
    assert check(doc).wires == check(plain).wires


def test_moving_resizing_writing_and_colouring_change_just_that(doc: Document) -> None:
    note, region = doc.remarks
    moved = edits.place_remarks(doc, {note.id: (50, 50)})
    assert [r.at for r in moved.remarks] == [(48, 48), region.at]
    assert edits.resize_remark(doc, region.id, (3, 333)).remarks[1].size == (96, 336)
    assert edits.write_remark(doc, note.id, "x").remarks[0].text == "x"
    assert [r.tint for r in edits.tint_remarks(doc, [note.id], "pink").remarks] == ["pink", "blue"]
    assert moved.root is doc.root


def test_an_edit_that_changes_nothing_gives_the_same_document(doc: Document) -> None:
    note, _ = doc.remarks
    assert edits.place_remarks(doc, {note.id: note.at}) is doc
    assert edits.write_remark(doc, note.id, note.text) is doc
    assert edits.tint_remarks(doc, [note.id], note.tint) is doc
    assert edits.remove_remarks(doc, []) is doc


def test_what_is_not_there_is_refused(doc: Document) -> None:
    with pytest.raises(Refused, match="not there any more"):
        edits.place_remarks(doc, {RemarkId(99): (0, 0)})
    with pytest.raises(Refused, match="yellow, green"):
        edits.tint_remarks(doc, [doc.remarks[0].id], "mauve")


def test_removing_leaves_the_others_and_the_modules(doc: Document) -> None:
    note, region = doc.remarks
    left = edits.remove_remarks(doc, [region.id])
    assert left.remarks == (note,) and left.root is doc.root


def test_duplicates_stand_beside_with_ids_of_their_own(doc: Document) -> None:
    note, _ = doc.remarks
    copied, made = edits.duplicate(doc, [1], remarks=[note.id])
    assert len(made) == 2 and len(copied.remarks) == 3
    assert copied.remarks[2].at == (note.at[0] + 32, note.at[1] + 32)
    assert fault(copied) is None


def test_pasted_together_they_keep_their_places_to_each_other(doc: Document) -> None:
    note, region = doc.remarks
    text = edits.copy(doc, [1, 2], [note.id, region.id])
    pasted, made = edits.paste(Document(), text, at=(800, 800))
    assert len(made) == 4 and fault(pasted) is None
    shift = {
        (new.at[0] - old.at[0], new.at[1] - old.at[1])
        for new, old in zip(pasted.remarks, doc.remarks, strict=True)
    }
    assert shift == {(840, 840)}
    assert pasted.root.children[0].at == (840, 840)


def test_a_note_alone_is_pasted_on_the_canvas_and_refused_elsewhere(doc: Document) -> None:
    text = edits.copy(doc, [], [doc.remarks[0].id])
    assert len(edits.paste(doc, text)[0].remarks) == 3
    doc, box = edits.wrap(doc, [1, 2], "Sequential")
    with pytest.raises(Refused, match="on the canvas itself"):
        edits.paste(doc, text, parent=box)


def test_they_come_back_from_a_file_and_old_files_have_none(doc: Document) -> None:
    assert read(written(doc, Checkpoint()))[0] == doc


def test_every_tint_has_a_colour_in_both_themes() -> None:
    assert set(TINTS) == set(LIGHT.tints) == set(DARK.tints)
