"""The seed notebook, cell by cell from manualSeed(287): everything it prints, and the sizes it lists.

Each function below is one cell, in Python. What it shows must be the text Torch7 prints, and its numbers
those Torch7 has, in all digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from recorded import load

import nncore as nn
from nncore import printing

Show = Callable[..., None]
CELLS: dict[int, Callable[[SimpleNamespace, Show], None]] = {}
SCRATCH = {"addBuffer", "copiedInput"}
"""Torch's working memory, besides what it marks with an underscore."""


def cell(number: int) -> Callable[[Any], Any]:
    def note(run: Any) -> Any:
        CELLS[number] = run
        return run

    return note


@cell(0)
def seed(v: SimpleNamespace, show: Show) -> None:
    nn.manualSeed(287)


@cell(4)
def cmul(v: SimpleNamespace, show: Show) -> None:
    v.x = np.arange(1.0, 6.0)
    v.f = nn.CMul(v.x.shape)
    show(v.f.weight)
    show()
    show(v.f.forward(v.x))


@cell(5)
def output(v: SimpleNamespace, show: Show) -> None:
    show(v.f.output)


@cell(7)
def total(v: SimpleNamespace, show: Show) -> None:
    v.g = nn.Sum(1)
    show(v.g.forward(v.x))


@cell(9)
def batch(v: SimpleNamespace, show: Show) -> None:
    show(v.f.forward(np.tile(v.x, (3, 1))))


@cell(11)
def sequential(v: SimpleNamespace, show: Show) -> None:
    v.h = nn.Sequential().add(v.f).add(v.g)
    show(v.h.forward(v.x))


@cell(12)
def concat(v: SimpleNamespace, show: Show) -> None:
    v.cat = nn.Concat(1).add(v.f).add(v.g)
    show(v.cat.forward(v.x))


@cell(13)
def contents(v: SimpleNamespace, show: Show) -> None:
    show(v.h)


@cell(14)
def children(v: SimpleNamespace, show: Show) -> None:
    show(v.h.get(1))
    show(v.h.modules[0])


@cell(17)
def backward(v: SimpleNamespace, show: Show) -> None:
    v.gradOut = nn.randn(1)
    show(v.gradOut)
    v.h.backward(v.x, v.gradOut)
    show(v.h.gradInput)


@cell(19)
def inner_gradient(v: SimpleNamespace, show: Show) -> None:
    show(v.g.gradInput)
    assert np.abs(v.g.gradInput - v.gradOut).max() < 1e-10


@cell(21)
def outer_gradient(v: SimpleNamespace, show: Show) -> None:
    assert np.abs(v.f.gradInput - v.g.gradInput * v.f.weight).max() < 1e-10


@cell(23)
def weight_gradient(v: SimpleNamespace, show: Show) -> None:
    v.h.zeroGradParameters()
    v.h.backward(v.x, v.gradOut)
    show(v.f.gradWeight)
    assert np.abs(v.f.gradWeight - v.g.gradInput * v.x).max() < 1e-10


@cell(28)
def linear(v: SimpleNamespace, show: Show) -> None:
    show(nn.Linear(len(v.x), 3).forward(v.x))


@cell(29)
def lookup(v: SimpleNamespace, show: Show) -> None:
    table = nn.LookupTable(5, 3)
    show(table.weight)
    show(table.forward(np.array([1, 2, 5])))
    show(table.forward(np.array([[1, 3], [4, 5], [2, 3]])))


@cell(30)
def add(v: SimpleNamespace, show: Show) -> None:
    show(nn.Add(v.x.shape).forward(v.x))


@cell(32)
def transfer(v: SimpleNamespace, show: Show) -> None:
    v.x = nn.randn(5)
    for module in (nn.Sigmoid(), nn.LogSoftMax(), nn.Tanh(), nn.ReLU()):
        show(module.forward(v.x))
    X = nn.randn(3, 2)
    for module in (nn.Max(1, 2), nn.Mean(2, 2), nn.Abs(), nn.View(2, 3)):
        show(module.forward(X))


@cell(34)
def parallel(v: SimpleNamespace, show: Show) -> None:
    D_o, D_d, D_h = 5, 3, 2
    v.x_o, v.x_d = np.array([2]), nn.randn(1, D_d)
    v.par = nn.ParallelTable().add(nn.LookupTable(D_o, D_h)).add(nn.Linear(D_d, D_h))
    show(v.par.forward([v.x_o, v.x_d]))


@cell(35)
def sparse_and_dense(v: SimpleNamespace, show: Show) -> None:
    v.spAndDenseLinear = nn.Sequential().add(v.par).add(nn.CAddTable())
    show(v.spAndDenseLinear)
    show()


@cell(36)
def sparse_and_dense_forward(v: SimpleNamespace, show: Show) -> None:
    show(v.spAndDenseLinear.forward([v.x_o, v.x_d]))


@cell(38)
def tables(v: SimpleNamespace, show: Show) -> None:
    t = [nn.randn(1, 3), nn.randn(1, 3), nn.randn(1, 2)]
    show(nn.JoinTable(2, 2).forward(t))
    show()
    show(nn.NarrowTable(1, 2).forward(t))


@cell(40)
def mse(v: SimpleNamespace, show: Show) -> None:
    mse, y, yhat = nn.MSECriterion(), nn.randn(3), np.zeros(3)
    show(mse.forward(yhat, y))
    show()
    mse.sizeAverage = False
    show(mse.forward(yhat, y))
    show()
    show(mse.backward(yhat, y))
    show()


