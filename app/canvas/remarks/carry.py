"""What moves together with notes and regions: a region takes along what stands on it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import plus
from app.canvas.remarks.outline import area, enclosed
from app.document import edits
from app.document.model import Document, NodeId, Point, RemarkId
from app.session import Selected


class Carried(NamedTuple):
    """The cards, all of them on the canvas itself, and the notes and regions."""

    cards: tuple[NodeId, ...]
    remarks: tuple[RemarkId, ...]


def carried(plan: Plan, chosen: Collection[Selected]) -> Carried:
    """What goes along when these are moved: they themselves, and what has its middle on a chosen region."""
    remarks = {item for item in chosen if isinstance(item, RemarkId) and item in plan.remarks}
    regions = [plan.remarks[id] for id in remarks if plan.remarks[id].kind == "region"]
    for region in regions:
        remarks.update(enclosed(plan.remarks.values(), region))
    grounds = [area(region) for region in regions]
    cards = [
        box.id
        for box, _ in (plan.root.children if plan.root else ())
        if box.id in chosen or any(ground.contains(plan.rect(box.id).centre) for ground in grounds)
    ]
    return Carried(tuple(cards), tuple(sorted(remarks)))


def moved(document: Document, plan: Plan, what: Carried, by: Point) -> Document:
    """The document with all of it so far from where it stands.

    Raises:
        Refused: when something is not there any more.
    """
    document = edits.move(document, {id: plus(plan.spots[id].at, by) for id in what.cards})
    places = {id: plus(plan.remarks[id].at, by) for id in what.remarks}
    return edits.place_remarks(document, places)


def called(plan: Plan, what: Carried) -> str:
    """What is moved, in a word or two."""
    if len(what.remarks) == 1 and not (what.cards and plan.remarks[what.remarks[0]].kind == "note"):
        return plan.remarks[what.remarks[0]].kind
    if any(plan.remarks[id].kind == "region" for id in what.remarks):
        return "region"
    return "notes" if not what.cards else f"{len(what.cards) + len(what.remarks)} things"
