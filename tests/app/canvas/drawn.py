"""Models to lay out, in few words, and what can be seen of them: overlaps and crossings."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

from hypothesis import strategies as st

from app.canvas.geometry.box import Track
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import Rect, minus
from app.document import edits
from app.document.check import check
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Node, NodeId, Wire

DATA, END = "data", "end"
SIZES = (("inputSize", 4), ("outputSize", 4))


def wired(modules: dict[str, str], *chains: str) -> tuple[Document, dict[str, NodeId]]:
    """A document of `modules` by names of our own, and wires in chains: "data a b:1 end" (:1, the port)."""
    doc, ids = Document(), {DATA: INPUT, END: OUTPUT}
    for name, module in modules.items():
        args = dict(SIZES) if module == "Linear" else {"dimension": 2} if module == "JoinTable" else {}
        doc, ids[name] = edits.add(doc, module, args)
    doc, _ = edits.add(doc, "MSECriterion")
    steps = [step for chain in chains for step in pairwise(chain.split())]
    for source, target in sorted(steps, key=lambda step: step[1].partition(":")[2]):
        name, _, port = target.partition(":")
        doc = edits.connect(doc, 0, ids[source.partition(":")[0]], ids[name], int(port) if port else None)
    return doc, ids


def plan_of(document: Document) -> Plan:
    plan = Plan()
    plan.update(document, check(document))
    return plan


def overlaps(plan: Plan) -> list[tuple[NodeId, NodeId]]:
    """Cards of one holder that cover each other."""
    found = []
    for holder in {spot.parent for spot in plan.spots.values()}:
        inside = [(id, plan.rect(id)) for id, spot in plan.spots.items() if spot.parent == holder]
        found += [(a, b) for (a, one), (b, two) in combinations(inside, 2) if one.meets(two)]
    return found


def crossings(plan: Plan, graph: NodeId = 0) -> list[tuple[Wire, Wire]]:
    """Wires of a graph that cross as they are drawn; wires from one port may part late."""
    tracks = [track for (holder, _), track in plan.tracks.items() if holder == graph]
    return [(a.wire, b.wire) for a, b in combinations(tracks, 2) if not _kin(a, b) and _cross(a, b)]


def hidden(plan: Plan, graph: NodeId = 0) -> list[tuple[Wire, NodeId]]:
    """Wires that run under cards of their graph."""
    cards = [(id, _at(plan, id)) for id, spot in plan.spots.items() if spot.parent == graph]
    tracks = [track for (holder, _), track in plan.tracks.items() if holder == graph]
    return [(t.wire, id) for t in tracks for id, rect in cards
            if any(rect.grown(-1).contains(p) for p in t.curve.points)]  # fmt: skip


def _at(plan: Plan, id: NodeId) -> Rect:
    spot = plan.spots[id]
    return Rect(*minus(spot.at, plan.graph(spot.parent).origin), spot.box.w, spot.box.h)


def _kin(a: Track, b: Track) -> bool:
    return a.curve.start == b.curve.start


def _cross(a: Track, b: Track) -> bool:
    return any(_meet(p, q, r, s) for p, q in pairwise(a.curve.points) for r, s in pairwise(b.curve.points))


def _meet(p: Any, q: Any, r: Any, s: Any) -> bool:
    def side(a: Any, b: Any, c: Any) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    return side(p, q, r) * side(p, q, s) < 0 and side(r, s, p) * side(r, s, q) < 0


@st.composite
def documents(draw: Any, most: int = 14) -> Document:
    """Any document without loops: wired or not, graphs in graphs and in containers, cards anywhere."""
    made = [1]
    nodes, wires = _graph(draw, made, most, 0)
    return Document(Node(0, GRAPH, (), nodes, wires, ends=(_place(draw), _place(draw))), fresh=made[0])


def _graph(draw: Any, made: list[int], most: int, depth: int) -> tuple[tuple[Node, ...], tuple[Wire, ...]]:
    nodes = [_node(draw, made, depth) for _ in range(draw(st.integers(0, most)))]
    wires, ids = [], [node.id for node in nodes]
    for number, target in enumerate([*ids, OUTPUT]):
        sources = [INPUT, *ids[:number]]
        fed = draw(st.lists(st.sampled_from(sources), max_size=3))
        wires += [Wire(source, target, port) for port, source in enumerate(fed)]
    return tuple(nodes), tuple(wires)


def _node(draw: Any, made: list[int], depth: int) -> Node:
    kinds = ["Linear", "Tanh", "CAddTable", "ConcatTable"] + ([GRAPH, "Sequential"] if depth < 2 else [])
    module, at = draw(st.sampled_from(kinds)), _place(draw)
    label = draw(st.sampled_from(["", "", "a rather long label"]))
    id = made[0]
    made[0] += 1
    if module == GRAPH:
        return Node(id, module, (), *_graph(draw, made, 4, depth + 1), at, label)
    inside = draw(st.integers(0, 2)) if module in ("Sequential", "ConcatTable") else 0
    children = tuple(_node(draw, made, depth + 1) for _ in range(inside))
    return Node(id, module, SIZES if module == "Linear" else (), children, (), at, label)


def _place(draw: Any) -> tuple[float, float]:
    return (8.0 * draw(st.integers(-40, 60)), 8.0 * draw(st.integers(-40, 60)))
