"""When and where a module is asked for: a tap of Space, a letter, Tab, a double-click, a wire in the void."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QElapsedTimer, QPoint, QPointF
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.canvas.adding import add_behind
from app.canvas.attention import Attention
from app.canvas.desk import Desk
from app.canvas.geometry.curve import curve
from app.canvas.geometry.hit import PortKey, port_place
from app.canvas.gestures.gesture import ALT, CTRL, SHIFT, Keys
from app.canvas.gestures.place import Place
from app.canvas.items.overlay import Preview
from app.canvas.offers import Offers
from app.canvas.wish import Wish
from app.document.model import Document, NodeId, Point
from app.session import Selected
from nncore.shapes import words as shape_words

_TAP = 400
"""Milliseconds within which Space is let go when it is tapped; held longer, it was meant for dragging."""
_BELOW = 8


class Asking:
    """Makes wishes and hands them to `emit`.

    Args:
        viewport: of the canvas, whose pixels wishes are in.
        attention: knows which card has the focus.
    """

    def __init__(
        self, desk: Desk, viewport: QWidget, attention: Attention, emit: Callable[[Wish], None]
    ) -> None:
        self._desk, self._viewport, self._attention, self._emit = desk, viewport, attention, emit
        self._tap = QElapsedTimer()
        self.by_keys = True  # whether the keyboard was used last, not the mouse
        self.pointer: QPointF | None = None  # where the mouse is in the viewport, if it is there

    # What is meant.

    def point(self, spot: QPointF) -> None:
        """The mouse is used, at a point of the viewport."""
        self.by_keys, self.pointer = False, spot

    def press_space(self) -> None:
        """Space went down: for a tap, or to hold it."""
        self._tap.start()

    def hold_space(self) -> None:
        """The mouse is used meanwhile: it is no tap."""
        self._tap.invalidate()

    def release_space(self) -> bool:
        """Space came up; whether that was a tap."""
        was_tap = self._tap.isValid() and self._tap.elapsed() <= _TAP
        self._tap.invalidate()
        return was_tap

    def is_typed(self, event: QKeyEvent) -> bool:
        """Whether the key writes a letter, as the name of a module begins."""
        return event.text().isalpha() and not event.modifiers() & (CTRL | ALT | Keys.MetaModifier)

    def is_capital(self, event: QKeyEvent) -> bool:
        """Whether it is typed with Shift: then it asks for a module even where the letter means something."""
        return self.is_typed(event) and bool(event.modifiers() & SHIFT)

    def takes_tab(self) -> bool:
        """Whether Tab asks for a module: the mouse was used last, and no card has the focus."""
        return not self.by_keys and self._attention.focused is None and self.pointer is not None

    # Wishes.

    def here(self, text: str = "") -> None:
        """Asks for a module behind the focused card when the keyboard leads, else at the pointer."""
        focused, pointer = self._attention.focused, self.pointer
        if pointer is None or (self.by_keys and focused is not None):
            add = partial(add_behind, self._desk, focused=focused)
            self._emit(Wish(self._below(focused), add, text))
        else:
            self.at(pointer, text)

    def at(self, spot: QPointF, text: str = "") -> None:
        """Asks for a module at a place of the viewport: there it is dropped."""

        def add(module: str) -> None:
            Place(self._desk, module).end(self._canvas(spot), Keys.NoModifier, spot)

        self._emit(Wish(spot.toPoint(), add, text))

    def for_wire(self, port: PortKey, at: Point) -> None:
        """Asks for a module for a wire from `port` that was let go at `at`; the wire stays in sight."""
        desk = self._desk
        offers = Offers(desk.plan, desk.session.document, port, at)
        start = port_place(desk.plan, port)
        ends = (start, at) if port.side == "out" else (at, start)
        desk.overlay.show_preview(Preview(curve=curve(*ends), aim=at))
        about = shape_words(offers.shape) if offers.shape is not None else ""

        def add(module: str) -> None:
            made: list[NodeId] = []

            def edit(_: Document) -> Document:
                document, id = offers.added(module)
                made.append(id)
                return document

            if desk.session.attempt(f"Add {module} with its wire", edit):
                desk.session.select(made)
                desk.focus(made[0])

        self._emit(Wish(self._spot(at), add, takes=offers, about=about, done=desk.overlay.clear))

    # Places.

    def _below(self, item: Selected | None) -> QPoint:
        """Below a card, or in the middle of what is seen."""
        if isinstance(item, int) and item in self._desk.plan.spots:
            rect = self._desk.plan.rect(item)
            return self._spot((rect.x, rect.bottom)) + QPoint(0, _BELOW)
        return self._viewport.rect().center()

    def _spot(self, at: Point) -> QPoint:
        return self._desk.camera.to_viewport(QPointF(*at)).toPoint()

    def _canvas(self, spot: QPointF) -> Point:
        point = self._desk.camera.to_canvas(spot)
        return point.x(), point.y()
