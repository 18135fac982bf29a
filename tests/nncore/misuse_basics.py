"""Recorded misuses of plain modules, containers and tables: title, call, where it is refused, the words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import nncore as nn

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
