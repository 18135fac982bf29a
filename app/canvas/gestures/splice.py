"""Putting a module on a wire: what follows it moves aside where there is too little room."""

from __future__ import annotations

from app.canvas.geometry.box import Box
from app.canvas.geometry.measure import PORT
from app.canvas.geometry.plan import Plan, WireKey
from app.canvas.geometry.rect import up
from app.document import edits
from app.document.index import index
from app.document.model import OUTPUT, Document, NodeId, Point
from app.look.tokens import GRID

_ROOM = 40.0
"""Between two cards, at least, when one is put between others."""


def insert(
    doc: Document, plan: Plan, wire: WireKey, module: str, box: Box, at: Point
) -> tuple[Document, NodeId]:
    """With a new module on a wire, near `at`."""
    place, shift = room(doc, plan, wire, box, at)
    doc = _aside(doc, plan, wire, shift)
    return edits.insert_on_wire(doc, *wire, module, at=place)


def splice(doc: Document, plan: Plan, wire: WireKey, id: NodeId, box: Box, at: Point) -> Document:
    """With a module that stands free and unwired put on a wire of the same graph."""
    graph, old = wire
    place, shift = room(doc, plan, wire, box, at)
    doc = edits.move(_aside(doc, plan, wire, shift), {id: place})
    doc = edits.connect(doc, graph, id, old.target, old.port)  # in place of the old wire
    return edits.connect(doc, graph, old.source, id, 0, old.strand)


def room(doc: Document, plan: Plan, key: WireKey, box: Box, at: Point) -> tuple[Point, float]:
    """Where the module stands on the wire, and how far what follows moves to the right."""
    track = plan.tracks[key].curve
    (x0, y0), (x1, y1) = track.start, track.end
    left, right = x0 - PORT + _ROOM, x1 + PORT - _ROOM
    y = at[1]
    if abs(y0 + _half(y0, y1) - (y + box.line)) <= 28:
        y = y0 - box.line if abs(y1 - y0) < GRID else y
    if x1 <= x0:
        return (at[0], y), 0.0
    x = max(at[0], left)
    if x + box.w <= right:
        return (up(x, GRID), y), 0.0
    x = max(left, min(at[0], right - box.w))
    x = up(x, GRID)
    return (x, y), max(0.0, up(x + box.w - right, GRID))


def _half(a: float, b: float) -> float:
    return (b - a) / 2


def _aside(doc: Document, plan: Plan, key: WireKey, shift: float) -> Document:
    """With all that follows the wire moved to the right."""
    if not shift:
        return doc
    graph, wire = key
    holder = index(doc).nodes[graph]
    behind, pending = {wire.target}, [wire.target]
    while pending:
        source = pending.pop()
        for target in {w.target for w in holder.wires if w.source == source} - behind:
            behind.add(target)
            pending.append(target)
    places = {child.id: (child.at[0] + shift, child.at[1]) for child in holder.children if child.id in behind}
    if OUTPUT in behind and graph == doc.root.id:
        places[OUTPUT] = (holder.ends[1][0] + shift, holder.ends[1][1])
    return edits.move(doc, places)