@cell(41)
def nll(v: SimpleNamespace, show: Show) -> None:
    nllcrit, Z = nn.ClassNLLCriterion(), nn.randn(2, 3)
    Yhat, Y = nn.LogSoftMax().forward(Z), np.array([3, 1])
    loss = nllcrit.forward(Yhat, Y)
    show(loss, nllcrit.total_weight)
    show()
    show(nllcrit.backward(Yhat, Y))


def training() -> tuple[Any, Any, np.ndarray, np.ndarray]:
    nn.manualSeed(287)
    N, F, H = 5, 4, 3
    X = nn.randn(N, F)
    y = (X @ nn.randn(F)) ** 2 + nn.randn(N)
    mlp = nn.Sequential().add(nn.Linear(F, H)).add(nn.Tanh()).add(nn.Linear(H, 1))
    return mlp, nn.MSECriterion(), X, y


@cell(43)
def flat_update(v: SimpleNamespace, show: Show) -> None:
    mlp, mse, X, y = training()
    params, gradParams = mlp.getParameters()
    for epoch in range(1, 6):
        gradParams.fill(0)
        preds = mlp.forward(X)
        show(f"epoch {epoch}, loss: {lua(mse.forward(preds, y))}")
        mlp.backward(X, mse.backward(preds, y))
        params -= 0.01 * gradParams


@cell(45)
def module_update(v: SimpleNamespace, show: Show) -> None:
    mlp, mse, X, y = training()
    for epoch in range(1, 6):
        mlp.zeroGradParameters()
        preds = mlp.forward(X)
        show(f"epoch {epoch}, loss: {lua(mse.forward(preds, y))}")
        mlp.backward(X, mse.backward(preds, y))
        mlp.updateParameters(0.01)


def lua(value: Any) -> str:
    """A value as Lua's print writes it; a table is only named, for its address differs in each run."""
    if isinstance(value, np.ndarray):
        return printing.tensor(value)
    if isinstance(value, list):
        return "table"
    return f"{value:.14g}" if isinstance(value, float) else str(value)


class Run:
    """The cells in order: what each printed, the values it showed, and how those are listed."""

    def __init__(self) -> None:
        self.text: dict[int, str] = {}
        self.values: list[tuple[int, Any]] = []
        self.listings: dict[int, list[str]] = {}
        variables = SimpleNamespace()
        for number, run in CELLS.items():
            self.text[number], self.listings[number], self.at = "", [], number
            run(variables, self.show)

    def show(self, *values: Any) -> None:
        self.text[self.at] += "\t".join(map(lua, values)) + "\n"
        self.values += [(self.at, copy(value)) for value in values]
        self.listings[self.at] += [
            printing.listing(value) for value in values if isinstance(value, (list, nn.Module))
        ]


def copy(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) else value


@pytest.fixture(scope="module")
def run() -> Run:
    return Run()


RECORDED = {entry["cell"]: entry for entry in load("notebook_cells")}


def test_every_cell_that_computes_is_walked() -> None:
    assert {n for n, entry in RECORDED.items() if entry["torch7_stdout"] is not None} == set(CELLS)


@pytest.mark.parametrize("number", CELLS)
def test_a_cell_prints_what_torch_prints(run: Run, number: int) -> None:
    theirs = re.sub(r"table: 0x\w+", "table", RECORDED[number]["torch7_stdout"])
    assert run.text[number] == theirs


def test_every_value_shown_has_all_of_torch_s_digits(run: Run) -> None:
    theirs = [entry for entry in load("notebook_values") if "value" in entry]
    assert [entry["cell"] for entry in theirs] == [at for at, _ in run.values]
    for (_, mine), entry in zip(run.values, theirs, strict=True):
        same(mine, entry["value"])


def same(ours: Any, theirs: dict[str, Any]) -> None:
    if "items" in theirs:
        for mine, entry in zip(ours, theirs["items"], strict=True):
            same(mine, entry)
    elif "data" in theirs:
        assert list(ours.shape) == theirs["shape"]
        np.testing.assert_allclose(ours.ravel(), theirs["data"], rtol=1e-13, atol=1e-15)
    elif theirs["type"] == "number":
        assert ours == pytest.approx(theirs["value"], rel=1e-14)
    else:
        assert str(ours) == theirs.get("text", theirs.get("value"))


@pytest.mark.parametrize("number", [13, 14, 34, 35, 38])
def test_what_itorch_lists_of_an_object_has_the_same_sizes(run: Run, number: int) -> None:
    theirs = list(parsed(RECORDED[number]["stored_output"]))
    ours = [entry for text in run.listings[number] for entry in parsed(text)]
    assert len(ours) == len(theirs) > 0
    for mine, recorded in zip(ours, theirs, strict=True):
        compare(mine, recorded)


def compare(ours: Any, theirs: Any) -> None:
    if isinstance(theirs, dict):
        for key, entry in theirs.items():
            if not key.startswith("_") and key not in SCRATCH:
                compare(ours[key], entry)
    elif not theirs.startswith("table:"):
        assert ours == theirs


def parsed(text: str) -> Iterator[dict[str, Any]]:
    """The listings within a text, as dictionaries; the trees that stand above them are passed over."""
    lines = [line.strip() for line in text.splitlines()]
    at = 0
    while at < len(lines):
        if lines[at] == "{":
            entry, at = members(lines, at + 1)
            yield entry
        at += 1


def members(lines: list[str], at: int) -> tuple[dict[str, Any], int]:
    """What stands between braces, from line `at` on, and the line of the closing one."""
    found: dict[str, Any] = {}
    while lines[at] != "}":
        key, _, value = lines[at].partition(" :")
        if value.strip():
            found[key] = value.strip()
        else:
            while lines[at] != "{" or lines[at - 1].endswith("{"):
                at += 1
            found[key], at = members(lines, at + 1)
        at += 1
    return found, at
