"""Recorded misuses of shapes, layers and criterions: title, call, where it is refused, what is said."""

from __future__ import annotations

from typing import Any

import numpy as np
from misuse_basics import Case, back, indices, r

import nncore as nn

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
