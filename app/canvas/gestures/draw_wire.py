"""Drawing a wire from a port to a port, in either direction; and taking hold of one that is there."""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QPointF, Qt

from app.canvas.desk import Desk
from app.canvas.fits import Fits, connected, wires_at
from app.canvas.geometry.curve import curve
from app.canvas.geometry.hit import PortKey, graph_ports, hit, outlets, port_place
from app.canvas.gestures.entry import entry
from app.canvas.gestures.gesture import THRESHOLD, Gesture, Keys
from app.canvas.gestures.way import way
from app.canvas.items.overlay import Preview
from app.document import edits
from app.document.model import Document, NodeId, Point, Wire

_SNAP = 28.0
"""How near to a fitting port, in pixels of the screen, the wire snaps to it."""

POINTED = 10.0
"""How near to a port, in pixels of the screen, no other one is meant."""


class DrawWire(Gesture):
    """Follows the pointer from `port`; snaps to the nearest port that fits. Let go in the void, it asks for a
    module there.

    With `held`, a wire that was there: it is moved, and let go in the void it is gone.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, desk: Desk, port: PortKey, spot: QPointF, held: Wire | None = None) -> None:
        super().__init__(desk)
        self._fixed, self._held, self._spot = port, held, spot
        self._document = desk.session.document
        if held is not None:
            self._document = edits.disconnect(self._document, port.graph, [held])
        self._fits = Fits(self._document, port)
        self._start = port_place(desk.plan, port)
        self._away = False

    def move(self, at: Point, keys: Keys, spot: QPointF) -> None:
        if not self._away:
            self._away = hypot(spot.x() - self._spot.x(), spot.y() - self._spot.y()) >= THRESHOLD
            if not self._away:
                return
            if self._held is not None:
                self.desk.stage.hide_wire((self._fixed.graph, self._held))
        aim = self._aim(at)
        end = port_place(self.desk.plan, aim) if aim else at
        ends = (self._start, end) if self._fixed.side == "out" else (end, self._start)
        run = way(self.desk.plan, self._fixed.graph, *ends) if aim else curve(*ends)
        fitting, unfit = self._ports()
        into = entry(self.desk.plan, self._fixed.graph, at) if aim else None
        frame = self.desk.plan.rect(into.frame) if into and aim and into.frame == aim.node else None
        self.desk.overlay.show_preview(Preview(
            curve=run, fitting=fitting, unfit=unfit, aim=end if aim else None, frame=frame
        ))  # fmt: skip
        self.desk.hint(self._words(at, aim))

    def end(self, at: Point, keys: Keys, spot: QPointF) -> None:
        aim = self._aim(at) or self._under(at)
        self.cancel()
        if not self._away:
            self._select()
        elif aim is not None and not self._is_home(aim):
            name = self.desk.plan.title(aim.node if aim.side == "in" else self._fixed.node)
            verb = "Connect" if self._held is None else "Move wire to"
            words = f"{verb} {name}"
            self.desk.session.attempt(words, lambda _: self._made(aim, at))
        elif aim is None and self._held is not None:
            self.desk.session.apply("Remove wire", self._document)
        elif aim is None and self._is_void(at):
            self.desk.offer(self._fixed, at)

    def cancel(self) -> None:
        if self._held is not None:
            self.desk.stage.show_wire((self._fixed.graph, self._held))
        self.desk.hint("")
        super().cancel()

    def _select(self) -> None:
        """A click on a port: the wire in it, or the card."""
        if self._held is not None:
            self.desk.session.select([(self._fixed.graph, self._held)])
        elif self._fixed.graph == self.desk.plan.root_id or self._fixed.node >= 0:
            self.desk.session.select([self.desk.plan.card_of(self._fixed.node)])

    def _is_home(self, aim: PortKey) -> bool:
        """Whether a wire that was taken hold of is put back."""
        held = self._held
        return held is not None and (aim.node, aim.index) == (held.target, held.port)

    def _is_void(self, at: Point) -> bool:
        """Whether nothing is at `at` but the ground of the graph in which the wire is drawn."""
        under, graph = hit(self.desk.plan, at).node, self._fixed.graph
        return under is None if graph == self.desk.plan.root_id else under == graph

    def _made(self, aim: PortKey, at: Point) -> Document:
        """The document with the wire; let go on a frame, it goes into it, or comes out of it."""
        found = entry(self.desk.plan, aim.graph, at)
        if found is None or found.frame != aim.node:
            return connected(self._document, self._fixed, aim)
        source, (x, y) = self._fixed, port_place(self.desk.plan, aim)
        is_meant = hypot(x - at[0], y - at[1]) <= max(_SNAP, _SNAP / self.desk.camera.scale)
        if aim.side == "out":
            if is_meant and aim.strand is not None:
                return connected(self._document, self._fixed, aim)
            end = self._fixed
            return edits.leave(self._document, aim.graph, aim.node, end.node, end.index, found.child)
        port = aim.index if is_meant or not wires_at(self._document, aim) else None
        return edits.enter(self._document, aim.graph, source.node, aim.node, port, source.strand, found.child)

    # Where the other end is.

    def _aim(self, at: Point) -> PortKey | None:
        """The nearest port that fits, within reach; over a card, the nearest of the card's."""
        reach = max(_SNAP, _SNAP / self.desk.camera.scale)
        under = self._card_under(at)
        for distance, key in self._near(at):
            is_under = under is not None and self.desk.plan.card_of(key.node) == under
            if (distance <= reach or is_under) and (self._is_home(key) or self._fits(key)):
                return key
            if distance <= POINTED / self.desk.camera.scale:
                return None  # this port is meant and no other, though it does not fit
        return None

    def _near(self, at: Point) -> list[tuple[float, PortKey]]:
        """The ports that could be the other end, the nearest first."""
        near = [(hypot(p[0] - at[0], p[1] - at[1]), key) for key, p in self._candidates()]
        return sorted((pair for pair in near if self._fits.may_be(pair[1])), key=lambda pair: pair[0])

    def _under(self, at: Point) -> PortKey | None:
        """The port or card where it was let go, though it does not fit: it is made, the fault shown."""
        found = hit(self.desk.plan, at)
        if found.port is not None and self._fits.may_be(found.port):
            return found.port
        under = self._card_under(at)
        ports = (key for _, key in self._near(at) if self.desk.plan.card_of(key.node) == under)
        return next(ports, None)

    def _card_under(self, at: Point) -> NodeId | None:
        """The card or frame at a point that stands in the graph of the wire."""
        found = entry(self.desk.plan, self._fixed.graph, at)
        return hit(self.desk.plan, at).node if found is None else found.frame

    def _candidates(self) -> list[tuple[PortKey, Point]]:
        plan = self.desk.plan
        graph = self._fixed.graph
        return graph_ports(plan, plan.graph(graph), plan.origin(graph), self.desk.camera.seen())

    def _ports(self) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
        fitting: list[Point] = []
        unfit: list[Point] = []
        for key, at in self._candidates():
            if key != self._fixed and (key.graph, key.node) != (self._fixed.graph, self._fixed.node):
                fits = self._fits.may_be(key) and (self._is_home(key) or self._fits(key))
                (fitting if fits else unfit).append(at)
        return tuple(fitting), tuple(unfit)

    def _words(self, at: Point, aim: PortKey | None) -> str:
        if aim is not None:
            into = entry(self.desk.plan, self._fixed.graph, at)
            if into is not None and into.frame == aim.node:
                leads = "into" if aim.side == "in" else "out of"
                return f"Let go to lead it {leads} {self.desk.plan.title(aim.node)}"
            return "Let go to connect"
        under = self._under(at)
        if under is not None:
            return self._fits.why_not(under)
        if self._held:
            return "Let go here to remove the wire"
        more = "; let go here to find a module for it" if self._is_void(at) else ""
        return f"Drag to a port that glows{more}. Esc cancels"


def begin_at(desk: Desk, port: PortKey, spot: QPointF) -> DrawWire:
    """The gesture that a press on `port` begins: an in-port with a wire gives that wire into the hand."""
    held = next(iter(wires_at(desk.session.document, port)), None) if port.side == "in" else None
    if held is None:
        return DrawWire(desk, port, spot)
    outs = [out.strand for out in outlets(desk.plan, port.graph, held.source)]
    source = PortKey(
        port.graph, held.source, "out", outs.index(held.strand) if held.strand in outs else 0, held.strand
    )
    return DrawWire(desk, source, spot, held)


def detach(desk: Desk, port: PortKey) -> None:
    """Removes all wires at a port."""
    wires = wires_at(desk.session.document, port)
    if wires:
        words = "Detach wire" if len(wires) == 1 else f"Detach {len(wires)} wires"
        desk.session.attempt(words, lambda document: edits.disconnect(document, port.graph, wires))
