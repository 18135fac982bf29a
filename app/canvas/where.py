"""Where things on the canvas are on the screen, for the test probe."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtWidgets import QGraphicsView

from app.canvas.geometry.hit import PortKey, port_place
from app.canvas.geometry.measure import REACH
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import Rect
from app.canvas.paint import pens
from app.canvas.remarks.outline import area
from app.document.model import INPUT, OUTPUT, NodeId, RemarkId, Wire
from app.probe import place

Query = dict[str, Any]


def where(view: QGraphicsView, plan: Plan, query: Query) -> Query | None:
    """The answer to a query, None when it is not about the canvas. Raises LookupError for what is not there.

    {"node": id}, {"remark": id} (a note or region), {"card": "Linear", "n": 1} (n counts from 1, in the order
    of ids), {"slot": "data" or "criterion"},
    {"port": "in" or "out", "node": id, "index": k} (node -1 and -2: the data and the criterion; "graph" for a
    nested graph's own ends), {"wire": [graph, source, target, port]} (the middle of it), {"free": [fx, fy]}
    (a part of what is seen).
    """
    match query:
        case {"node": int(id), "port": "in" | "out" as side}:
            return _port(view, plan, query, id, side)
        case {"node": int(id)}:
            return _card(view, plan, id)
        case {"remark": int(number)}:
            return _remark(view, plan, number)
        case {"card": str(title)}:
            return _card(view, plan, _named(plan, title, int(query.get("n", 1))))
        case {"slot": "data" | "criterion" as slot}:
            return _card(view, plan, INPUT if slot == "data" else plan.end_card())
        case {"wire": [graph, source, target, port]}:
            return _wire(view, plan, graph, source, target, port)
        case {"free": [fx, fy]}:
            area = view.viewport().rect()
            spot = QRect(round(area.width() * fx), round(area.height() * fy), 1, 1)
            return place(view.viewport(), spot)
    return None


def _card(view: QGraphicsView, plan: Plan, id: NodeId) -> Query:
    id = plan.card_of(id)
    if id not in plan.spots:
        raise LookupError(f"there is no card {id} on the canvas")
    return _placed(view, plan.rect(id)) | {"node": id, "title": plan.box(id).title}


def _remark(view: QGraphicsView, plan: Plan, number: int) -> Query:
    remark = plan.remarks.get(RemarkId(number))
    if remark is None:
        raise LookupError(f"there is no note or region {number} on the canvas")
    return _placed(view, area(remark)) | {"remark": number, "title": remark.text}


def _named(plan: Plan, title: str, n: int) -> NodeId:
    found = sorted(id for id, spot in plan.spots.items() if spot.box.title == title)
    if not 1 <= n <= len(found):
        raise LookupError(f"there are {len(found)} cards called {title}, none is number {n}")
    return found[n - 1]


def _port(view: QGraphicsView, plan: Plan, query: Query, id: NodeId, side: Any) -> Query:
    at_root = id < 0 or id in (plan.end_card(), INPUT)
    graph = query.get("graph", plan.root_id if at_root else plan.holder(id))
    node = OUTPUT if id == plan.end_card() else id
    x, y = port_place(plan, PortKey(graph, node, side, int(query.get("index", 0))))
    return _placed(view, Rect(x - REACH / 2, y - REACH / 2, REACH, REACH))


def _wire(view: QGraphicsView, plan: Plan, graph: NodeId, source: NodeId, target: NodeId, port: int) -> Query:
    for (holder, wire), track in plan.tracks.items():
        if holder == graph and _is(wire, source, target, port):
            (x, y), _ = track.curve.moved(plan.origin(graph)).middle
            return _placed(view, Rect(x - 1, y - 1, 2, 2))
    raise LookupError(f"there is no wire from {source} to input {port} of {target}")


def _is(wire: Wire, source: NodeId, target: NodeId, port: int) -> bool:
    return (wire.source, wire.target, wire.port) == (source, target, port)


def _placed(view: QGraphicsView, rect: Rect) -> Query:
    shown: QRectF = view.viewportTransform().mapRect(pens.q_rect(rect))
    corner = QPointF(shown.topLeft()).toPoint()
    return place(
        view.viewport(),
        QRect(corner.x(), corner.y(), max(1, round(shown.width())), max(1, round(shown.height()))),
    )
