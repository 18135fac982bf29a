"""Notes and regions as plain values that JSON can hold, and back. Read with distrust."""

from __future__ import annotations

from typing import Any

from app.document.model import LEAST, TINTS, Remark, RemarkId
from app.document.written import Unreadable, brief, listed, point, record, text, whole


def remark_to_plain(remark: Remark) -> dict[str, Any]:
    """A note or region as JSON's values."""
    return {
        "id": remark.id.number,
        "kind": remark.kind,
        "at": list(remark.at),
        "size": list(remark.size),
        "text": remark.text,
        "tint": remark.tint,
    }


def remarks_from_plain(plain: Any) -> tuple[Remark, ...]:
    """The notes and regions of a list.

    Raises:
        Unreadable: when one is none.
    """
    return tuple(_remark(entry) for entry in listed(plain, "the notes and regions"))


def _remark(plain: Any) -> Remark:
    values = record(plain, "a note or region")
    id = whole(values.get("id"), "the id of a note or region")
    where = f"note or region {id}"
    kind, tint = values.get("kind"), values.get("tint", TINTS[0])
    if kind not in ("note", "region"):
        raise Unreadable(f"the kind of {where} must be note or region, not {brief(kind)}")
    if tint not in TINTS:
        raise Unreadable(f"the tint of {where} must be one of {', '.join(TINTS)}, not {brief(tint)}")
    size = point(values.get("size"), where)
    if size[0] < LEAST[kind][0] or size[1] < LEAST[kind][1]:
        raise Unreadable(f"{where} must be at least {LEAST[kind]} large, not {brief(size)}")
    written = text(values.get("text", ""), f"the text of {where}")
    return Remark(RemarkId(id), kind, point(values.get("at"), where), size, written, tint)
