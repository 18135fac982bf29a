"""Cards show the sizes that follow the wire, and which those are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.canvas import words
from app.canvas.geometry.plan import Plan
from app.document import edits
from app.document.check import check
from app.document.examples import sparse_dense
from app.document.model import Document, Node
from tests.app.document.builders import chain

pytestmark = pytest.mark.usefixtures("qapp")


def shown(plan: Plan, doc: Document, id: int) -> tuple[str, list[str]]:
    plan.update(doc, check(doc))
    box = plan.box(id)
    return box.sizes, [box.sizes[slice(*part)] for part in box.followed]


def test_a_followed_size_is_shown_and_marked() -> None:
    plan, doc = Plan(), chain(("Linear", None, 3), ("Linear", 3, 1))
    assert shown(plan, doc, 1) == ("4 → 3", ["4"]) and shown(plan, doc, 2) == ("3 → 1", [])
    typed = edits.set_arguments(doc, 1, {"inputSize": 4})
    assert shown(plan, typed, 1) == ("4 → 3", [])


def test_it_changes_with_the_wire() -> None:
    plan, doc = Plan(), chain(("Linear", 4, 3), ("Linear", None, 1))
    assert shown(plan, doc, 2) == ("3 → 1", ["3"])
    assert shown(plan, edits.set_arguments(doc, 1, {"outputSize": 12}), 2) == ("12 → 1", ["12"])


def test_also_where_only_the_range_of_the_indices_changes() -> None:
    plan, doc = Plan(), edits.set_arguments(sparse_dense(), 2, {"nIndex": None})
    assert shown(plan, doc, 2) == ("5 → 2", ["5"])
    first, second = doc.data.inputs
    more = replace(doc.data, inputs=(replace(first, high=9), second))
    assert shown(plan, edits.set_data(doc, more), 2) == ("9 → 2", ["9"])


def test_several_sizes() -> None:
    assert words.sizes(Node(1, "CMul"), {"size": (2, 3)}) == ("2×3", ((0, 3),))
    assert words.sizes(Node(1, "Linear")) == ("? → ?", ())
