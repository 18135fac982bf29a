"""Arguments that follow the input: what is read off is what the module would have been told."""

from __future__ import annotations

import pytest

from nncore import follows
from nncore.catalog import find
from nncore.shapes import Indices, Shape, Tensor, shapeOf, sized
from tests.nncore.draws import MODULES, Drawn, seeded, some

FOLLOWING = [name for name in MODULES if any(arg.follows for arg in find(name).spec.args)]


def test_many_modules_follow() -> None:
    known = {
        "Linear",
        "BatchNormalization",
        "SpatialConvolution",
        "LookupTable",
        "CMul",
        "TemporalConvolution",
    }
    assert known < set(FOLLOWING) and len(FOLLOWING) > 25


@pytest.mark.parametrize("name", FOLLOWING)
@some
@seeded
def test_what_is_read_off_fits(name: str, seed: int) -> None:
    """With a size that was read off, the module takes that input; for most it is the very size given."""
    drawn = Drawn(name, seed)
    x = shapeOf(drawn.input)
    for arg in find(name).spec.args:
        read = arg.follows(x) if arg.follows else None
        if read is None:
            continue
        assert arg.check(read) == read
        given = vars(drawn.module.args) | {arg.name: read}
        assert find(name).shape(type(drawn.module.args)(**given), x) is not None
        if name not in ("CMul", "CAdd", "Add", "LookupTable", "OneHot"):
            assert read == getattr(drawn.module.args, arg.name)


@pytest.mark.parametrize(
    ("rule", "x", "value"),
    [
        (follows.last, sized("N", 4), 4),
        (follows.last, sized(4, "N"), None),
        (follows.last, (sized("N", 4),), None),
        (follows.second, sized("N", 3, 8, 8), 3),
        (follows.second, sized(3), None),
        (follows.planesOf(2), sized("N", 3, 8, 8), 3),
        (follows.planesOf(2), sized(3, 8, 8), 3),
        (follows.planesOf(2), sized("N", 3), None),
        (follows.side(2), sized(3, 8, 6), 8),
        (follows.example, sized("N", 3, 2), (3, 2)),
        (follows.example, sized("N", "M"), None),
        (follows.highest, Indices(sized("N").dims, "index", 7), 7),
        (follows.highest, sized("N", kind="index"), None),
        (follows.entryOf(1, follows.last), (sized("N", 4), sized("N", 2)), 2),
        (follows.entryOf(2, follows.last), (sized("N", 4), sized("N", 2)), None),
    ],
)
def test_what_each_rule_reads(rule: follows.Rule, x: Shape, value: object) -> None:
    assert rule(x) == value


def test_indices_are_a_tensor_with_its_range() -> None:
    assert isinstance(Indices((3,), "index", 7), Tensor)
