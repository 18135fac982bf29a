"""The mouse over the canvas: the gesture under way, what is held to be placed, what is hovered, its looks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCursor, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.canvas.choose import begin, found_item
from app.canvas.desk import Desk
from app.canvas.geometry.hit import NOTHING, Hit, hit
from app.canvas.geometry.measure import REACH
from app.canvas.gestures.gesture import Gesture, Keys
from app.canvas.gestures.place import Place
from app.canvas.mime import MODULE_MIME
from app.canvas.paint import pens
from app.document.model import Point
from app.session import Selected

_HAND = Qt.CursorShape.OpenHandCursor


class Pointer:
    """Gives the mouse to gestures.

    Args:
        viewport: of the canvas, whose pixels events are in.
        hover: is told which card or wire is under the pointer, when that changes.
    """

    def __init__(self, desk: Desk, viewport: QWidget, hover: Callable[[Selected | None], None]) -> None:
        self._desk, self._viewport, self._hover_is = desk, viewport, hover
        self._gesture: Gesture | None = None
        self._placing: Place | None = None
        self._hovered: Selected | None = None
        self._space = False

    @property
    def is_busy(self) -> bool:
        """Whether a gesture is under way, or a module in the hand."""
        return self._gesture is not None or self._placing is not None

    # Where.

    def at(self, spot: QPointF) -> Point:
        """The point of the canvas at a point of the viewport."""
        point = self._desk.camera.to_canvas(spot)
        return point.x(), point.y()

    def hit(self, spot: QPointF) -> Hit:
        """What is at a point of the viewport."""
        scale = self._desk.camera.scale
        reach = 0.0 if scale < pens.PORTS_FROM else min(max(REACH, REACH / scale), 2 * REACH)
        return hit(self._desk.plan, self.at(spot), reach)

    # The buttons.

    def press(self, event: QMouseEvent) -> None:
        """Begins a gesture, or puts down what is to be placed; a second button gives up."""
        spot, keys = event.position(), event.modifiers()
        if self._placing is not None and event.button() == Qt.MouseButton.LeftButton:
            self._place(spot, keys)
        elif not self.cancel():
            self._gesture = begin(
                self._desk, self.hit(spot), self.at(spot), event.button(), keys, spot, self._space
            )
            if self._gesture is not None and self._gesture.cursor is not None and self._space:
                self._viewport.setCursor(self._gesture.cursor)

    def move(self, event: QMouseEvent) -> None:
        follower, spot = self._gesture or self._placing, event.position()
        if follower is not None:
            follower.move(self.at(spot), event.modifiers(), spot)
        else:
            self._hover(self.hit(spot))

    def release(self, event: QMouseEvent) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            spot = event.position()
            gesture.end(self.at(spot), event.modifiers(), spot)
            self._rest(spot)

    def cancel(self) -> bool:
        """Takes back what is under way; whether there was anything."""
        gesture, self._gesture = self._gesture or self._placing, None
        self._placing = None
        if gesture is None:
            return False
        gesture.cancel()
        self._viewport.unsetCursor()
        return True

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self._hover(NOTHING)

    def hold_space(self, held: bool) -> None:
        """While Space is held, the left button moves the view."""
        if held != self._space:
            self._space = held
            self._viewport.setCursor(_HAND) if held else self._viewport.unsetCursor()

    # What is to be placed.

    def begin_placing(self, module: str) -> None:
        """The next click puts a module of this name there."""
        self.cancel()
        self._placing = Place(self._desk, module)
        self._viewport.setCursor(Qt.CursorShape.CrossCursor)
        spot = QPointF(self._viewport.mapFromGlobal(QCursor.pos()))
        if self._viewport.rect().contains(spot.toPoint()):
            self._placing.move(self.at(spot), Keys.NoModifier, spot)
        self._desk.hint(f"Click where {module} shall stand. Esc gives up")

    def drag_in(self, event: QDropEvent) -> None:
        """A module comes from the palette."""
        if event.mimeData().hasFormat(MODULE_MIME):
            self.cancel()
            self._placing = Place(self._desk, bytes(event.mimeData().data(MODULE_MIME).data()).decode())
            event.acceptProposedAction()

    def drag_over(self, event: QDropEvent) -> None:
        if self._placing is not None:
            self._placing.move(self.at(event.position()), event.modifiers(), event.position())
            event.acceptProposedAction()

    def drop(self, event: QDropEvent) -> bool:
        """Whether it was one of ours."""
        if self._placing is None:
            return False
        event.acceptProposedAction()
        self._place(event.position(), event.modifiers())
        return True

    def _place(self, spot: QPointF, keys: Keys) -> None:
        placing, self._placing = self._placing, None
        if placing is not None:
            placing.end(self.at(spot), keys, spot)
        self._rest(spot)

    # How it looks.

    def _rest(self, spot: QPointF) -> None:
        """After a gesture: the pointer looks as before, and what is under it now is hovered."""
        self._viewport.unsetCursor()
        if self._space:
            self._viewport.setCursor(_HAND)
        self._hover(self.hit(spot))

    def _hover(self, found: Hit) -> None:
        item = found_item(found)
        if item != self._hovered:
            self._hovered = item
            self._hover_is(item)
        if not self._space:
            shape = Qt.CursorShape.CrossCursor if found.port is not None else Qt.CursorShape.ArrowCursor
            shape = Qt.CursorShape.SizeFDiagCursor if found.corner else shape
            if self._viewport.cursor().shape() != shape:
                self._viewport.setCursor(shape)
