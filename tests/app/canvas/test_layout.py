"""Automatic layout: nothing overlaps, nothing is lost, chains are straight, twice is once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.canvas.layout.arrange import arrange
from app.document import edits, examples
from app.document.check import check
from app.document.index import index
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Node, Wire
from tests.app.canvas.drawn import SIZES, crossings, documents, hidden, overlaps, plan_of, wired

pytestmark = pytest.mark.usefixtures("qapp")


def arranged(document: Document, *chosen: int, downwards: bool = False) -> Document:
    return edits.move(document, arrange(document, check(document), chosen, downwards))


def chain() -> Document:
    return wired(dict.fromkeys("abcd", "Linear"), "data a b c d end")[0]


def residual() -> Document:
    modules = {"a": "Linear", "b": "Linear", "c": "Tanh", "d": "Linear", "sum": "CAddTable"}
    return wired(modules, "data a b c d sum:0 end", "a sum:1")[0]


def residual_first() -> Document:
    modules = {"a": "Linear", "b": "Linear", "c": "Tanh", "d": "Linear", "sum": "CAddTable"}
    return wired(modules, "data a b c d sum:1 end", "a sum:0")[0]


def shortcut() -> Document:
    modules = {"a": "Linear", "b": "Linear", "c": "Tanh", "d": "Linear", "e": "Linear", "sum": "CAddTable"}
    return wired(modules, "data a b c d sum:0 end", "a e sum:1")[0]


def inception() -> Document:
    modules = {**dict.fromkeys("abcdefgh", "Linear"), "join": "JoinTable"}
    wires = ("data a join:0 end", "data b c join:1", "data d e f join:2", "data g h join:3")
    return wired(modules, *wires)[0]


def diamond() -> Document:
    """Forks to eight branches, three deep, and back."""
    modules, wires = {"s": "Tanh"}, ["data s"]

    def fork(path: str, depth: int) -> str:
        if not depth:
            modules["leaf" + path] = "Linear"
            wires.append(f"s{path[:-1]} leaf{path}")
            return "leaf" + path
        modules.setdefault("s" + path, "Tanh")
        if path:
            wires.append(f"s{path[:-1]} s{path}")
        one, two = fork(path + "0", depth - 1), fork(path + "1", depth - 1)
        modules["j" + path] = "CAddTable"
        wires.extend((f"{one} j{path}:0", f"{two} j{path}:1"))
        return "j" + path

    wires.append(f"{fork('', 3)} end")
    return wired(modules, *wires)[0]


def u_net() -> Document:
    """Three skip connections within each other."""
    modules, wires, before = {}, [], "data"
    for level in "012":
        modules |= {f"down{level}": "Linear", f"pool{level}": "Tanh"}
        wires.append(f"{before} down{level} pool{level}")
        before = f"pool{level}"
    for level in "210":
        modules |= {f"up{level}": "Linear", f"sum{level}": "CAddTable"}
        wires += [f"{before} up{level} sum{level}:0", f"down{level} sum{level}:1"]
        before = f"sum{level}"
    return wired(modules, *wires, f"{before} end")[0]


PLANAR = [chain, residual, residual_first, shortcut, inception, diamond, u_net, examples.tutorial,
          examples.sparse_dense, examples.classifier]  # fmt: skip


@pytest.mark.parametrize("make", PLANAR)
def test_no_wire_crosses_or_is_hidden_where_none_must(make: Callable[[], Document]) -> None:
    plan = plan_of(arranged(make()))
    assert overlaps(plan) == []
    assert crossings(plan) == []
    assert hidden(plan) == []


@pytest.mark.parametrize("make", [chain, residual, residual_first, shortcut, u_net])
def test_the_longest_way_is_a_straight_line(make: Callable[[], Document]) -> None:
    document = make()
    plan = plan_of(arranged(document))
    skips = {(wire.source, wire.target) for wire in document.root.wires if _passes(document, wire)}
    straight = [track for (_, wire), track in plan.tracks.items() if (wire.source, wire.target) not in skips]
    assert straight
    assert all(track.curve.start[1] == track.curve.end[1] for track in straight)


def _passes(document: Document, wire: Wire) -> bool:
    """Whether there is a longer way than this wire, or it is part of the shortcut's branch."""
    into = [other.source for other in document.root.wires if other.target == wire.target]
    if len(into) > 1 and wire.source != max(into, key=lambda source: _depth(document, source)):
        return True
    onward = [other.target for other in document.root.wires if other.source == wire.target]
    branches = sum(other.source == wire.source for other in document.root.wires) > 1
    return branches and all(_passes(document, Wire(wire.target, target)) for target in onward if target > 0)


