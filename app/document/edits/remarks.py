"""Notes and regions: added, moved, resized, written on, coloured, taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from app.document.edits.places import GRID, plus, snapped
from app.document.model import LEAST, TINTS, Document, Point, Remark, RemarkId
from app.document.refused import Refused

Size = tuple[float, float]


def add_remark(
    doc: Document,
    kind: Literal["note", "region"],
    at: Point,
    size: Size,
    text: str = "",
    tint: str | None = None,
) -> tuple[Document, RemarkId]:
    """With a note or a region at a place of the canvas, on the grid. A region is blue unless told otherwise,
    a note yellow.

    Raises:
        Refused: for a tint that there is none of.
    """
    id = RemarkId(doc.fresh)
    shade = _known_tint(tint or ("yellow" if kind == "note" else "blue"))
    made = Remark(id, kind, snapped(at), _fitting(kind, size), _cleaned(kind, text), shade)
    return replace(doc, fresh=doc.fresh + 1, remarks=(*doc.remarks, made)), id


def place_remarks(doc: Document, places: Mapping[RemarkId, Point]) -> Document:
    """With these standing elsewhere.

    Raises:
        Refused: for one that is not there.
    """
    return _changed(doc, places, lambda remark: replace(remark, at=snapped(places[remark.id])))


def resize_remark(doc: Document, id: RemarkId, size: Size) -> Document:
    """With another width and height, on the grid and not smaller than its kind may be.

    Raises:
        Refused: when it is not there.
    """
    return _changed(doc, [id], lambda remark: replace(remark, size=_fitting(remark.kind, size)))


def write_remark(doc: Document, id: RemarkId, text: str) -> Document:
    """With another text: of a note as many lines as are wanted, of a region one.

    Raises:
        Refused: when it is not there.
    """
    return _changed(doc, [id], lambda remark: replace(remark, text=_cleaned(remark.kind, text)))


def tint_remarks(doc: Document, ids: Iterable[RemarkId], tint: str) -> Document:
    """With these in another colour.

    Raises:
        Refused: for a tint that there is none of, and for what is not there.
    """
    shade = _known_tint(tint)
    return _changed(doc, ids, lambda remark: replace(remark, tint=shade))


def remove_remarks(doc: Document, ids: Iterable[RemarkId]) -> Document:
    """Without these; what stands on a region stays.

    Raises:
        Refused: for one that is not there.
    """
    gone = _existing(doc, ids)
    return replace(doc, remarks=tuple(r for r in doc.remarks if r.id not in gone)) if gone else doc


def chosen_remarks(doc: Document, ids: Iterable[RemarkId]) -> tuple[Remark, ...]:
    """These notes and regions, in the document's order.

    Raises:
        Refused: for one that is not there.
    """
    chosen = _existing(doc, ids)
    return tuple(remark for remark in doc.remarks if remark.id in chosen)


def with_copies(
    doc: Document, remarks: Sequence[Remark], offset: Point
) -> tuple[Document, tuple[RemarkId, ...]]:
    """With copies of these, which may be another document's, so far from where they stand."""
    made = [
        replace(remark, id=RemarkId(doc.fresh + number), at=plus(remark.at, offset))
        for number, remark in enumerate(remarks)
    ]
    if not made:
        return doc, ()
    doc = replace(doc, fresh=doc.fresh + len(made), remarks=(*doc.remarks, *made))
    return doc, tuple(remark.id for remark in made)


def _changed(doc: Document, ids: Iterable[RemarkId], change: Callable[[Remark], Remark]) -> Document:
    chosen = _existing(doc, ids)
    remarks = tuple(change(remark) if remark.id in chosen else remark for remark in doc.remarks)
    return doc if remarks == doc.remarks else replace(doc, remarks=remarks)


def _existing(doc: Document, ids: Iterable[RemarkId]) -> set[RemarkId]:
    chosen = set(ids)
    if chosen - {remark.id for remark in doc.remarks}:
        raise Refused("One of the notes or regions is not there any more.")
    return chosen


def _fitting(kind: str, size: Size) -> Size:
    least = LEAST[kind]
    wide, high = (max(low, round(length / GRID) * GRID) for low, length in zip(least, size, strict=True))
    return float(wide), float(high)


def _cleaned(kind: str, text: str) -> str:
    """Without blanks at the ends; a title is one line."""
    return " ".join(text.split()) if kind == "region" else text.strip()


def _known_tint(tint: str) -> str:
    if tint not in TINTS:
        raise Refused(f"There is no colour called {tint}. Choose one of {', '.join(TINTS)}.")
    return tint
