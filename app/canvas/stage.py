"""The scene: it holds an item for each card and wire of the document, and moves what differs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from app.canvas.geometry.box import Box
from app.canvas.geometry.curve import curve
from app.canvas.geometry.plan import Plan, WireKey
from app.canvas.geometry.rect import Rect, plus
from app.canvas.ground import dots, empty_words
from app.canvas.items.card import CardItem
from app.canvas.items.depth import put_into
from app.canvas.items.fault import FaultItem
from app.canvas.items.overlay import Overlay
from app.canvas.items.wire import WireItem
from app.canvas.marks import fault_words, standing
from app.canvas.paint.state import State
from app.canvas.remarks.items import RemarkItems
from app.document.check import Check
from app.document.model import Document, NodeId, Point, RemarkId, Wire
from app.document.sharing import marks
from app.look import look
from app.session import Selected

LIFTED = 0.75
"""How opaque they are, so that one sees where they would land."""
_RAISED = 100.0
"""The height of cards that are being dragged."""


class Stage(QGraphicsScene):
    """Shows a document with its check. Everything in it is passive: the view's gestures do the work."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = Plan()
        self.check = Check()
        self.cards: dict[NodeId, CardItem] = {}
        self.wires: dict[WireKey, WireItem] = {}
        self._faults: dict[NodeId, FaultItem] = {}
        self.marks: dict[Selected, State] = {}
        self._unused: frozenset[NodeId] = frozenset()
        self._shared: dict[NodeId, str] = {}
        self._stopped: dict[NodeId, str] = {}
        self._torn: set[NodeId] = set()
        self.lifted: dict[NodeId, Point] = {}
        self._pulled: tuple[WireKey, ...] = ()
        self._hidden: set[WireKey] = set()
        self.remarks = RemarkItems(self)
        self.overlay = Overlay()
        self.addItem(self.overlay)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        look.changed.connect(self._redress)

    def show_document(self, document: Document, check: Check, inside: NodeId | None = None) -> None:
        """Take over a document, or one container in it; only what changed is touched."""
        was_empty = self._is_empty
        changes = self.plan.update(document, check, inside)
        self.check = check
        self.remarks.show(self.plan.remarks)
        if was_empty or self._is_empty:
            self.invalidate()  # the words on the paper go, come, or stand elsewhere
        for key in changes.wires_gone:
            self._drop(self.wires.pop(key))
        for id in changes.spots:
            self._place(id)
        for id in reversed(changes.gone):  # what is held before its holder, which would take it along
            self._drop(self.cards.pop(id))
        for key in changes.wires:
            self._lay(key)
        for id in changes.spots:
            self._shift_wires(self.plan.box(id))
        self._show_faults()
        self._show_unused(check.unused)
        self._show_shared(marks(document))

    def mark(self, marks: dict[Selected, State]) -> None:
        """Show which cards and wires are selected, hovered, focused or running; all others are not."""
        old, self.marks = self.marks, marks
        for item in old.keys() | marks.keys():
            if old.get(item) != marks.get(item):
                self._restate(item)

    def stop_at(self, id: NodeId | None, text: str = "") -> None:
        """Mark the module where a run stopped, with why; None takes the mark away."""
        self._stopped = {} if id is None else {id: text}
        self._show_faults()

    # What a gesture moves for the time being.

    def lift(self, ids: Iterable[NodeId], by: Point) -> None:
        """Show cards away from their places, above all others, with their wires."""
        moved = set(ids)
        if self.lifted.keys() != moved:
            self._pulled = self._wires_at(moved)
        self.lifted = dict.fromkeys(moved, by)
        for id in moved:
            item = self.cards[id]
            x, y = plus(self.plan.place(id), by)
            put_into(item, None)
            item.setZValue(_RAISED)
            item.setOpacity(LIFTED)
            item.setPos(x, y)
            if fault := self._faults.get(id):
                fault.show_fault(fault.text, self.plan.rect(id).moved(by), self.plan.bounds().right)
        for key in self._pulled:
            self._stretch(key, moved, by)

    def settle(self, ids: Iterable[NodeId]) -> None:
        """Put lifted cards back to their places."""
        moved = set(ids) & self.plan.spots.keys()
        self.lifted, self._pulled = {}, ()
        for id in moved:
            self._place(id)
        for key in self._wires_at(moved):
            self._lay(key)
        self._show_faults()

    @property
    def is_unsettled(self) -> bool:
        """Whether wires are shown otherwise than the plan has them: with cards that are lifted, or in the
        hand themselves.
        """
        return bool(self._pulled or self._hidden)

    def hide_wire(self, key: WireKey) -> None:
        """While it is in the hand."""
        if key in self.wires:
            self.wires[key].hide()
            self._hidden.add(key)

    def show_wire(self, key: WireKey) -> None:
        self._hidden.discard(key)
        if key in self.wires:
            self.wires[key].show()

    def _wires_at(self, ids: set[NodeId]) -> tuple[WireKey, ...]:
        return tuple(key for key in self.plan.tracks if self._ends(key) & ids)

    def _ends(self, key: WireKey) -> set[NodeId]:
        graph, wire = key
        target = self._target(graph, wire)
        return {wire.source, target}

    def _target(self, graph: NodeId, wire: Wire) -> NodeId:
        return self.plan.end_card() if wire.target < 0 and graph == self.plan.root_id else wire.target

    def _stretch(self, key: WireKey, moved: set[NodeId], by: Point) -> None:
        graph, wire = key
        track = self.plan.tracks[key]
        target = self._target(graph, wire)
        a = plus(track.curve.start, by) if wire.source in moved else track.curve.start
        b = plus(track.curve.end, by) if target in moved else track.curve.end
        both = wire.source in moved and target in moved
        self.wires[key].show_track(track.curve.moved(by) if both else curve(a, b), track.shape)

    # Items.

    def _place(self, id: NodeId) -> None:
        spot = self.plan.spots[id]
        item = self.cards.get(id)
        if item is None:
            item = self.cards[id] = CardItem(id, spot.box)
            self.addItem(item)
        holder = self.cards.get(spot.parent)
        put_into(item, holder)
        item.setZValue(0)
        item.setOpacity(1.0)
        item.setPos(*spot.at)
        item.show_box(spot.box, self.plan.stands_free(id))
        item.show_state(self._state(id))

    def _lay(self, key: WireKey) -> None:
        track = self.plan.tracks[key]
        item = self.wires.get(key)
        if item is None:
            item = self.wires[key] = WireItem(key, track.curve, self.remarks.ground)
            self.addItem(item)
        holder = self.cards.get(key[0])
        put_into(item, holder)
        if holder is not None:
            item.setPos(*holder.box.origin)
        item.show_track(track.curve, track.shape)
        item.show_state(self._state(key))

    def _shift_wires(self, graph: Box) -> None:
        """Puts a graph's wires where its contents begin, which moves with what stands to the left."""
        for track in graph.tracks:
            self.wires[graph.id, track.wire].setPos(*graph.origin)

    def _drop(self, item: QGraphicsItem) -> None:
        if item.scene() is self:
            self.removeItem(item)

    # States.

    def _state(self, item: Selected) -> State:
        state = self.marks.get(item, State.PLAIN)
        if isinstance(item, tuple):
            return state | State.FAULTY if self._is_faulty_wire(item) else state
        if isinstance(item, RemarkId):
            return state
        if item in self._faults:
            state |= State.FAULTY
        return state | State.UNUSED if item in self._unused else state

    def _is_faulty_wire(self, key: WireKey) -> bool:
        fault = self.check.faults.get(self.plan.card_at(key, "in"))
        return fault is not None and bool(fault.got)

    def _restate(self, item: Selected) -> None:
        if isinstance(item, RemarkId):
            self.remarks.show_state(item, self._state(item))
            return
        shown = self.wires.get(item) if isinstance(item, tuple) else self.cards.get(item)
        if shown is not None:
            shown.show_state(self._state(item))

    def _show_unused(self, unused: frozenset[NodeId]) -> None:
        changed, self._unused = self._unused ^ unused, unused
        for id in changed:
            self._restate(id)

    def _show_shared(self, shared: dict[NodeId, str]) -> None:
        """The same mark on all cards that use the same weights."""
        for id in self._shared.keys() | shared.keys():
            if id in self.cards:
                self.cards[id].show_mark(shared.get(id, ""))
        self._shared = shared

    def _show_faults(self) -> None:
        said = {id: fault_words(fault) for id, fault in self.check.faults.items()} | self._stopped
        said = self._seen(said)
        gone, right = self._faults.keys() - said.keys(), self.plan.bounds().right if said else 0.0
        for id in gone:
            self._drop(self._faults.pop(id))
        for id, text in said.items():
            if id not in self._faults:
                self._faults[id] = FaultItem()
                self.addItem(self._faults[id])
            self._faults[id].show_fault(text, self.plan.rect(id), right)
        for id in gone | said.keys():
            self._restate(id)
        self._show_faulty_wires()

    def _seen(self, said: dict[NodeId, str]) -> dict[NodeId, str]:
        """The words at the cards where they are seen: a collapsed container says what is wrong in it."""
        seen = {id: text for id, text in said.items() if id in self.cards}
        for id, text in said.items():
            at = self.plan.shown(id)
            if at is not None and at not in seen:
                seen[at] = f"in it: {text}"
        return seen

    def extent(self) -> Rect:
        """What the drawing takes up, the words of faults with it."""
        return reduce(Rect.united, (item.area for item in self._faults.values()), self.plan.bounds())

    def fault_spots(self) -> list[QPointF]:
        """Where the marks of faults are."""
        return [item.pos() + QPointF(10, 6) for item in self._faults.values()]

    def _show_faulty_wires(self) -> None:
        """Those that bring what does not fit."""
        torn = {id for id, fault in self.check.faults.items() if fault.got}
        changed, self._torn = self._torn ^ torn, torn
        if changed:
            for key in self.wires:
                if self.plan.card_at(key, "in") in changed:
                    self._restate(key)

    def _redress(self) -> None:
        for item in self.items():
            item.update()
        for wire in self.wires.values():
            wire.redress()
        self._show_faults()
        self.invalidate()

    # The ground.

    @property
    def _is_empty(self) -> bool:
        return self.plan.root is not None and not standing(self.plan)

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        assert isinstance(rect, QRectF)
        dots(painter, rect)
        if self._is_empty:
            empty_words(painter, self.plan.bounds())
