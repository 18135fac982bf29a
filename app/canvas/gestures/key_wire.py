"""Drawing a wire with the keyboard: from the focused card, through the ports that fit."""

from __future__ import annotations

from app.canvas.desk import Desk
from app.canvas.fits import Fits
from app.canvas.geometry.hit import PortKey, graph_ports, outlets, port_place
from app.canvas.geometry.plan import Plan
from app.canvas.gestures.way import way
from app.canvas.items.overlay import Preview
from app.document.model import INPUT, OUTPUT, NodeId


def _beginnings(plan: Plan, card: NodeId) -> list[PortKey]:
    """The ports from which a card's wires can start: its own, then what enters a graph, within it."""
    graph = plan.holder(card) if card != INPUT else plan.root_id
    own = outlets(plan, graph, card) if card == INPUT or plan.stands_free(card) else ()
    outs = [PortKey(graph, card, "out", k, out.strand) for k, out in enumerate(own)]
    box = plan.box(card)
    within = outlets(plan, card, INPUT) if box.kind == "graph" and box.is_frame else ()
    return outs + [PortKey(card, INPUT, "out", k, out.strand) for k, out in enumerate(within)]


class KeyWire:
    """A wire that starts at a card; Tab and the arrows choose where it goes, Enter connects, Esc gives up."""

    def __init__(self, desk: Desk, card: NodeId, start: int = 0) -> None:
        self._desk = desk
        self._card, self._start = card, start
        plan = desk.plan
        self._outs = _beginnings(plan, card)
        self._from = self._outs[start]
        graph = self._from.graph
        self._fits = Fits(desk.session.document, self._from)
        box = plan.graph(graph)
        everywhere = plan.bounds() if graph == plan.root_id else plan.rect(graph)
        ports = graph_ports(plan, box, plan.origin(graph), everywhere.grown(64))
        fitting = [(at, key) for key, at in ports if self._fits(key)]
        taken = {(wire.target, wire.port) for (holder, wire) in plan.tracks if holder == graph}
        x = plan.place(card)[0]
        fitting.sort(key=lambda p: ((p[1].node, p[1].index) in taken, p[0][0] < x, abs(p[0][0] - x), p[0][1]))
        self._goals = [key for _, key in fitting]
        self._at = 0
        self.show()

    @property
    def goal(self) -> PortKey | None:
        """The port that is chosen; None when none fits."""
        return self._goals[self._at] if self._goals else None

    def step(self, by: int) -> None:
        """Choose the next fitting port, or the one before; the nearest free ones come first."""
        if self._goals:
            self._at = (self._at + by) % len(self._goals)
            self.show()

    def other_strand(self) -> KeyWire:
        """The same from the card's next out-port: the whole table, each entry, then what enters the graph."""
        return KeyWire(self._desk, self._card, (self._start + 1) % len(self._outs))

    def connect(self) -> None:
        """Make the wire."""
        goal = self.goal
        self.cancel()
        if goal is not None:
            words = f"Connect {self._desk.plan.title(goal.node)}"
            self._desk.session.attempt(words, lambda _: self._fits.connected(goal))

    def cancel(self) -> None:
        self._desk.overlay.clear()
        self._desk.hint("")

    def show(self) -> None:
        plan, goal = self._desk.plan, self.goal
        start = port_place(plan, self._from)
        if goal is None:
            self._desk.overlay.show_preview(Preview(aim=start))
            self._desk.hint("No port takes what this gives. Esc")
            return
        end = port_place(plan, goal)
        run = way(plan, self._from.graph, start, end)
        fitting = tuple(port_place(plan, key) for key in self._goals)
        self._desk.overlay.show_preview(Preview(curve=run, fitting=fitting, aim=end))
        is_own_end = goal.node == OUTPUT and goal.graph != plan.root_id
        ins = plan.graph(goal.graph).goals if is_own_end else plan.box(plan.card_of(goal.node)).ins
        port = f", input {goal.index + 1}" if len(ins) > 1 else ""
        is_within = self._from.node == INPUT and self._from.graph != plan.root_id
        more = "; W takes another beginning" if len(self._outs) > 1 else ""
        more = f" within {plan.title(self._from.graph)}{more}" if is_within else more
        self._desk.hint(
            f"Enter connects to {plan.title(goal.node)}{port}; Tab chooses another{more}; Esc gives up"
        )
