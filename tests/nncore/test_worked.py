"""An element worked out in numbers comes to the element."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pytest

import nncore as nn
from nncore.worked import products, terms

CASES = [
    (nn.Linear(4, 3), (5, 4)),
    (nn.Linear(4, 3), (4,)),
    (nn.Linear(4, 3, False), (2, 4)),
    (nn.CMul(5), (1, 5)),
    (nn.CMul(5), (5,)),
    (nn.Sum(1), (5,)),
    (nn.Sum(1, 1), (3, 5)),
    (nn.Sum(2), (3, 5)),
    (nn.Tanh(), (2, 3)),
    (nn.Sigmoid(), (2, 3)),
    (nn.ReLU(), (2, 3)),
    (nn.LogSoftMax(), (2, 3)),
    (nn.SoftMax(), (2, 3)),
    (nn.Add(3), (2, 3)),
    (nn.Add(3, True), (2, 3)),
    (nn.Mul(), (2, 3)),
    (nn.SpatialConvolution(1, 2, 2, 2), (1, 3, 3)),
    (nn.SpatialConvolution(1, 2, 2, 1, 2, 1), (2, 1, 4, 4)),
    (nn.SpatialMaxPooling(2, 2), (2, 1, 4, 4)),
    (nn.SpatialConvolution(2, 3, 3, 2, 1, 2, 1, 1), (2, 3, 4)),
    (nn.SpatialConvolution(1, 2, 3, 3, 2, 2, 2, 1), (2, 1, 4, 5)),
    (nn.SpatialConvolutionMM(2, 2, 2, 3, 1, 1, 1, 0), (2, 2, 4, 4)),
    (nn.SpatialDilatedConvolution(1, 2, 2, 2, 1, 1, 1, 1, 2, 1), (1, 4, 4)),
    (nn.VolumetricConvolution(1, 2, 2, 1, 2, 1, 1, 1, 1, 0, 0), (1, 2, 3, 3)),
    (nn.VolumetricDilatedConvolution(1, 1, 1, 2, 2, 1, 1, 1, 0, 1, 1, 1, 2, 1), (1, 2, 3, 3)),
    (nn.SpatialMaxPooling(3, 2, 2, 1, 1, 1), (1, 4, 5)),
    (nn.SpatialMaxPooling(2, 2).ceil(), (1, 3, 3)),
    (nn.SpatialDilatedMaxPooling(2, 2, 1, 1, 1, 0, 2, 1), (1, 4, 5)),
    (nn.SpatialMaxPooling(4, 4), (1, 4, 4)),
    (nn.VolumetricMaxPooling(2, 2, 1), (1, 2, 4, 3)),
    (nn.SpatialAveragePooling(2, 2, 1, 1, 1, 1), (1, 3, 3)),
    (nn.SpatialAveragePooling(2, 2, 1, 1, 1, 1).setCountExcludePad(), (1, 3, 3)),
    (nn.AddConstant(1.5), (2, 3)),
    (nn.MulConstant(-2), (2, 3)),
    (nn.Abs(), (2, 3)),
    (nn.Exp(), (2, 3)),
    (nn.Power(3), (2, 3)),
    (nn.Square(), (2, 3)),
    (nn.HardTanh(-0.5, 0.7), (2, 3)),
    (nn.Clamp(-0.5, 0.7), (2, 3)),
    (nn.HardShrink(), (2, 3)),
    (nn.SoftShrink(), (2, 3)),
    (nn.SoftPlus(2), (2, 3)),
    (nn.SoftSign(), (2, 3)),
    (nn.TanhShrink(), (2, 3)),
    (nn.LeakyReLU(0.2), (2, 3)),
    (nn.ELU(0.5), (2, 3)),
    (nn.LogSigmoid(), (2, 3)),
    (nn.Threshold(0.2, -1), (2, 3)),
    (nn.ReLU6(), (2, 3)),
    (nn.PReLU(), (2, 3)),
    (nn.Mean(2), (3, 5)),
    (nn.Max(1), (3, 5)),
    (nn.Min(2), (3, 5)),
    (nn.BatchNormalization(3), (4, 3)),
    (nn.SoftMin(), (2, 3)),
    (nn.TemporalConvolution(2, 3, 2, 2), (2, 5, 2)),
    (nn.TemporalMaxPooling(2, 1), (5, 2)),
]


def values(module: nn.Module, size: tuple[int, ...]) -> dict[str, np.ndarray]:
    draws = np.random.default_rng(3)
    x = draws.normal(size=size)
    module.zeroGradParameters()
    output = module.forward(x).copy()
    gradient = draws.normal(size=output.shape)
    found = {"input": x, "output": output, "gradOutput": gradient, "gradInput": module.backward(x, gradient)}
    for name, grad in module.parameterPairs:
        if getattr(module, name) is not None:
            found |= {name: getattr(module, name), grad: getattr(module, grad)}
    return found


FUNCTIONS = {"tanh": np.tanh, "exp": np.exp, "log": np.log, "abs": abs}
FUNCTIONS |= {"sign": np.sign, "sqrt": np.sqrt}
FUNCTIONS |= {"max": lambda *each: max(each), "min": lambda *each: min(each)}


def result(line: str) -> float:
    """What a line of numbers comes to."""
    plain = line.lstrip("= ").replace(r"\cdot", "*").replace(r"\ldots, ", "")
    if cases := re.fullmatch(r"\\begin\{cases\} (.*) & (.*) \\\\ (.*) & .*\\end\{cases\}", plain):
        one, when, other = cases.groups()
        return result(one if result(when) else other)
    plain = re.sub(r"\|([^|]*)\|", r"abs(\1)", plain)
    for name in ("tanh", "max", "min", "log"):
        plain = plain.replace(rf"\{name} (", f"{name}(").replace(rf"\{name}", name)
    plain = plain.replace(r"\mathrm{sign}", "sign").replace(r"\sqrt", "sqrt")
    plain = re.sub(r"e\^\{([^{}]*)\}", r"exp(\1)", plain)
    plain = re.sub(r"\^\{([^{}]*)\}", r"^(\1)", plain)
    plain = re.sub(r"e\^(\([^()]*\)|[\d.]+)", r"exp(\1)", plain)
    plain = plain.replace("^", "**")
    for _ in range(3):
        plain = re.sub(r"sqrt\{([^{}]*)\}", r"sqrt(\1)", plain)
        plain = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1) / (\2)) * ", plain)
    plain = re.sub(r"\* *(?=$|\+|\* )", "", plain)
    plain = re.sub(r"(?<=[\d)]) +(?=[(\da-z])", " * ", plain)
    if r"\text" in plain:  # ReLU's gradient: the number, and where it holds
        numbers = re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", plain)
        return float(numbers[0]) if float(numbers[1]) > 0 else 0.0
    return float(eval(plain, FUNCTIONS))


def elements(array: np.ndarray) -> Iterator[tuple[int, ...]]:
    yield from np.ndindex(array.shape)


@pytest.mark.parametrize(("module", "size"), CASES, ids=str)
def test_the_numbers_come_to_the_element(module: nn.Module, size: tuple[int, ...]) -> None:
    known = values(module, size)
    said = 0
    for name in known.keys() - {"input", "gradOutput", "weight", "bias"}:
        for at in elements(known[name]):
            lines = type(module).worked(module.args, known, name, at)
            if len(lines) > 1 and r"\ldots \text" not in lines[-1]:
                said += 1
                assert result(lines[-1]) == pytest.approx(known[name][at], rel=5e-3, abs=5e-3)
    assert said


def test_long_sums_are_cut() -> None:
    text = products(np.arange(100.0), np.ones(100))
    assert "95 more" in text
    assert len(text) < 200
    assert terms([]) == "0"


def test_a_criterion_and_a_lookup() -> None:
    mse, x, t = nn.MSECriterion(), np.array([1.0, 2.5]), np.array([0.5, -1.0])
    known = {
        "input": x,
        "target": t,
        "output": np.array([mse.forward(x, t)]),
        "gradInput": mse.backward(x, t),
    }
    assert result(nn.MSECriterion.worked(mse.args, known, "output", (0,))[1]) == pytest.approx(mse.output)
    for at in range(2):
        line = nn.MSECriterion.worked(mse.args, known, "gradInput", (at,))[1]
        assert result(line) == pytest.approx(known["gradInput"][at])
    table = nn.LookupTable(4, 2)
    seen = {"input": np.array([3, 1]), "output": table.forward(np.array([3, 1]))}
    assert nn.LookupTable.worked(table.args, seen, "output", (0, 1))[1] == "= W_{3, 2}"
    added = {"input": [x, t], "output": x + t}
    assert result(nn.CAddTable.worked(None, added, "output", (1,))[1]) == pytest.approx(1.5)


CLASSES = [nn.ClassNLLCriterion(), nn.CrossEntropyCriterion(None, False)]


@pytest.mark.parametrize("criterion", CLASSES, ids=str)
def test_classes(criterion: nn.Criterion) -> None:
    x, t = -np.random.default_rng(1).uniform(0, 3, size=(4, 3)), np.array([1, 3, 2, 1])
    known = {
        "input": x,
        "target": t,
        "output": np.array([criterion.forward(x, t)]),
        "gradInput": criterion.backward(x, t),
    }
    for name in ("output", "gradInput"):
        for at in elements(known[name]):
            line = type(criterion).worked(criterion.args, known, name, at)[-1]
            assert result(line.replace("= -", "= 0 -")) == pytest.approx(known[name][at], rel=5e-3, abs=1e-3)


def test_tables_element_by_element() -> None:
    x, t = np.array([1.0, -2.5]), np.array([0.5, -1.0])
    for module in (nn.CMulTable(), nn.CSubTable(), nn.CDivTable(), nn.CMaxTable(), nn.CMinTable()):
        known = {"input": [x, t], "output": module.forward([x, t])}
        lines = type(module).worked(module.args, known, "output", (1,))
        assert result(lines[1]) == pytest.approx(known["output"][1])


@pytest.mark.parametrize("average", [True, False])
@pytest.mark.parametrize("name", ["AbsCriterion", "SmoothL1Criterion", "BCECriterion"])
def test_losses_that_add_up(name: str, average: bool) -> None:
    draws = np.random.default_rng(2)
    x, t = draws.uniform(0.1, 0.9, (2, 2)), np.array([[1.0, 0.0], [0.25, 1.0]])
    if name != "BCECriterion":
        x, t = 3 * x - 1, 2 * t - 1
    criterion = getattr(nn, name)()
    criterion.args.sizeAverage = average
    known = {
        "input": x,
        "target": t,
        "output": np.array([criterion.forward(x, t)]),
        "gradInput": criterion.backward(x, t),
    }
    for value in ("output", "gradInput"):
        for at in elements(known[value]):
            line = type(criterion).worked(criterion.args, known, value, at)[-1]
            assert result(line) == pytest.approx(known[value][at], rel=5e-3, abs=1e-3)


def test_products_of_a_table() -> None:
    draws = np.random.default_rng(2)
    left, right = draws.normal(size=(2, 3, 4)), draws.normal(size=(2, 5, 4))
    for module, pair in ((nn.MM(False, True), [left, right]), (nn.DotProduct(), [left[0], left[1]])):
        known = {"input": pair, "output": module.forward(pair)}
        for at in elements(known["output"]):
            line = type(module).worked(module.args, known, "output", at)[-1]
            assert result(line) == pytest.approx(known["output"][at], rel=5e-3, abs=5e-3)
