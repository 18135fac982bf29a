"""What the outline does to a document that the canvas does by dragging: reorder, nest, take out."""

from __future__ import annotations

from collections.abc import Sequence

from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import Rect, minus
from app.document import edits
from app.document.described import holds, is_graph, title
from app.document.edits.change import changed
from app.document.edits.wires import rewired
from app.document.index import Index, index
from app.document.model import INPUT, OUTPUT, Document, Node, NodeId, Point, Wire
from app.document.refused import Refused
from app.look.tokens import GRID
from app.named_keys import keys
from app.panels.outline_words import rows_of

_BESIDE, _BELOW = 192.0, 32.0


def step(doc: Document, ids: Sequence[NodeId], by: int) -> Document:
    """With these modules one place on (`by` 1) or back (-1).

    Among ordered children they change places with the neighbour. In a graph, where wires make the order, a
    module of a plain chain does so: it is wired the other way round.

    Raises:
        Refused: at the end of the list, and where the wires leave no such order.
    """
    found = index(doc)
    holder = _shared_holder(found, ids)
    if is_graph(holder):
        if len(ids) > 1:
            raise Refused("On the canvas modules change places one at a time. Choose one.")
        first = ids[0] if by > 0 else _before(holder, ids[0])
        second = _behind(holder, ids[0]) if by > 0 else ids[0]
        if first is None or second is None:
            raise Refused(
                f"{title(found.nodes[ids[0]])} is not in a plain chain here: the wires make the order. "
                + keys.said("Connect it elsewhere [connect].")
            )
        return _swapped(doc, holder, first, second)
    places = sorted(found.children_index(id) for id in ids)
    if (by < 0 and places[0] == 0) or (by > 0 and places[-1] == len(holder.children) - 1):
        which = "first" if by < 0 else "last"
        raise Refused(f"This is the {which} in {holder.module}. Alt+Left takes it out.")
    return edits.nest(doc, _in_order(holder, ids), holder.id, places[0] - 1 if by < 0 else places[-1] + 2)


def into(doc: Document, ids: Sequence[NodeId]) -> tuple[Document, NodeId]:
    """With these modules at the end of the container before them, and which one that is.

    Raises:
        Refused: when there is none before them.
    """
    found = index(doc)
    holder = _shared_holder(found, ids)
    order = rows_of(holder) if is_graph(holder) else tuple(child.id for child in holder.children)
    places = [order.index(id) for id in ids]
    before = [order[place] for place in range(min(places)) if order[place] not in ids]
    goal = before[-1] if before and holds(found.nodes[before[-1]]) is not None else None
    behind = order[max(places) + 1 : max(places) + 2]
    if goal is None and behind and is_graph(holder) and holds(found.nodes[behind[0]]) is not None:
        goal = behind[0]  # on the canvas neither is really before the other
    if goal is None:
        what = title(found.nodes[before[-1]]) if before else "Nothing"
        raise Refused(f"{what} {'holds no other modules' if before else 'stands before it'}. "
                      + keys.said("Put a container there first, or wrap it [wrap]."))  # fmt: skip
    return put(doc, ids, goal, None), goal


def put(doc: Document, ids: Sequence[NodeId], parent: NodeId, place: int | None) -> Document:
    """With these modules in `parent`, before the child that is now at `place` (behind all when None)."""
    holder = index(doc).nodes[parent]
    at = _behind_all(holder) if is_graph(holder) and holder.id != doc.root.id else None
    return edits.nest(doc, ids, parent, place, at)


def out(doc: Document, ids: Sequence[NodeId], plan: Plan) -> Document:
    """With these modules behind the container that holds them; on the canvas, below it.

    Raises:
        Refused: when they stand on the canvas.
    """
    found = index(doc)
    holder = _shared_holder(found, ids)
    around = found.parents[holder.id]
    if around is None:
        raise Refused(f"{title(found.nodes[ids[0]])} stands on the canvas itself: nothing is around it.")
    if not is_graph(found.nodes[around]):
        return edits.nest(doc, ids, around, found.children_index(holder.id) + 1)
    return edits.nest(doc, ids, around, at=_below(plan, around, holder.id, ids[0]))


def out_to_canvas(doc: Document, ids: Sequence[NodeId], plan: Plan) -> Document:
    """With these modules on the canvas itself, below the outermost container around the first."""
    root, outermost = doc.root.id, index(doc).chain(ids[0])[1]
    return edits.nest(doc, ids, root, at=_below(plan, root, outermost, ids[0]))


def _below(plan: Plan, graph: NodeId, container: NodeId, id: NodeId) -> Point:
    """The first free place below a container that stands in a graph."""
    holder, box = plan.graph(graph), plan.box(id)
    corner = minus(plan.spots[container].at, holder.origin)
    taken = [Rect(*minus(at, holder.origin), card.w, card.h).grown(GRID) for card, at in holder.children]
    x, y = corner[0], corner[1] + plan.box(container).h + _BELOW
    while any(Rect(x, y, box.w, box.h).meets(rect) for rect in taken):
        y += _BELOW
    return x, y


def _behind_all(graph: Node) -> Point:
    if not graph.children:
        return (0.0, 0.0)
    x, y = max(child.at for child in graph.children)
    return x + _BESIDE, y


def _shared_holder(found: Index, ids: Sequence[NodeId]) -> Node:
    holders = {found.parents.get(id) for id in ids}
    if holders == {None} or not holders:
        raise Refused("Select a module first. The data and the criterion keep their places.")
    if len(holders) > 1:
        raise Refused("These modules stand in several containers. Choose some that stand side by side.")
    return found.nodes[next(holder for holder in holders if holder is not None)]


def _in_order(holder: Node, ids: Sequence[NodeId]) -> list[NodeId]:
    return [child.id for child in holder.children if child.id in ids]


def _before(graph: Node, id: NodeId) -> NodeId | None:
    """The module that alone feeds this one, and only this one."""
    into = [wire for wire in graph.wires if wire.target == id]
    source = into[0].source if len(into) == 1 and into[0].strand is None else INPUT
    return source if source != INPUT and _behind(graph, source) == id else None


def _behind(graph: Node, id: NodeId) -> NodeId | None:
    """The module that alone is fed by this one, and by nothing else."""
    onward = [wire for wire in graph.wires if wire.source == id]
    if len(onward) != 1 or onward[0].target == OUTPUT or onward[0].strand is not None:
        return None
    target = onward[0].target
    return target if sum(wire.target == target for wire in graph.wires) == 1 else None


def _swapped(doc: Document, graph: Node, first: NodeId, second: NodeId) -> Document:
    """With two modules of a chain in each other's place."""
    wires = [_turned(wire, first, second) for wire in graph.wires]
    doc = changed(doc, graph.id, lambda node: rewired(node, wires))
    nodes = index(doc).nodes
    return edits.move(doc, {first: nodes[second].at, second: nodes[first].at})


def _turned(wire: Wire, first: NodeId, second: NodeId) -> Wire:
    other = {first: second, second: first}
    if {wire.source, wire.target} == {first, second}:
        return Wire(second, first)
    source, target = other.get(wire.source, wire.source), other.get(wire.target, wire.target)
    return Wire(source, target, wire.port, wire.strand)
