"""How a model is set for showing: as it stands where that can be read, else closer and in rows."""

from __future__ import annotations

from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import Rect
from app.canvas.geometry.spacing import DESK, Spacing
from app.canvas.layout.banded import banded
from app.canvas.view import CanvasView
from app.document.model import NodeId
from app.presenting.sizes import MARGIN

_TURN = 20.0
_BESIDE, _BELOW = 64.0, 16.0
"""How near to each other cards may come that have grown with their words: a shape stands between them."""


def close(row: float) -> Spacing:
    """Close together, in rows of `row` canvas pixels."""
    return Spacing(gap=40.0, side=24.0, bottom=16.0, branches=16.0, fork=32.0, row=row, turn=_TURN, lane=20.0)


def reflow(canvas: CanvasView) -> None:
    """Sets what the canvas shows so that it fits at the least zoom there is; if it can, as on the desk."""
    plan, framing, size = canvas.stage.plan, canvas.camera.framing, canvas.viewport().size()
    wide = (size.width() - 2 * MARGIN) / framing.least
    high = (size.height() - framing.top - framing.bottom - 2 * MARGIN) / framing.least
    plan.space(DESK)
    canvas.inside.show_anew()
    bounds = plan.bounds()
    if bounds.w > wide or bounds.h > high or _is_crowded(plan):
        plan.space(close(wide - 2 * _TURN), banded)
        canvas.inside.show_anew()


def _is_crowded(plan: Plan) -> bool:
    """Whether cards that stand free touch each other where the model has them."""
    free = [id for id in plan.spots if plan.stands_free(id)]
    places: dict[NodeId, list[Rect]] = {}
    for id in free:
        places.setdefault(plan.holder(id), []).append(_around(plan.rect(id)))
    return any(
        rect.meets(other) for rects in places.values() for k, rect in enumerate(rects) for other in rects[:k]
    )


def _around(rect: Rect) -> Rect:
    return Rect(rect.x - _BESIDE / 2, rect.y - _BELOW / 2, rect.w + _BESIDE, rect.h + _BELOW)
