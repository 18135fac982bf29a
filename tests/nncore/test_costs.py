"""How much modules compute: what the weights say, and N times as much for N examples."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from nncore.catalog import build, find
from nncore.costs import at, cost, numbers
from nncore.shapes import Shape, shapeOf, sized
from tests.nncore.draws import MODULES, Drawn, seeded, some


def of(name: str, x: Shape, **args: Any) -> int:
    module = build(name, args)
    return cost(find(name), module.args, at(x, N=2), at(module.outputShape(x), N=2))


IMAGE, FRAMES = sized("N", 3, 8, 8), sized("N", 6, 4)
KERNEL = {"kW": 3, "kH": 3}


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        (of("Linear", sized("N", 4), inputSize=4, outputSize=3), 2 * 4 * 3),
        (of("Tanh", sized("N", 4)), 2 * 4),
        (of("Sum", sized("N", 4), dimension=2), 2 * 4),
        (of("View", sized("N", 4), sizes=(2, 2)), 0),
        (of("LookupTable", sized("N", kind="index"), nIndex=5, nOutput=3), 0),
        (of("Maxout", sized("N", 4), inputSize=4, outputSize=3, maxoutNumber=2), 2 * 4 * 3 * 2),
        (of("SpatialConvolution", IMAGE, nInputPlane=3, nOutputPlane=5, **KERNEL), 2 * 5 * 36 * 27),
        (of("SpatialConvolutionMM", IMAGE, nInputPlane=3, nOutputPlane=5, **KERNEL), 2 * 5 * 36 * 27),
        (of("SpatialFullConvolution", IMAGE, nInputPlane=3, nOutputPlane=5, **KERNEL), 2 * 3 * 64 * 45),
        (of("SpatialDepthWiseConvolution", IMAGE, nInputPlane=3, nOutputPlane=2, **KERNEL), 2 * 6 * 36 * 9),
        (of("SpatialMaxPooling", IMAGE, kW=2, kH=2), 2 * 3 * 16 * 4),
        (of("SpatialSubSampling", IMAGE, nInputPlane=3, kW=2, kH=2), 2 * 3 * 49 * 4),
        (of("TemporalConvolution", FRAMES, inputFrameSize=4, outputFrameSize=2, kW=3), 2 * 4 * 2 * 12),
        (of("SpatialConvolutionMap", IMAGE, conMatrix=((1, 1), (2, 1), (3, 2)), **KERNEL), 2 * 36 * 27),
        (of("MM", (sized("N", 2, 5), sized("N", 5, 3))), 2 * 2 * 5 * 3),
        (of("CAddTable", (sized("N", 4), sized("N", 4))), 16),
        (of("DotProduct", (sized("N", 4), sized("N", 4))), 8),
    ],
)
def test_what_is_counted(counted: int, expected: int) -> None:
    assert counted == expected


@pytest.mark.parametrize("name", MODULES)
@some
@seeded
def test_every_module_has_a_cost(name: str, seed: int) -> None:
    """A whole number, at least one for each number that it works on, unless it only moves them."""
    if find(name).example.unreachable or name == "gModule":
        pytest.skip("cannot be drawn at random")
    drawn = Drawn(name, seed)
    x, y = shapeOf(drawn.input), shapeOf(drawn.run())
    counted = cost(find(name), drawn.module.args, x, y)
    assert isinstance(counted, int) and (counted == 0 or 2 * counted >= min(numbers(x), numbers(y)))


def test_a_class_that_says_nothing_takes_one_for_each_number() -> None:
    assert cost(object, SimpleNamespace(), sized(2, 3), sized(2)) == 6
