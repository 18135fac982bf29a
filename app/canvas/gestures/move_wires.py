"""Moving all wires that leave a port to another one."""

from __future__ import annotations

from functools import reduce
from math import hypot

from PySide6.QtCore import QPointF, Qt

from app.canvas.desk import Desk
from app.canvas.fits import wires_at
from app.canvas.geometry.curve import curve
from app.canvas.geometry.hit import PortKey, graph_ports, hit, port_place
from app.canvas.gestures.gesture import Gesture, Keys
from app.canvas.items.overlay import Preview
from app.document import edits
from app.document.check import check
from app.document.model import Document, Point, Wire
from app.document.refused import Refused

_SNAP = 28.0
"""How near to a port, in pixels of the screen, the wires snap to it."""


class MoveWires(Gesture):
    """The wires of an out-port follow the pointer with their beginnings, all at once. Let go where no port
    takes them, they stay where they were.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, desk: Desk, port: PortKey, wires: list[Wire]) -> None:
        super().__init__(desk)
        self._port, self._wires = port, wires
        self._document = desk.session.document
        self._known: dict[PortKey, str] = {}
        self._ends = [desk.plan.tracks[port.graph, wire].curve.end for wire in wires]

    def move(self, at: Point, keys: Keys, spot: QPointF) -> None:
        for wire in self._wires:
            self.desk.stage.hide_wire((self._port.graph, wire))
        plan, aim = self.desk.plan, self._aim(at)
        start = port_place(plan, aim) if aim else at
        x, y = plan.origin(self._port.graph)
        fitting = tuple(place for key, place in self._candidates() if not self._why_not(key))
        self.desk.overlay.show_preview(Preview(
            curves=tuple(curve(start, (end[0] + x, end[1] + y)) for end in self._ends),
            fitting=fitting, aim=start if aim else None,
        ))  # fmt: skip
        self.desk.hint(self._words(at, aim))

    def end(self, at: Point, keys: Keys, spot: QPointF) -> None:
        aim = self._aim(at)
        self.cancel()
        if aim is not None:
            wires = "wire" if len(self._wires) == 1 else f"{len(self._wires)} wires"
            words = f"Move {wires} to {self.desk.plan.title(aim.node)}"
            self.desk.session.attempt(words, lambda _: self._moved(aim))

    def cancel(self) -> None:
        for wire in self._wires:
            self.desk.stage.show_wire((self._port.graph, wire))
        self.desk.hint("")
        super().cancel()

    def _candidates(self) -> list[tuple[PortKey, Point]]:
        plan, graph = self.desk.plan, self._port.graph
        ports = graph_ports(plan, plan.graph(graph), plan.origin(graph), self.desk.camera.seen())
        return [(key, place) for key, place in ports if key.side == "out" and key != self._port]

    def _aim(self, at: Point) -> PortKey | None:
        """The nearest output that the wires may leave from, within reach or of the card under the pointer."""
        reach, under = max(_SNAP, _SNAP / self.desk.camera.scale), hit(self.desk.plan, at).node
        far = {key: hypot(x - at[0], y - at[1]) for key, (x, y) in self._candidates()}
        near = [key for key in sorted(far, key=far.__getitem__) if far[key] <= reach or key.node == under]
        return next((key for key in near if not self._why_not(key)), None)

    def _why_not(self, port: PortKey) -> str:
        """What is against it, in words; "" when nothing is."""
        if port not in self._known:
            self._known[port] = self._ask(port)
        return self._known[port]

    def _ask(self, port: PortKey) -> str:
        try:
            document = self._moved(port)
        except Refused as refusal:
            return str(refusal)
        before = check(self._document).faults
        for id, fault in check(document).faults.items():
            if fault.got and (id not in before or before[id].got != fault.got):
                return fault.text
        return ""

    def _moved(self, port: PortKey) -> Document:
        """With the wires leaving from there: each takes its old one's place.

        Raises:
            Refused: when one of them would close a loop.
        """

        def step(document: Document, wire: Wire) -> Document:
            return edits.connect(document, port.graph, port.node, wire.target, wire.port, port.strand)

        return reduce(step, self._wires, self._document)

    def _words(self, at: Point, aim: PortKey | None) -> str:
        if aim is not None:
            return f"Let go to let them leave from {self.desk.plan.title(aim.node)}"
        under = hit(self.desk.plan, at).port
        if under is not None and under in {key for key, _ in self._candidates()}:
            return self._why_not(under)
        return "Drag to an output that glows. Let go elsewhere, they stay"


def begin_moving(desk: Desk, port: PortKey) -> MoveWires | None:
    """The gesture for the wires that leave `port`; None when it is no output, or has none."""
    wires = wires_at(desk.session.document, port) if port.side == "out" else []
    wires = [wire for wire in wires if (port.graph, wire) in desk.plan.tracks]
    return MoveWires(desk, port, wires) if wires else None
