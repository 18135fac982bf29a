"""Which gesture a press of the mouse begins."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from app.canvas.desk import Desk
from app.canvas.geometry.hit import Hit
from app.canvas.gestures.box import BoxSelect, combined
from app.canvas.gestures.draw_wire import begin_at, detach
from app.canvas.gestures.gesture import ALT, CTRL, SHIFT, Gesture, Keys
from app.canvas.gestures.move_cards import MoveCards
from app.canvas.gestures.move_together import MoveTogether
from app.canvas.gestures.move_wires import begin_moving
from app.canvas.gestures.pan import Pan
from app.canvas.gestures.resize import Resize
from app.document.model import Point
from app.session import Selected


def begin(
    desk: Desk, hit: Hit, at: Point, button: Qt.MouseButton, keys: Keys, spot: QPointF, panning: bool
) -> Gesture | None:
    """The gesture that begins at `at` over `hit`; `panning` while Space is held. A press may do its work at
    once.
    """
    if button == Qt.MouseButton.MiddleButton or (panning and button == Qt.MouseButton.LeftButton):
        return Pan(desk, spot)
    if button == Qt.MouseButton.RightButton:
        _point_out(desk, hit)
    if button != Qt.MouseButton.LeftButton:
        return None
    if hit.port is not None:
        if keys & ALT:
            detach(desk, hit.port)
            return None
        moving = begin_moving(desk, hit.port) if keys & CTRL else None
        return moving or begin_at(desk, hit.port, spot)
    if hit.wire is not None:
        desk.session.select(combined(desk.session.selection, {hit.wire}, keys))
        desk.focus(hit.wire)
        return None
    if hit.remark is not None:
        desk.focus(hit.remark)
        is_corner = hit.corner and not keys & (SHIFT | CTRL)
        return Resize(desk, hit.remark, at) if is_corner else MoveTogether(desk, hit.remark, at, keys, spot)
    if hit.node is not None and hit.node != desk.plan.inside and not is_ground(desk, hit, keys):
        desk.focus(hit.node)
        if hit.node in desk.session.selection and desk.session.selected_remarks:
            return MoveTogether(desk, hit.node, at, keys, spot)
        return MoveCards(desk, hit.node, at, keys, spot)
    if not keys & (SHIFT | CTRL):
        desk.session.select()
        desk.focus(None)
    return BoxSelect(desk, at)


def found_item(hit: Hit) -> Selected | None:
    """What of that can be selected."""
    return hit.wire if hit.wire is not None else hit.node if hit.node is not None else hit.remark


def _point_out(desk: Desk, hit: Hit) -> None:
    """Selects what a context menu will be about; what is selected already stays so."""
    item = found_item(hit)
    if item is None or item not in desk.session.selection:
        desk.session.select([] if item is None else [item])
    desk.focus(item)


def is_ground(desk: Desk, hit: Hit, keys: Keys) -> bool:
    """With Shift, the inside of a frame is ground for a rubber band."""
    node = hit.node
    return bool(keys & SHIFT) and node in desk.plan.spots and desk.plan.box(node).is_frame and not hit.header