def _depth(document: Document, id: int) -> int:
    into = [wire.source for wire in document.root.wires if wire.target == id]
    return 1 + max((_depth(document, source) for source in into), default=0)


def test_a_fork_stands_amid_its_even_branches() -> None:
    doc, ids = wired({"a": "Linear", "b": "Linear", "sum": "CAddTable"}, "data a sum:0 end", "data b sum:1")
    plan = plan_of(arranged(doc))
    data, (one, two) = plan.place(INPUT)[1], (plan.place(ids[name])[1] for name in "ab")
    assert one < data < two
    assert abs((one + two) / 2 - data) <= 8


def test_the_data_is_at_the_left_and_the_criterion_at_the_right() -> None:
    doc, ids = wired({**dict.fromkeys("abc", "Linear")}, "data a b", "c end")
    plan = plan_of(arranged(doc))
    modules = [plan.rect(ids[name]) for name in "abc"]
    assert all(plan.rect(INPUT).right < rect.x for rect in modules)
    assert all(plan.rect(plan.end_card()).x > rect.right for rect in modules)


def test_what_is_not_wired_yet_stands_in_line_with_its_ends() -> None:
    doc, ids = wired({"a": "Linear", "b": "Tanh", "c": "Linear"}, "a b")
    plan = plan_of(arranged(doc))
    a, b, c = (plan.rect(ids[name]) for name in "abc")
    assert plan.rect(INPUT).y == a.y == b.y == plan.rect(plan.end_card()).y
    assert plan.rect(INPUT).right < a.x < b.x < plan.rect(plan.end_card()).x
    assert c.y > a.bottom


@settings(max_examples=150, deadline=None)
@given(documents(), st.booleans())
def test_nothing_overlaps_and_twice_is_once(qapp: object, document: Document, downwards: bool) -> None:
    once = arranged(document, downwards=downwards)
    assert overlaps(plan_of(once)) == []
    assert once.root.ends[0] == document.root.ends[0], "the data stays where it is"
    assert list(index(once).nodes) == list(index(document).nodes)
    assert once.root.wires == document.root.wires
    free = [node for node in index(once).nodes.values() if node.id and _stands_free(once, node)]
    assert all(x % 8 == y % 8 == 0 for x, y in (node.at for node in free))
    assert arranged(document, downwards=downwards) == once, "the same again"
    assert arranged(once, downwards=downwards) is once


def _stands_free(document: Document, node: Node) -> bool:
    found = index(document)
    parent = found.parents[node.id]
    return parent is not None and found.nodes[parent].module == GRAPH


@settings(max_examples=80, deadline=None)
@given(documents(), st.data())
def test_a_selection_is_arranged_about_its_middle(
    qapp: object, document: Document, data: st.DataObject
) -> None:
    ids = [INPUT, OUTPUT, *(child.id for child in document.root.children)]
    chosen = data.draw(st.lists(st.sampled_from(ids), min_size=2, unique=True))
    new = arranged(document, *chosen)
    before, after = plan_of(document), plan_of(new)
    for id in set(ids) - set(chosen):
        assert after.place(after.card_of(id)) == before.place(before.card_of(id)), "others stay"
    clash = {pair for pair in overlaps(after) if set(pair) <= set(ids)}
    assert not [pair for pair in clash if set(pair) & {after.card_of(id) for id in chosen}]
    assert arranged(new, *chosen) == new


def test_a_selection_stays_where_it_is() -> None:
    doc, ids = wired(dict.fromkeys("abc", "Linear"), "data a b c end")
    doc = edits.move(doc, {ids["a"]: (1000, 400), ids["b"]: (1000, 480), ids["c"]: (1000, 560)})
    plan = plan_of(arranged(doc, *(ids[name] for name in "abc")))
    a, b, c = (plan.rect(ids[name]) for name in "abc")
    assert a.x < b.x < c.x
    assert a.y == b.y == c.y == 480
    assert abs(a.united(c).centre[0] - 1048) <= 4


