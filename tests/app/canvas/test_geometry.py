"""Where things are: straight chains, wires past cards, frames around their children."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import Rect
from app.canvas.geometry.routing import Obstacles, route
from app.document import edits, examples
from app.document.check import check
from app.document.model import INPUT, Document, Wire

pytestmark = pytest.mark.usefixtures("qapp")


def plan_of(document: Document) -> Plan:
    plan = Plan()
    plan.update(document, check(document))
    return plan


def crossed(points, rects: list[Rect]) -> list[Rect]:
    """The rectangles that lie on the way, looked at every few pixels."""
    dense = []
    for (x, y), (u, v) in pairwise(points):
        steps = max(1, int(max(abs(u - x), abs(v - y)) // 4))
        dense += [(x + (u - x) * k / steps, y + (v - y) * k / steps) for k in range(steps + 1)]
    return [rect for rect in rects if any(rect.contains(p) for p in dense)]


def test_cards_of_one_height_have_straight_wires(chain):
    plan = plan_of(chain)
    for track in plan.tracks.values():
        assert track.curve.start[1] == track.curve.end[1]
        assert len(track.curve.pieces) == 1


def test_a_skip_connection_goes_round_the_cards_between(chain):
    doc, add = edits.add(chain, "CAddTable", at=(720, 0))
    doc = edits.move_end(doc, 0, -2, (920, 0))
    doc = edits.connect(doc, 0, 3, add, 0)
    doc = edits.connect(doc, 0, INPUT, add, 1)
    plan = plan_of(doc)
    way = plan.tracks[0, Wire(INPUT, add, 1)].curve
    cards = [plan.rect(id).grown(-1) for id in plan.spots]
    assert not crossed(way.points, cards)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(-3, 3)), max_size=12, unique=True))
def test_with_the_flow_a_wire_is_never_hidden_where_there_is_a_way_round(qapp, cells):
    """Cards on a loose grid always leave lanes between their rows."""
    rects = [Rect(160.0 + 176 * x, 104.0 * y, 96, 56) for x, y in cells if y or 0 < x < 12]
    way = route((69.0, 28.0), (160.0 + 176 * 13, 28.0), Obstacles(rects)).curve
    assert way.start == (69.0, 28.0) and way.end[1] == 28.0
    first, second = way.pieces[0][0], way.pieces[0][1]
    assert first[1] == second[1] and way.pieces[-1][2][1] == way.pieces[-1][3][1], "level at both ends"
    hidden = crossed(way.points, rects)
    plain = crossed([(69.0, 28.0), way.end], rects)
    assert len(hidden) <= len(plain)


@pytest.mark.parametrize("container", ["Sequential", "Concat", "ConcatTable", "ParallelTable", "gModule"])
def test_a_frame_holds_its_children_without_overlaps(container):
    doc, frame = edits.add(Document(), container, at=(200, 0))
    for k, name in enumerate(("Linear", "Sequential", "Tanh")):
        doc, inner = edits.add(doc, name, parent=frame, at=(0, 160 * k))
        if name == "Sequential":
            doc, _ = edits.add(doc, "LogSoftMax", parent=inner)
    plan = plan_of(doc)
    rects = [plan.rect(child.id) for child in doc.node(frame).children]
    assert all(plan.rect(frame).grown(-16).encloses(rect) for rect in rects)
    assert not [pair for pair in combinations(rects, 2) if pair[0].meets(pair[1])]
    assert all(rect.y >= plan.rect(frame).y + 32 for rect in rects), "none covers the header"


def test_wires_within_a_chain_are_straight_and_the_entries_of_branches_stand_beside_them():
    plan = plan_of(examples.sparse_dense())
    (frame,) = [spot.box for spot in plan.spots.values() if spot.box.title == "ParallelTable"]
    lines = [at[1] + box.line for box, at in frame.children]
    assert [y for _, y in frame.ins] == lines
    assert [out.at[1] for out in frame.outs if out.strand is not None] == lines


def test_every_port_has_a_target_of_24_pixels():
    doc, add = edits.add(Document(), "CAddTable", at=(400, 0))
    for k in range(4):
        doc, id = edits.add(doc, "Tanh", at=(200, 96 * k))
        doc = edits.connect(doc, 0, id, add)
    box = plan_of(doc).box(add)
    assert len(box.ins) == 5 and box.spare
    assert all(b[1] - a[1] >= 24 for a, b in pairwise(box.ins))
    assert box.ins[-1][1] + 12 <= box.h


def test_undo_finds_every_way_as_it_was(chain):
    plan = Plan()
    plan.update(chain, check(chain))
    before = dict(plan.tracks)
    moved = edits.move(chain, {2: (400, 200)})
    plan.update(moved, check(moved))
    plan.update(chain, check(chain))
    assert plan.tracks == before


def test_what_is_foreseen_is_what_is_shown(chain: Document) -> None:
    """Whether it was foreseen before or not, and with another document looked at in between."""
    longer, id = edits.add(chain, "Tanh", at=(40.0, 400.0))
    moved = edits.move(longer, {id: (80.0, 640.0)})
    plan = plan_of(chain)
    foreseen = plan.foreseen(longer)
    assert id not in plan.spots
    changes = plan.update(longer, check(longer))
    assert plan.root is foreseen and id in plan.spots and id in changes.spots
    plan.foreseen(moved)
    assert plan.place(id) == (40.0, 400.0)
    changes = plan.update(chain, check(chain))
    assert id in changes.gone and plan.spots.keys() == plan_of(chain).spots.keys()
    plan.update(moved, check(moved))
    assert plan.spots == plan_of(moved).spots and plan.tracks.keys() == plan_of(moved).tracks.keys()
