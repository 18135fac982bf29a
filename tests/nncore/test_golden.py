"""Every call recorded from Torch7, replayed: initial parameters, outputs, gradients, buffers, text."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from recorded import agree, build, load, names, value

import nncore as nn

CASES = [(f"golden/{name}", case) for name in names("golden") for case in range(len(load(f"golden/{name}")))]
MORE = [
    (f"golden_more/{name}", n)
    for name in names("golden_more")
    for n in range(len(load(f"golden_more/{name}")))
]
KEPT = ("running_mean", "running_var", "save_mean", "save_std", "noise", "indices", "randomSamples", "v", "g")
"""The members that mean the same in any implementation; Torch's other ones are scratch memory."""

by_case = pytest.mark.parametrize(("name", "number"), CASES, ids=lambda part: str(part).rpartition("/")[2])
by_more = pytest.mark.parametrize(("name", "number"), MORE, ids=lambda part: str(part).rpartition("/")[2])


def classes() -> set[str]:
    """All classes that any recording uses at its outermost."""
    return {load(name)[n]["spec"]["module"].removeprefix("nn.") for name, n in CASES + MORE}


def test_every_recorded_class_is_in_the_catalogue() -> None:
    assert not {name for name in classes() if name not in nn.catalog.files()}


@by_case
def test_a_recorded_call_gives_the_same_digits(name: str, number: int) -> None:
    case = load(name)[number]
    nn.manualSeed(case.get("seed_init", 1))
    module = build(case["spec"])
    if isinstance(module, nn.Criterion):
        replay_criterion(module, case)
        return
    agree_all(module.parameters()[0], case.get("params", []), "initial parameter")
    if case["mode"] == "evaluate":
        module.evaluate()
    input = value(case["input"])
    nn.manualSeed(case["seed_forward"])
    agree(module.forward(input), case["output"], "output")
    if "gradOutput" in case:
        replay_gradients(module, case, input)
    assert str(module) == case["print"]
    for member, recorded in (case.get("fields_after") or {}).items():
        if member in KEPT:
            agree(getattr(module, member), recorded, member)


def replay_gradients(module: Any, case: dict[str, Any], input: Any) -> None:
    gradOutput = value(case["gradOutput"])
    module.zeroGradParameters()
    gradInput = module.backward(input, gradOutput)
    agree(gradInput, case["gradInput"], "gradInput")
    agree_all(module.parameters()[1], case.get("gradParams", []), "gradient")
    if "gradParamsAfterScaleHalf" in case:
        module.accGradParameters(input, gradOutput, 0.5)
        agree_all(module.parameters()[1], case["gradParamsAfterScaleHalf"], "gradient with half added")


@by_more
def test_a_further_recorded_call_gives_the_same_digits(name: str, number: int) -> None:
    case = load(name)[number]
    nn.manualSeed(case.get("seed_init", 1))
    module = build(case["spec"])
    if isinstance(module, nn.Criterion):
        replay_criterion(module, case)
        return
    agree_named(module, case.get("params_init"), "weight")
    for warm in case.get("warmup") or []:
        module.training()
        module.forward(value(warm))
    if case["mode"] == "evaluate":
        module.evaluate()
    set_named(module, case.get("params"))
    agree_buffers(module, case, "before")
    nn.manualSeed(case["seed_forward"])
    input = value(case["input"])
    agree(module.forward(input), case["output"], "output")
    if case.get("gradOutput") is not None:
        replay_backward(module, case, input)
    agree_buffers(module, case, "after")
    if case["print"] is not None:
        assert str(module) == case["print"]


def replay_backward(module: Any, case: dict[str, Any], input: Any) -> None:
    gradOutput = value(case["gradOutput"])
    module.zeroGradParameters()
    gradInput = module.backward(input, gradOutput)
    if case.get("gradInput") is not None:
        agree(gradInput, case["gradInput"], "gradInput")
    agree_named(module, case.get("gradParams"), "gradient")
    if case.get("gradParams_after_accumulating_half"):
        module.accGradParameters(input, gradOutput, 0.5)
        agree_named(module, case["gradParams_after_accumulating_half"], "gradient")
    if case.get("params_after_updateParameters_0.1"):
        module.zeroGradParameters()
        module.backward(input, gradOutput)
        module.updateParameters(0.1)
        agree_named(module, case["params_after_updateParameters_0.1"], "weight")


def replay_criterion(criterion: Any, case: dict[str, Any]) -> None:
    input, target = value(case["input"]), value(case["target"])
    agree(criterion.forward(input, target), case["output"], "loss")
    agree(criterion.backward(input, target), case["gradInput"], "gradInput")
    if case.get("print"):
        assert str(criterion) == case["print"]


def agree_all(ours: list[np.ndarray], recorded: Any, what: str) -> None:
    theirs = recorded["table"] if isinstance(recorded, dict) else recorded
    assert len(ours) == len(theirs)
    for mine, entry in zip(ours, theirs, strict=True):
        if what.startswith("initial"):
            np.testing.assert_array_equal(mine, value(entry), err_msg=what)
        agree(mine, entry, what)


def member(module: Any, path: str) -> tuple[Any, str]:
    """Where `2.bias` or `network.1.2.weight` is: the object, and the name of its attribute."""
    *steps, last = path.split(".")
    for step in steps:
        module = module.modules[int(step) - 1] if step.isdigit() else getattr(module, step)
    return module, last


def gradient_of(name: str) -> str:
    return name if name.startswith("grad") else "grad" + name[0].upper() + name[1:]


def agree_named(module: Any, recorded: dict[str, Any] | None, kind: str) -> None:
    for path, entry in (recorded or {}).items():
        if path == "#1":  # IndexLinear's own store: rows of gradients with their keys
            agree_rows(module.gradWeight, entry["map"])
            continue
        holder, name = member(module, path)
        agree(getattr(holder, gradient_of(name) if kind == "gradient" else name), entry, f"{kind} {path}")


def agree_rows(ours: np.ndarray, recorded: dict[str, Any]) -> None:
    dense = np.zeros_like(ours)
    for keys, rows in zip(value(recorded["keys"]), value(recorded["gradWeight"]), strict=True):
        np.add.at(dense, keys - 1, rows)
    np.testing.assert_allclose(ours, dense, rtol=1e-10, atol=1e-13)


def set_named(module: Any, recorded: dict[str, Any] | None) -> None:
    for path, entry in (recorded or {}).items():
        holder, name = member(module, path)
        np.copyto(getattr(holder, name), value(entry))


def agree_buffers(module: Any, case: dict[str, Any], when: str) -> None:
    for path, entry in ((case.get("buffers") or {}).get(when) or {}).items():
        holder, name = member(module, path)
        if name in KEPT:
            agree(getattr(holder, name), entry, f"{path} {when}")
