"""What is at a point of the canvas."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Literal, NamedTuple

from app.canvas.geometry.box import Box, Outlet
from app.canvas.geometry.measure import HEADER, REACH
from app.canvas.geometry.plan import Plan, WireKey
from app.canvas.geometry.rect import Rect, minus, plus
from app.canvas.remarks.outline import corner, found
from app.document.model import INPUT, OUTPUT, NodeId, Point, RemarkId

Side = Literal["in", "out"]


@dataclass(frozen=True, slots=True)
class PortKey:
    """A port that wires can be drawn to or from: a card's, or that of a graph's own INPUT or OUTPUT.

    `index` counts from 0 on its side; `strand` is what an out-port gives.
    """

    graph: NodeId
    node: NodeId
    side: Side
    index: int
    strand: int | None = None


class Hit(NamedTuple):
    """One of: a port, a card or frame, a wire, a note or region; nothing else is the free canvas. `corner`:
    where the size of a note or region is changed.
    """

    port: PortKey | None = None
    node: NodeId | None = None
    wire: WireKey | None = None
    header: bool = False
    remark: RemarkId | None = None
    corner: bool = False


NOTHING = Hit()


def hit(plan: Plan, point: Point, reach: float = REACH) -> Hit:
    """The port, card, wire or frame under `point`; ports have targets of radius `reach`."""
    if plan.root is None:
        return NOTHING
    under = _in_graph(plan, plan.root, point, (0.0, 0.0), reach)
    remark = found(plan.remarks.values(), point) if under == NOTHING else None
    if remark is None:
        return under
    return Hit(remark=remark.id, corner=corner(remark).contains(point))


def _in_graph(plan: Plan, graph: Box, point: Point, origin: Point, reach: float) -> Hit:
    is_around = graph is plan.root and plan.inside is not None  # nothing can be wired there
    port = None if is_around else nearest_port(plan, graph, point, origin, reach)
    if port is not None:
        is_inner_end = port.node < 0 and graph is not plan.root
        return Hit(port=port, node=graph.id if is_inner_end else plan.card_of(port.node))
    for box, at in reversed(graph.children):
        corner = plus(origin, minus(at, graph.origin))
        if Rect(*corner, box.w, box.h).contains(point):
            return _in_box(plan, box, point, corner, reach)
    for track in reversed(graph.tracks):
        curve = track.curve
        local = minus(point, origin)
        if curve.bounds.grown(reach).contains(local) and curve.distance(local) <= reach * 0.7:
            return Hit(wire=(graph.id, track.wire))
    return NOTHING


def _in_box(plan: Plan, box: Box, point: Point, corner: Point, reach: float) -> Hit:
    if not box.is_frame:
        return Hit(node=box.id)
    if point[1] <= corner[1] + HEADER:
        return Hit(node=box.id, header=True)
    if box.kind == "graph":
        inner = _in_graph(plan, box, point, plus(corner, box.origin), reach)
        return inner if inner != NOTHING else Hit(node=box.id)
    for child, at in box.children:
        inner_corner = plus(corner, at)
        if Rect(*inner_corner, child.w, child.h).contains(point):
            return _in_box(plan, child, point, inner_corner, reach)
    return Hit(node=box.id)


def nearest_port(plan: Plan, graph: Box, point: Point, origin: Point, reach: float) -> PortKey | None:
    """The port of this graph's cards that is nearest to `point`, within `reach`."""
    best, best_distance = None, reach
    for key, at in graph_ports(plan, graph, origin, Rect(*point, 0, 0).grown(reach)):
        distance = hypot(at[0] - point[0], at[1] - point[1])
        if distance <= best_distance:
            best, best_distance = key, distance
    return best


def graph_ports(plan: Plan, graph: Box, origin: Point, area: Rect) -> list[tuple[PortKey, Point]]:
    """The ports of this graph's cards, and of its own ends, whose cards meet `area`; with where they are."""
    near = []
    for box, at in graph.children:
        x, y = plus(origin, minus(at, graph.origin))
        if x <= area.right and y <= area.bottom and area.x <= x + box.w and area.y <= y + box.h:
            near += _ports(graph.id, box, (x, y))
    if graph is not plan.root:
        near += _own_ends(graph, origin)
    return near


def _ports(graph: NodeId, box: Box, at: Point) -> list[tuple[PortKey, Point]]:
    node = OUTPUT if box.kind in ("criterion", "slot") else box.id
    ins = [(PortKey(graph, node, "in", k), plus(at, p)) for k, p in enumerate(box.ins)]
    outs = [(PortKey(graph, node, "out", k, o.strand), plus(at, o.at)) for k, o in enumerate(box.outs)]
    return ins + outs


def _own_ends(graph: Box, origin: Point) -> list[tuple[PortKey, Point]]:
    """The inner side of a graph's ports: its input gives, its output takes."""
    given = [
        (PortKey(graph.id, INPUT, "out", k, o.strand), plus(origin, o.at)) for k, o in enumerate(graph.starts)
    ]
    return given + [(PortKey(graph.id, OUTPUT, "in", k), plus(origin, p)) for k, p in enumerate(graph.goals)]


def outlets(plan: Plan, graph: NodeId, source: NodeId) -> tuple[Outlet, ...]:
    """The out-ports of a wire's source: a card, or the graph's own input."""
    if source == INPUT and graph != plan.root_id:
        return plan.graph(graph).starts
    return plan.box(source).outs


def port_place(plan: Plan, port: PortKey) -> Point:
    """Where a port is on the canvas; one that is gone is where the last of its card is."""
    if graph_end := port.graph != plan.root_id and port.node in (INPUT, OUTPUT):
        corner = plan.origin(port.graph)
    else:
        corner = plan.place(plan.card_of(port.node))
    if port.side == "out":
        outs = outlets(plan, port.graph, port.node)
        return plus(corner, outs[min(port.index, len(outs) - 1)].at)
    ins = plan.graph(port.graph).goals if graph_end else plan.box(plan.card_of(port.node)).ins
    return plus(corner, ins[min(port.index, len(ins) - 1)])
