"""Every recorded misuse of Torch7: ours refuses it, says where, what came and what is needed, and goes on.

Torch says nothing at all in 22 of these cases; those of them that are no misuse are named with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from recorded import DATA

import nncore as nn

TITLES = re.findall(r"^- `(.*?)`:", (DATA / "errors2.md").read_text(), re.MULTILINE)

NO_MISUSE = {
    "empty Sequential forward": "it hands its input on",
    "empty Sequential backward": "it hands the gradient on; that Torch fails is Torch's fault",
    "getParameters on a net without parameters": "two vectors of no elements",
    "nn.View(6):forward(non-contiguous randn(3,2):t())": "a copy is made",
    "BatchNormalization(4), batch of one, training": "it uses the running statistics, as Torch does",
    "nn.Sqrt on -1": "not a number is what it is; training stops there",
    "nn.Log on 0": "minus infinity is what it is",
    "MSE of 5x1 and 5 (the notebook)": "the tutorial does it: sizes of 1 do not count",
    "updateParameters on a fresh module (gradients never zeroed)": "gradients start as zeros",
}
ELSEWHERE = {title for title in TITLES if title.startswith("torch.load")}
"""In the tests of the file format."""

Case = tuple[str, Callable[[], Any], str, str]


def r(*size: int) -> np.ndarray:
    return nn.randn(*size)


def chain(*modules: Any) -> Any:
    net = nn.Sequential()
    for module in modules:
        net.add(module)
    return net


def back(module: Any, x: Any, gradOutput: Any) -> Any:
    """A backward pass with a wrong gradient after a right forward pass."""
    module.forward(x)
    return module.backward(x, gradOutput)


def indices(*rows: Any) -> np.ndarray:
    return np.array(rows)


LINEAR: list[Case] = [
    (
        "nn.Linear(5,3):forward(randn(4))",
        lambda: nn.Linear(5, 3).forward(r(4)),
        "Linear(5 → 3)",
        "got 4; needs 5",
    ),
    (
        "nn.Linear(5,3):forward(randn(2,4))",
        lambda: nn.Linear(5, 3).forward(r(2, 4)),
        "Linear(5 → 3)",
        "got 2×4; needs 2×5, as inputSize = 5. Try: set inputSize = 4",
    ),
    (
        "nn.Linear(5,3):forward(randn(2,2,5))",
        lambda: nn.Linear(5, 3).forward(r(2, 2, 5)),
        "Linear",
        "got 2×2×5",
    ),
    (
        "nn.Linear(5,3):forward(FloatTensor)",
        lambda: nn.Linear(5, 3).forward(r(5).astype("f4")),
        "Linear",
        "got float32 5; needs float64",
    ),
    (
        "nn.Linear(5,3):forward({randn(5)})  (a table)",
        lambda: nn.Linear(5, 3).forward([r(5)]),
        "Linear",
        "got a table {5}; needs one tensor",
    ),
    (
        "nn.Linear(5,3):forward(nil)",
        lambda: nn.Linear(5, 3).forward(None),
        "Linear",
        "got nothing; needs one tensor",
    ),
    (
        "nn.Linear(5,3):forward(torch.Tensor())",
        lambda: nn.Linear(5, 3).forward(np.empty(0)),
        "Linear",
        "needs",
    ),
    ("nn.Linear(5)", lambda: nn.Linear(5), "Linear", "'outputSize'; needs inputSize, outputSize"),
    (
        "nn.Linear(0,3)",
        lambda: nn.Linear(0, 3),
        "Linear",
        "inputSize does not fit; got 0; needs a whole number",
    ),
    ('nn.Linear("a",3)', lambda: nn.Linear("a", 3), "Linear", "got 'a'; needs a whole number"),
    (
        "backward, gradOutput 2x4 where output is 2x3",
        lambda: back(nn.Linear(5, 3), r(2, 5), r(2, 4)),
        "Linear",
        "got 2×4; needs 2×3",
    ),
    (
        "backward, gradOutput 3x3 where output is 2x3",
        lambda: back(nn.Linear(5, 3), r(2, 5), r(3, 3)),
        "Linear",
        "got 3×3; needs 2×3",
    ),
    (
        "backward, vector gradOutput(2) where output is 3",
        lambda: back(nn.Linear(5, 3), r(5), r(2)),
        "Linear",
        "got 2; needs 3",
    ),
    (
        "backward before forward, vector",
        lambda: nn.Linear(5, 3).backward(r(5), r(3)),
        "Linear",
        "backward came before forward; needs forward with the same input first",
    ),
    (
        "backward before forward, batch",
        lambda: nn.Linear(3, 3).backward(r(4, 3), r(4, 3)),
        "Linear",
        "backward came before forward",
    ),
]

LOOKUP: list[Case] = [
    (
        "index 6 of 5",
        lambda: nn.LookupTable(5, 3).forward(indices(1, 6)),
        "LookupTable(5 → 3)",
        "got 6; needs",
    ),
    (
        "index 0",
        lambda: nn.LookupTable(5, 3).forward(indices(0)),
        "LookupTable",
        "a whole number from 1 to 5",
    ),
    ("index -1", lambda: nn.LookupTable(5, 3).forward(indices(-1)), "LookupTable", "got -1"),
    (
        "fractional index 1.7 (DoubleTensor)",
        lambda: nn.LookupTable(5, 3).forward(indices(1.7)),
        "LookupTable",
        "got 1.7; needs a whole number",
    ),
    (
        "3-D index tensor",
        lambda: nn.LookupTable(5, 3).forward(indices([[1]])[None]),
        "LookupTable",
        "got 1×1×1",
    ),
    (
        "backward, wrong gradOutput size",
        lambda: back(nn.LookupTable(5, 3), indices(1, 2), r(3, 3)),
        "LookupTable",
        "got 3×3; needs 2×3",
    ),
]

CONTAINERS: list[Case] = [
    (
        "nn.Sequential():add(nn.Tanh()):get(3)",
        lambda: chain(nn.Tanh()).get(3),
        "Sequential",
        "a number from 1 to 1",
    ),
    ("nn.Sequential():add(nn.Tanh()):remove(3)", lambda: chain(nn.Tanh()).remove(3), "Sequential", "got 3"),
    (
        "nn.Sequential():insert(nn.Tanh(),4)",
        lambda: nn.Sequential().insert(nn.Tanh(), 4),
        "Sequential",
        "got 4; needs a number from 1 to 1",
    ),
    (
        "nn.Sequential():add(5)",
        lambda: nn.Sequential().add(5),
        "Sequential",
        "only a module can be added; got int",
    ),
    ("nn.Sequential():add(nil)", lambda: nn.Sequential().add(None), "Sequential", "needs a module"),
    (
        "error inside a Sequential, module 3",
        lambda: chain(nn.Linear(4, 3), nn.Tanh(), nn.Linear(5, 1)).forward(r(2, 4)),
        "Sequential › 3 Linear(5 → 1)",
        "got 2×3; needs 2×5",
    ),
    (
        "error two containers deep",
        lambda: chain(chain(nn.Linear(4, 3), nn.Linear(4, 3))).forward(r(2, 4)),
        "Sequential › 1 Sequential › 2 Linear(4 → 3)",
        "got 2×3; needs 2×4",
    ),
    (
        "error in backward inside a Sequential",
        lambda: back(chain(nn.Linear(4, 3), nn.Tanh()), r(2, 4), r(2, 5)),
        "Sequential › 2 Tanh",
        "got 2×5; needs 2×3",
    ),
    (
        "Concat(1) of outputs 2x3 and 2x2",
        lambda: nn.Concat(1).add(nn.Linear(4, 3)).add(nn.Linear(4, 2)).forward(r(2, 4)),
        "Concat(1)",
        "got {2×3, 2×2}",
    ),
    (
        "Concat(3) of matrices",
        lambda: nn.Concat(3).add(nn.Tanh()).add(nn.Tanh()).forward(r(2, 4)),
        "Concat(3)",
        "no dimension 3",
    ),
    (
        "ParallelTable, 2 children, 1 input",
        lambda: nn.ParallelTable().add(nn.Tanh()).add(nn.Linear(3, 3)).forward([r(3)]),
        "ParallelTable",
        "got {3}; needs 2 entries",
    ),
    (
        "ParallelTable, 1 child, 2 inputs",
        lambda: nn.ParallelTable().add(nn.Tanh()).forward([r(3), r(3)]),
        "ParallelTable",
        "needs 1 entries",
    ),
    (
        "ParallelTable, tensor 2x2 given instead of a table",
        lambda: nn.ParallelTable().add(nn.Tanh()).add(nn.Tanh()).forward(r(2, 2)),
        "ParallelTable",
        "one tensor came where a table is needed",
    ),
    (
        "Parallel(1,1) with 2 children, 3 slices",
        lambda: nn.Parallel(1, 1).add(nn.Tanh()).add(nn.Tanh()).forward(r(3, 2)),
        "Parallel(1, 1)",
        "so 3 slices; needs 2 slices",
    ),
    (
        "ConcatTable backward with one gradOutput missing",
        lambda: back(nn.ConcatTable().add(nn.Tanh()).add(nn.Tanh()), r(3), [r(3)]),
        "ConcatTable",
        "needs a table of 2 entries",
    ),
]

TABLES: list[Case] = [
    (
        "CAddTable of 2 and 3 elements",
        lambda: nn.CAddTable().forward([r(2), r(3)]),
        "CAddTable",
        "got {2, 3}",
    ),
    ("CMulTable 2x2 with 4", lambda: nn.CMulTable().forward([r(2, 2), r(4)]), "CMulTable", "got {2×2, 4}"),
    ("CAddTable of an empty table", lambda: nn.CAddTable().forward([]), "CAddTable", "too few entries"),
    ("CSubTable of three", lambda: nn.CSubTable().forward([r(2)] * 3), "CSubTable", "got {2, 2, 2}"),
    (
        "JoinTable(1) of 2x2 and 2x3",
        lambda: nn.JoinTable(1).forward([r(2, 2), r(2, 3)]),
        "JoinTable",
        "{2×2, 2×3}",
    ),
    (
        "JoinTable(3) of matrices",
        lambda: nn.JoinTable(3).forward([r(2, 2)] * 2),
        "JoinTable(3)",
        "no dimension 3",
    ),
    (
        "NarrowTable(2,3) of 2 entries",
        lambda: nn.NarrowTable(2, 3).forward([r(2)] * 2),
        "NarrowTable",
        "got {2, 2}",
    ),
    (
        "SelectTable(4) of 2 entries",
        lambda: nn.SelectTable(4).forward([r(2)] * 2),
        "SelectTable(4)",
        "from 1 to 2",
    ),
    ("SplitTable(3) of a matrix", lambda: nn.SplitTable(3).forward(r(2, 2)), "SplitTable(3)", "got 2×2"),
    ("MM of 2x3 and 2x3", lambda: nn.MM().forward([r(2, 3), r(2, 3)]), "MM", "got 2×3 and 2×3"),
    ("DotProduct of 3 and 4", lambda: nn.DotProduct().forward([r(3), r(4)]), "DotProduct", "{3, 4}"),
]

SHAPES: list[Case] = [
    ("nn.View(2,3):forward(randn(5))", lambda: nn.View(2, 3).forward(r(5)), "View(2×3)", "got 5; needs"),
    ("nn.View(2,3):forward(randn(7,5))", lambda: nn.View(2, 3).forward(r(7, 5)), "View(2×3)", "got 7×5"),
    ("nn.View(4,-1):forward(randn(6))", lambda: nn.View(4, -1).forward(r(6)), "View", "got 6"),
    ("nn.Reshape(2,3):forward(randn(5))", lambda: nn.Reshape(2, 3).forward(r(5)), "Reshape", "got 5"),
    ("nn.Narrow(1,3,4):forward(randn(5))", lambda: nn.Narrow(1, 3, 4).forward(r(5)), "Narrow", "got 5"),
    ("nn.Select(1,9):forward(randn(5,2))", lambda: nn.Select(1, 9).forward(r(5, 2)), "Select", "got 5×2"),
    (
        "nn.Select(3,1):forward(randn(5,2))",
        lambda: nn.Select(3, 1).forward(r(5, 2)),
        "Select",
        "no dimension 3",
    ),
    ("nn.Squeeze(3):forward(randn(2,1))", lambda: nn.Squeeze(3).forward(r(2, 1)), "Squeeze", "dimension"),
    (
        "nn.Transpose({1,3}):forward(randn(2,2))",
        lambda: nn.Transpose((1, 3)).forward(r(2, 2)),
        "Transpose",
        "got 2×2",
    ),
    (
        "nn.Sum(3):forward(randn(2,2))",
        lambda: nn.Sum(3).forward(r(2, 2)),
        "Sum(3)",
        "a dimension from 1 to 2",
    ),
    (
        "nn.Max(3):forward(randn(2,2))",
        lambda: nn.Max(3).forward(r(2, 2)),
        "Max(3)",
        "a dimension from 1 to 2",
    ),
    ("nn.Mean(0):forward(randn(2,2))", lambda: nn.Mean(0).forward(r(2, 2)), "Mean", "dimension"),
    ("nn.CMul(3):forward(randn(4))", lambda: nn.CMul(3).forward(r(4)), "CMul(3)", "got 4; needs 3"),
    ("nn.CMul(3):forward(randn(2,4))", lambda: nn.CMul(3).forward(r(2, 4)), "CMul(3)", "got 2×4; needs 3"),
    ("nn.Add(3):forward(randn(4))", lambda: nn.Add(3).forward(r(4)), "Add(3)", "got 4; needs 3"),
    ("nn.Add(3):forward(randn(2,4))", lambda: nn.Add(3).forward(r(2, 4)), "Add(3)", "got 2×4; needs 3"),
]

LAYERS: list[Case] = [
    (
        "Tanh backward, gradOutput of another size",
        lambda: back(nn.Tanh(), r(3), r(4)),
        "Tanh",
        "got 4; needs 3",
    ),
    (
        "ReLU backward, gradOutput of another size",
        lambda: back(nn.ReLU(), r(3), r(4)),
        "ReLU",
        "got 4; needs 3",
    ),
    (
        "LogSoftMax of a 5-D tensor",
        lambda: nn.LogSoftMax().forward(r(1, 1, 1, 1, 2)),
        "LogSoftMax",
        "got 1×1×1×1×2",
    ),
    ("nn.Dropout(1)", lambda: nn.Dropout(1), "Dropout", "p does not fit; got 1"),
    ("nn.HardTanh(2,1)", lambda: nn.HardTanh(2, 1), "HardTanh", "needs"),
    ("nn.PReLU(3) on 2x4", lambda: nn.PReLU(3).forward(r(2, 4)), "PReLU", "got 2×4"),
    (
        "BatchNormalization(4) on 3x5",
        lambda: nn.BatchNormalization(4).forward(r(3, 5)),
        "BatchNormalization",
        "3×5",
    ),
    (
        "BatchNormalization(4) on a vector",
        lambda: nn.BatchNormalization(4).forward(r(4)),
        "BatchNormalization",
        "got 4",
    ),
    (
        "SpatialConvolution(1,1,5,5) on 1x3x3",
        lambda: nn.SpatialConvolution(1, 1, 5, 5).forward(r(1, 3, 3)),
        "SpatialConvolution",
        "got 1×3×3",
    ),
    (
        "SpatialConvolution(3,1,2,2) on 1x3x3",
        lambda: nn.SpatialConvolution(3, 1, 2, 2).forward(r(1, 3, 3)),
        "SpatialConvolution",
        "got 1×3×3",
    ),
    (
        "SpatialConvolution on a matrix",
        lambda: nn.SpatialConvolution(1, 1, 2, 2).forward(r(3, 3)),
        "SpatialConvolution",
        "got 3×3",
    ),
    (
        "SpatialConvolution backward, wrong gradOutput",
        lambda: back(nn.SpatialConvolution(1, 1, 2, 2), r(1, 3, 3), r(1, 4, 4)),
        "SpatialConvolution",
        "got 1×4×4; needs 1×2×2",
    ),
    (
        "SpatialMaxPooling(5,5) on 1x3x3",
        lambda: nn.SpatialMaxPooling(5, 5).forward(r(1, 3, 3)),
        "SpatialMaxPooling",
        "got 1×3×3",
    ),
    (
        "SpatialMaxPooling pad > half kernel",
        lambda: nn.SpatialMaxPooling(2, 2, 2, 2, 2, 2).forward(r(1, 8, 8)),
        "SpatialMaxPooling",
        "needs",
    ),
    (
        "TemporalConvolution(3,2,5) on 4x3",
        lambda: nn.TemporalConvolution(3, 2, 5).forward(r(4, 3)),
        "TemporalConvolution",
        "got 4×3",
    ),
    (
        "TemporalConvolution(3,2,2) on 4x4",
        lambda: nn.TemporalConvolution(3, 2, 2).forward(r(4, 4)),
        "TemporalConvolution",
        "got 4×4",
    ),
    (
        "VolumetricConvolution on 3-D input",
        lambda: nn.VolumetricConvolution(1, 1, 2, 2, 2).forward(r(4, 4, 4)),
        "VolumetricConvolution",
        "got 4×4×4",
    ),
]


def loss(criterion: Any, x: Any, target: Any) -> Any:
    return criterion.forward(x, target)


logs = -np.abs(np.arange(1.0, 4.0))

CRITERIONS: list[Case] = [
    (
        "ClassNLL target 4 of 3",
        lambda: loss(nn.ClassNLLCriterion(), logs, indices(4)),
        "ClassNLL",
        "from 1 to 3",
    ),
    (
        "ClassNLL target 0",
        lambda: loss(nn.ClassNLLCriterion(), logs, indices(0)),
        "ClassNLL",
        "counts classes from 1",
    ),
    (
        "ClassNLL one target for two rows",
        lambda: loss(nn.ClassNLLCriterion(), logs * np.ones((2, 1)), indices(1)),
        "ClassNLL",
        "needs 2 targets",
    ),
    (
        "ClassNLL two-dimensional target",
        lambda: loss(nn.ClassNLLCriterion(), logs * np.ones((2, 1)), indices([1, 2], [2, 3])),
        "ClassNLL",
        "2×2",
    ),
    (
        "ClassNLL fractional target 1.9",
        lambda: loss(nn.ClassNLLCriterion(), logs, indices(1.9)),
        "ClassNLL",
        "1.9",
    ),
    (
        "ClassNLL weights of the wrong size",
        lambda: loss(nn.ClassNLLCriterion((1.0, 2.0)), logs, indices(1)),
        "ClassNLL",
        "needs 3",
    ),
    (
        "ClassNLL on unnormalised scores (positive)",
        lambda: loss(nn.ClassNLLCriterion(), -logs, indices(1)),
        "ClassNLL",
        "LogSoftMax",
    ),
    (
        "CrossEntropy target out of range",
        lambda: loss(nn.CrossEntropyCriterion(), r(2, 3), indices(1, 4)),
        "CrossEntropyCriterion",
        "from 1 to 3",
    ),
    (
        "MSE of 3 and 4",
        lambda: loss(nn.MSECriterion(), r(3), r(4)),
        "MSECriterion",
        "got 3 predictions for 4",
    ),
    ("MSE of 2x3 and 6 (same count)", lambda: loss(nn.MSECriterion(), r(2, 3), r(6)), "MSECriterion", "2×3"),
    ("MSE with a number as target", lambda: loss(nn.MSECriterion(), r(3), 1.0), "MSECriterion", "needs"),
    (
        "BCE input 1.5",
        lambda: loss(nn.BCECriterion(), np.array([1.5]), np.array([1.0])),
        "BCECriterion",
        "1.5",
    ),
    ("BCE sizes 3 and 4", lambda: loss(nn.BCECriterion(), np.full(3, 0.5), np.ones(4)), "BCECriterion", "3"),
    (
        "MultiMargin target out of range",
        lambda: loss(nn.MultiMarginCriterion(), r(3), indices(4)),
        "MultiMarginCriterion",
        "from 1 to 3",
    ),
    (
        "MarginRanking, missing target",
        lambda: loss(nn.MarginRankingCriterion(), [r(1), r(1)], None),
        "MarginRankingCriterion",
        "needs",
    ),
    (
        "criterion backward before forward (MSE)",
        lambda: nn.MSECriterion().backward(r(3), r(3)),
        "MSECriterion",
        "backward came before forward",
    ),
    (
        "criterion backward before forward (ClassNLL)",
        lambda: nn.ClassNLLCriterion().backward(logs * np.ones((2, 1)), indices(1, 2)),
        "ClassNLLCriterion",
        "backward came before forward",
    ),
]

CASES = LINEAR + LOOKUP + CONTAINERS + TABLES + SHAPES + LAYERS + CRITERIONS


@pytest.mark.parametrize(("title", "misuse", "where", "says"), CASES, ids=[case[0] for case in CASES])
def test_a_misuse_is_refused_with_the_place_and_both_sides(
    title: str, misuse: Callable[[], Any], where: str, says: str
) -> None:
    with pytest.raises(nn.NNError) as caught:
        misuse()
    assert caught.value.path.startswith(where)
    assert says in str(caught.value)
    assert caught.value.needs


def test_every_recorded_misuse_is_among_them() -> None:
    assert set(TITLES) == {case[0] for case in CASES} | set(NO_MISUSE) | ELSEWHERE | {"nn.NoSuchModule()"}


def test_an_unknown_name_is_said_with_those_that_come_near() -> None:
    with pytest.raises(AttributeError, match="nncore has no Linaer; did you mean Linear"):
        nn.Linaer  # noqa: B018


def test_a_misuse_leaves_the_module_as_it_was() -> None:
    net = chain(nn.Linear(4, 3), nn.Tanh(), nn.Linear(3, 1))
    x = r(2, 4)
    before = net.forward(x).copy()
    for wrong in (r(2, 5), r(4, 4, 4), None, [x]):
        with pytest.raises(nn.NNError):
            net.forward(wrong)
    net.zeroGradParameters()
    with pytest.raises(nn.NNError):
        net.backward(x, r(2, 2))
    assert not any(gradient.any() for gradient in net.parameters()[1])
    np.testing.assert_array_equal(net.forward(x), before)
    assert net.backward(x, np.ones((2, 1))).shape == x.shape


def test_what_is_no_misuse_works() -> None:
    empty, x = nn.Sequential(), r(3)
    np.testing.assert_array_equal(empty.forward(x), x)
    np.testing.assert_array_equal(empty.backward(x, x), x)
    assert nn.View(6).forward(r(3, 2).T).shape == (6,)
    fresh = nn.Linear(3, 2)
    before = fresh.weight.copy()
    fresh.updateParameters(1)
    np.testing.assert_array_equal(fresh.weight, before)
    nn.MSECriterion().forward(r(5, 1), r(5))
