"""The canvas as a widget: it gives the mouse to gestures, the keys to the keyboard, and shows what comes of
them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial, reduce
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPaintEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView, QWidget

from app.canvas import spoken
from app.canvas.adding import add_behind
from app.canvas.asking import Asking
from app.canvas.attention import Attention
from app.canvas.breadcrumb import Breadcrumb
from app.canvas.camera import Camera
from app.canvas.desk import Desk
from app.canvas.dressing import dress
from app.canvas.geometry.hit import NOTHING, PortKey
from app.canvas.geometry.rect import Rect, minus, snapped
from app.canvas.glide import Glide
from app.canvas.held import Held
from app.canvas.inside import Inside
from app.canvas.keyboard import Keyboard
from app.canvas.keys import press_key
from app.canvas.level import collapsed
from app.canvas.minimap import Minimap
from app.canvas.overview import Overview, is_far
from app.canvas.paint import pens
from app.canvas.pointer import Pointer
from app.canvas.remarks.outline import area
from app.canvas.remarks.writing import WordsField
from app.canvas.stage import Stage
from app.canvas.where import where
from app.document.model import Document, NodeId, Point, RemarkId
from app.look.tokens import GRID
from app.session import Selected, Session

_WHEEL = 1.0015
"""How much a step of the wheel zooms, by eighths of a degree."""


class CanvasView(QGraphicsView):
    """Shows the session's document and edits it through the session."""

    inspect_wanted = Signal(object)
    """Enter or a double-click on a card: its settings are asked for."""
    hinted = Signal(str)
    """What the gesture under way will do; empty when there is none."""
    module_wanted = Signal(object)
    """A `Wish`: a module is asked for at some place."""
    pointed = Signal(object)
    """The module under the pointer, else the only selected one, else None; when that changes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.stage = Stage()
        self.setScene(self.stage)
        self.camera = Camera(self)
        self.is_snapping = True
        self.desk = Desk(
            session, self.stage, self.camera, self.hinted.emit, self.give_focus, self._offer,
            lambda: self.is_snapping,
        )  # fmt: skip
        self.keyboard = Keyboard(self.desk, lambda: self.attention.focused, self._enter)
        self.attention = Attention()
        self.pointer = Pointer(self.desk, self.viewport(), self._hover)
        Held(self, self.desk, self.pointer.hit, self._is_free)
        self.overview = Overview(self.stage)
        self.asking = Asking(self.desk, self.viewport(), self.attention, self.module_wanted.emit)
        self.inside = Inside(session, self.camera, self._show_inside, self)
        self.breadcrumb = Breadcrumb(self.inside, self)
        self.minimap = Minimap(self.stage, self.camera, self)
        self.camera.moved = self.minimap.follow_eye
        self._glide = Glide(self.stage, self)
        self._shown = False
        self._pointed: NodeId | None = None
        dress(self)
        session.document_changed.connect(self._on_document)
        session.selection_changed.connect(self._mark)
        session.selection_changed.connect(self._point)
        self._show()
        self._mark()

    # What is seen.

    def step_inside(self, container: object) -> bool:
        """Shows a container alone; whether it is one."""
        can = self.inside.can_enter(container)
        if can and isinstance(container, int):
            self.inside.go(container)
        return can

    def step_out(self) -> bool:
        """Shows what is around the container that is shown alone, which gets the focus; whether there was
        one.
        """
        left = self.inside.out()
        if left is not None:
            self.session.select([left])
            self.give_focus(left)
        return left is not None

    def _show_inside(self) -> None:
        self.pointer.cancel()
        self.keyboard.cancel()
        self._show()
        self.frame_all()
        self._mark()

    def _bring_in(self, id: NodeId) -> bool:
        """Whether a module is shown, now that one steps out as far as is needed for that."""
        while self.stage.plan.shown(id) is None and self.inside.container is not None:
            self.inside.out()
        return self.stage.plan.shown(id) is not None

    def _bring_out(self, id: RemarkId) -> bool:
        """Whether a note or region is shown, now that one steps out to the canvas itself."""
        self.inside.go(None)
        return id in self.stage.plan.remarks

    def frame_all(self) -> None:
        """The whole drawing, somewhat larger than at 100 % where there is room."""
        self.camera.show(self.stage.extent(), most=1.5)

    def frame_selection(self) -> None:
        """The selected cards; the whole drawing when there are none."""
        for id in self.session.selected_nodes:
            self._bring_in(id)
        plan = self.stage.plan
        shown = [plan.shown(id) for id in self.session.selection if isinstance(id, int)]
        rects = [plan.rect(id) for id in shown if id is not None]
        rects += [area(plan.remarks[id]) for id in self.session.selected_remarks if id in plan.remarks]
        if rects:
            self.camera.show(reduce(Rect.united, rects), most=1.5)
        else:
            self.frame_all()

    def zoom(self, factor: float) -> None:
        """Larger by `factor`, about the middle."""
        self.camera.zoom(factor)

    def zoom_to(self, scale: float) -> None:
        """To so many screen pixels per canvas pixel."""
        self.camera.zoom_to(scale)

    def gliding(self, act: Callable[[], object], milliseconds: int) -> None:
        """Does `act`; what it moves is seen to go there for so long, or is there at once when that is 0."""
        seen = self._glide.seen()
        act()
        self._glide.start(seen, milliseconds)

    def show_fault(self, node: NodeId | None, text: str = "") -> None:
        """Mark the module where a run stopped, and bring it into view; None takes the mark away."""
        self.stage.stop_at(node, text)
        if node is not None and self._bring_in(node):
            self._reveal(self.stage.plan.rect(self.stage.plan.shown(node) or node))

    def collapse(self, ids: Iterable[NodeId], on: bool) -> None:
        """Draws containers as one card, or as frames again, before which their neighbours move aside."""
        words, plan = "Collapse to a card" if on else "Open the card", self.stage.plan
        self.session.attempt(words, partial(collapsed, plan=plan, ids=tuple(ids), on=on))

    def show_running(self, ids: frozenset[NodeId]) -> None:
        """Mark the modules that are being trained."""
        self.attention.running = ids
        self._mark()

    def show_pointed(self, node: NodeId | None) -> None:
        """Light the module that is pointed at elsewhere, or the card that it is folded into."""
        self.attention.pointed = None if node is None else self.stage.plan.shown(node)
        self._mark()

    def _point(self) -> None:
        """Tells others what is pointed at here."""
        hovered, chosen = self.attention.hovered, self.session.selected_nodes
        node = hovered if isinstance(hovered, int) and hovered >= 0 else None
        if node is None and len(chosen) == 1:
            node = chosen[0]
        if node != self._pointed:
            self._pointed = node
            self.pointed.emit(node)

    # What is added.

    def begin_placing(self, module: str) -> None:
        """The next click puts a module of this name there; Esc gives up."""
        self.pointer.begin_placing(module)
        self.setFocus()

    def add_module(self, module: str) -> None:
        """Puts a module behind the one with the focus, or behind the last, and gives it the focus."""
        add_behind(self.desk, module, self.attention.focused)

    def paste_place(self) -> tuple[NodeId | None, Point]:
        """What pasted modules go into (None: the canvas), and where in it: at the pointer if it is over the
        canvas, else in the middle of what is seen.
        """
        spot = QPointF(self.viewport().mapFromGlobal(QCursor.pos()))
        inside = self.viewport().rect().contains(spot.toPoint()) and self.underMouse()
        at = self.pointer.at(spot) if inside else self.camera.seen().centre
        graph = self.inside.container
        return graph, snapped(at if graph is None else minus(at, self.stage.plan.origin(graph)), GRID)

    def where(self, query: dict[str, Any]) -> dict[str, Any] | None:
        """Answers the test probe; see `app.canvas.where`."""
        return where(self, self.stage.plan, query)

    # The document and the marks.

    def _on_document(self, old: Document, new: Document) -> None:
        self.pointer.cancel()
        self._glide.stop()
        self.keyboard.cancel()
        was_opened = not (self.session.undo_words or self.session.redo_words)
        if was_opened:
            self.inside.forget()
        at = self.inside.container
        self.inside.follow(old, new)
        self._show()
        was_opened = was_opened or at != self.inside.container
        if was_opened or not self.stage.plan.bounds().meets(self.camera.seen()):
            self.frame_all()
        self._mark()

    def _show(self) -> None:
        self.stage.show_document(self.session.document, self.session.check, self.inside.container)
        self.minimap.follow_model()
        plan = self.stage.plan
        shown = plan.spots, plan.tracks, plan.remarks
        self.attention.keep(lambda item: item != plan.inside and any(item in those for those in shown))

    def _mark(self) -> None:
        """Tells the scene what is selected, hovered, focused and running."""
        self.stage.mark(self.attention.marks(self.session.selection, self.hasFocus()))
        spoken.describe(self, self.stage, self.session, self.attention.focused)

    def _hover(self, item: Selected | None) -> None:
        self.attention.hovered = item
        self._mark()
        self._point()

    def give_focus(self, item: Selected | None) -> None:
        self.attention.focused = item
        if isinstance(item, int) and item in self.stage.plan.spots:
            self._reveal(self.stage.plan.rect(item))
        elif isinstance(item, RemarkId):
            self._reveal(area(self.stage.plan.remarks[item]))
        self._mark()

    def write(self, id: RemarkId) -> None:
        """Opens the field for the words of a note or region."""
        if self._bring_out(id):
            WordsField(self, self.desk, id)

    def _enter(self, item: Selected) -> None:
        """Into a container; of a note or region, to its words; of a card, to its settings."""
        if isinstance(item, RemarkId):
            self.write(item)
        elif not self.step_inside(item):
            self.inspect_wanted.emit(item)

    def _is_free(self) -> bool:
        return not (self.pointer.is_busy or self.keyboard.is_wiring)

    def _offer(self, port: PortKey, at: Point) -> None:
        self.asking.for_wire(port, at)

    def _reveal(self, rect: Rect) -> None:
        """Shifts what is seen as little as needed."""
        seen = self.camera.seen()
        if not seen.encloses(rect) and not self.pointer.is_busy:
            self.ensureVisible(pens.q_rect(rect), 48, 48)

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._glide.stop()
        self.asking.point(event.position())
        self.asking.hold_space()
        self.keyboard.cancel()
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.asking.point(event.position())
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.pointer.hit(event.position())
        if found.node is not None and found.port is None and event.button() == Qt.MouseButton.LeftButton:
            self._enter(found.node)
        elif found.remark is not None and event.button() == Qt.MouseButton.LeftButton:
            self._enter(found.remark)
        elif found == NOTHING and event.button() == Qt.MouseButton.LeftButton:
            self.asking.at(event.position())
        else:
            self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.pixelDelta().isNull() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.camera.pan(QPointF(event.pixelDelta()))
        else:
            self.camera.zoom(_WHEEL ** event.angleDelta().y(), event.position())
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """From afar, all in a few calls; nearer, item by item."""
        if not is_far(self.camera.scale) or self._glide.is_moving:
            super().paintEvent(event)
            return
        self.overview.cover(self, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            self.frame_all()

    def leaveEvent(self, event: QEvent) -> None:
        self.asking.pointer = None
        self.pointer.leave()
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            return self.camera.pinch(event)
        if event.type() == QEvent.Type.ToolTip:
            return spoken.tooltip(self, self.stage, self.session, event, self.pointer.hit)
        return super().viewportEvent(event)

    # What is dragged here from the palette.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.pointer.drag_in(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.pointer.drag_over(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.pointer.cancel()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.pointer.drop(event):
            self.setFocus()

    # The keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_key(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            super().keyReleaseEvent(event)
            return
        self.pointer.hold_space(False)
        if self.asking.release_space():
            self.asking.here()

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and not self.keyboard.is_wiring and self.asking.takes_tab():
            self.asking.here()
            return True
        self.asking.by_keys = True
        return self.keyboard.tab(1 if forward else -1) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by = {Qt.FocusReason.TabFocusReason: 1, Qt.FocusReason.BacktabFocusReason: -1}.get(event.reason(), 0)
        if by and self.attention.focused is None:
            self.asking.by_keys = self.keyboard.tab(by)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointer.hold_space(False)
        self.asking.hold_space()
        self.keyboard.cancel()
        self._mark()
