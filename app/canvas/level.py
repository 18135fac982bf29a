"""Containers that become cards, or frames again, keep their ports at the height of their wires."""

from __future__ import annotations

from collections.abc import Collection

from app.canvas.aside import made_room
from app.canvas.geometry.box import Box
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import minus, plus
from app.canvas.remarks.refit import refitted
from app.document import edits
from app.document.model import Document, NodeId, Point
from app.look.tokens import GRID


def collapsed(document: Document, plan: Plan, ids: Collection[NodeId], on: bool) -> Document:
    """The document that `plan` shows with these containers as cards, or as frames again, before which their
    neighbours move aside.

    Raises:
        Refused: for what is no container.
    """
    stood = edits.move(document, _level(plan, edits.collapse(document, ids, on), ids))
    return refitted(plan, made_room(plan, edits.collapse(stood, ids, on), earlier=stood))


def _level(plan: Plan, document: Document, ids: Collection[NodeId]) -> dict[NodeId, Point]:
    """Where containers that look otherwise in `document` than in `plan` have to stand for their inputs to be
    about the line that they were about; only those that stand free, and whose ports move.
    """
    chosen = {id for id in ids if id in plan.spots and plan.stands_free(id)}
    places = {}
    for box in _boxes(plan.foreseen(document)) if chosen else ():
        if box.id in chosen and (rise := round((_ports(plan.box(box.id)) - _ports(box)) / GRID) * GRID):
            at = minus(plan.spots[box.id].at, plan.graph(plan.holder(box.id)).origin)
            places[box.id] = plus(at, (0.0, rise))
    return places


def _ports(box: Box) -> float:
    """The middle of the inputs."""
    return sum(y for _, y in box.ins) / len(box.ins) if box.ins else box.line


def _boxes(holder: Box) -> list[Box]:
    return [found for box, _ in holder.children for found in (box, *_boxes(box))]