def test_the_order_that_a_person_chose_is_kept_where_it_crosses_nothing() -> None:
    doc, ids = wired(dict.fromkeys("abcd", "Linear"), "data a b end", "data c", "data d")
    for order in ("abcd", "dbca", "cadb"):
        doc = edits.move(doc, {ids[name]: (200, 100 * k) for k, name in enumerate(order)})
        plan = plan_of(arranged(doc))
        first = sorted((plan.place(ids[name])[1], name) for name in "acd")
        assert [name for _, name in first] == [name for name in order if name != "b"]


@pytest.mark.parametrize("make", PLANAR)
def test_an_edit_moves_little(make: Callable[[], Document]) -> None:
    """A new branch comes under the others, which keep their heights to each other."""
    before = arranged(make())
    doc, new = edits.add(before, "Tanh", at=(300, 900))
    doc = edits.connect(doc, 0, INPUT, new)
    old, now = plan_of(before), plan_of(arranged(doc))
    order = sorted(old.spots, key=old.place)
    for one, two in zip(order, order[1:], strict=False):
        if old.place(one)[0] == old.place(two)[0] and old.spots[one].parent == old.spots[two].parent:
            assert now.place(one)[1] < now.place(two)[1]


@pytest.mark.parametrize(
    "make", [examples.tutorial, examples.backward_pass, examples.sparse_dense, examples.classifier]
)
def test_the_examples_stand_as_arranged(make: Callable[[], Document]) -> None:
    document = make()
    assert arranged(document) is document
    assert overlaps(plan_of(document)) == []


def test_a_graph_in_a_frame_is_arranged_along_the_line_of_its_ends() -> None:
    doc, graph = edits.add(Document(), GRAPH, at=(200, 0))
    ids = []
    for k, module in enumerate(("Linear", "Tanh", "CAddTable")):
        doc, id = edits.add(doc, module, dict(SIZES) if k == 0 else {}, parent=graph, at=(0, 300 - 100 * k))
        ids.append(id)
    for source, target in (
        (INPUT, ids[0]),
        (ids[0], ids[1]),
        (ids[1], ids[2]),
        (INPUT, ids[2]),
        (ids[2], OUTPUT),
    ):
        doc = edits.connect(doc, graph, source, target)
    for new in (arranged(doc), arranged(doc, graph)):
        plan = plan_of(new)
        assert crossings(plan, graph) == hidden(plan, graph) == []
        line = [plan.tracks[graph, Wire(*ends)].curve for ends in ((INPUT, ids[0]), (ids[0], ids[1]),
                (ids[1], ids[2]), (ids[2], OUTPUT))]  # fmt: skip
        assert all(curve.start[1] == curve.end[1] for curve in line)


def test_downwards_a_chain_stands_in_a_column() -> None:
    doc, ids = wired(dict.fromkeys("abc", "Linear"), "data a b c end")
    plan = plan_of(arranged(doc, downwards=True))
    rects = [plan.rect(ids[name]) for name in "abc"]
    assert rects[0].bottom < rects[1].y < rects[1].bottom < rects[2].y
    assert len({rect.centre[0] for rect in rects}) == 1
    assert hidden(plan) == crossings(plan) == []


def stages(count: int) -> Document:
    """Residual stages and branches by turns, `count` modules in all, scattered."""
    nodes: list[Node] = []
    wires: list[Wire] = []
    before = INPUT
    while len(nodes) < count:
        first = len(nodes) + 1
        branches = 2 + first % 4
        join = first + 2 * branches
        for k in range(branches):
            a, b = first + 2 * k, first + 2 * k + 1
            nodes += [Node(a, "Linear", SIZES, at=_far(a)), Node(b, "Tanh", at=_far(b))]
            wires += [Wire(before, a), Wire(a, b), Wire(b, join, k)]
        nodes.append(Node(join, "CAddTable", at=_far(join)))
        wires.append(Wire(before, join, branches))
        before = join
    return Document(Node(0, GRAPH, (), tuple(nodes), (*wires, Wire(before, OUTPUT))), fresh=len(nodes) + 1)


def _far(number: int) -> tuple[float, float]:
    return (8.0 * (number * 7919 % 400), 8.0 * (number * 104729 % 200))
