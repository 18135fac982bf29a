"""Regions stay around what stands on them when that is put elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from app.canvas.geometry.box import Box
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import Rect, minus, plus
from app.canvas.remarks.outline import PAD, TITLE, area, enclosed
from app.document import edits
from app.document.model import Document, NodeId, Remark

Rects = Mapping[NodeId, Rect]


def refitted(plan: Plan, document: Document) -> Document:
    """A document in which cards have moved since `plan` was made, with each region as far around the same
    cards as it was; notes on it go with its corner.
    """
    if not plan.remarks or plan.inside is not None:
        return document
    before, after = _rects(plan.root), _rects(plan.foreseen(document))
    for region in [remark for remark in plan.remarks.values() if remark.kind == "region"]:
        ground = area(region)
        on_it = [id for id, rect in before.items() if ground.contains(rect.centre) and id in after]
        if on_it and any(before[id] != after[id] for id in on_it):
            document = _around(plan, document, region, _union(before, on_it), _union(after, on_it))
    return document


def _around(plan: Plan, document: Document, region: Remark, old: Rect, new: Rect) -> Document:
    """With the region as far around `new` as it was around `old`, and never over its edge."""
    ground = area(region)
    left, top = max(old.x - ground.x, PAD), max(old.y - ground.y, TITLE)
    right, bottom = max(ground.right - old.right, PAD), max(ground.bottom - old.bottom, PAD)
    at = (new.x - left, new.y - top)
    notes = [id for id in enclosed(plan.remarks.values(), region) if plan.remarks[id].kind == "note"]
    by = minus(at, region.at)
    places = {region.id: at} | {id: plus(plan.remarks[id].at, by) for id in notes}
    document = edits.place_remarks(document, places)
    return edits.resize_remark(document, region.id, (left + new.w + right, top + new.h + bottom))


def _union(rects: Rects, ids: list[NodeId]) -> Rect:
    return reduce(Rect.united, (rects[id] for id in ids))


def _rects(root: Box | None) -> dict[NodeId, Rect]:
    return {box.id: Rect(*at, box.w, box.h) for box, at in (root.children if root else ())}
