"""What cannot go on says where and why, and leaves the last good parameters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.document import edits, examples
from app.document.model import INPUT
from app.training.examples import Examples
from app.training.fault import TrainingFault
from app.training.run import Run
from nncore.criterions.MSECriterion import MSECriterion
from nncore.transfer.Tanh import Tanh
from tests.app.training.models import chain, linear, table

TANH, SECOND, CRITERION = 2, 3, 4


def stopped(run: Run, **steps: Any) -> TrainingFault:
    with pytest.raises(TrainingFault) as caught:
        run.advance(20, **steps)
    return caught.value


def test_a_nan_of_the_forward_pass_is_found_where_it_began(tmp_path: Path) -> None:
    data = table(tmp_path, [(1.0, 1.0), (-2.0, 1.0)], inputs=1)
    doc = chain([("Tanh", {}), ("Sqrt", {}), linear(1, 1), ("Tanh", {})], "MSECriterion", data)
    run = Run(doc)
    fault = stopped(run)
    assert (fault.node, fault.path) == (2, "Sqrt")
    assert "NaN" in fault.text and "output" in fault.text
    assert run.step_count == 0


def test_an_infinity_of_the_backward_pass_is_found_where_it_began(tmp_path: Path) -> None:
    data = table(tmp_path, [(0.0, 1.0), (1.0, 1.0)], inputs=1)
    doc = chain([linear(1, 1), ("ReLU", {}), ("Power", {"pow": 0.5}), linear(1, 1)], "MSECriterion", data)
    run = Run(doc)
    run.layout.parameters[:2] = (1, 0)  # so that ReLU gives 0, whose root has no slope
    before = run.layout.parameters.copy()
    fault = stopped(run)
    assert (fault.node, fault.path) == (3, "Power(0.5)")
    assert "gradInput" in fault.text
    assert (run.layout.parameters == before).all()


def test_a_step_that_is_too_large_is_taken_back() -> None:
    run = Run(examples.tutorial())
    run.advance(20, until_epoch=3)
    good = [run.layout.parameters.copy()]
    run.learning_rate = 1e200
    fault = stopped(run, until_epoch=100)
    assert "learning rate" in fault.text
    assert run.network.is_sound()
    assert (run.step_count, run.epoch) == (3, 3)  # the fourth step made the fifth loss infinite
    assert (run.layout.parameters == good[0]).all()
    run.learning_rate = 0.01
    run.advance(20, until_epoch=5)
    undisturbed = Run(examples.tutorial())
    undisturbed.advance(20, until_epoch=5)
    assert list(run.losses) == list(undisturbed.losses)


def test_an_infinite_parameter_is_noticed_though_the_loss_is_finite(tmp_path: Path) -> None:
    data = table(tmp_path, [(1.0, -1e10)], inputs=1)
    run = Run(chain([linear(1, 1), ("ReLU", {})], "MSECriterion", data))
    run.layout.parameters[:] = (1, 0)
    run.learning_rate = 1e300
    fault = stopped(run, until_epoch=50)
    assert fault.node == 1
    assert "infinity" in fault.text
    assert run.layout.parameters.tolist() == [1, 0]
    assert run.step_count == 0


def test_it_goes_back_no_further_than_it_must(monkeypatch: pytest.MonkeyPatch) -> None:
    """After 500 good steps of a network with a momentum, a random order and dropout, a module gives NaN."""
    doc = edits.set_training(examples.classifier(), optimiser="adam", learning_rate=0.01)
    run = Run(doc)
    _break_tanh(monkeypatch, run, after=500, give=np.nan)
    fault = stopped(run)
    assert fault.node == TANH
    # Step 501 failed; the step before is undone with it, as its parameters may be to blame.
    assert run.step_count == 499
    _same_as_undisturbed(run, Run(doc))


def test_running_means_go_back_too(monkeypatch: pytest.MonkeyPatch) -> None:
    data = edits.set_training(examples.classifier(), batch_size=20).data
    layers = [linear(2, 5), ("Tanh", {}), ("BatchNormalization", {"nOutput": 5}), linear(5, 2)]
    doc = chain([*layers, ("LogSoftMax", {})], "ClassNLLCriterion", data, batch_size=20)
    run, other = Run(doc), Run(doc)
    _break_tanh(monkeypatch, run, after=300, give=RuntimeError("broken"))
    stopped(run)
    _same_as_undisturbed(run, other)
    assert all(map(np.array_equal, run.layout.states(3), other.layout.states(3)))


def test_an_exception_is_a_fault_of_its_module(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = examples.classifier()
    run = Run(doc)
    _break_tanh(monkeypatch, run, after=500, give=ZeroDivisionError("of all things"))
    fault = stopped(run)
    assert (fault.node, fault.path) == (TANH, "Tanh")
    assert "of all things" in fault.text
    assert run.step_count == 500
    _same_as_undisturbed(run, Run(doc))


def test_want_of_memory_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(examples.tutorial())
    _break_tanh(monkeypatch, run, after=3, give=MemoryError())
    assert "smaller batches" in stopped(run).text
    assert run.step_count == 3


def test_a_fault_of_the_criterion_is_the_criterions(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_nan(self: MSECriterion, output: np.ndarray, target: np.ndarray) -> float:
        return float("nan")

    run = Run(examples.tutorial())
    monkeypatch.setattr(MSECriterion, "updateOutput", give_nan)
    fault = stopped(run)
    assert (fault.node, fault.path) == (CRITERION, "MSECriterion")


def test_nan_in_the_data_is_the_datas_fault() -> None:
    doc = examples.tutorial()
    good = Run(doc).examples
    bad = good.inputs[0].copy()
    bad[2, 1] = np.nan
    fault = stopped(Run(doc, examples=Examples((bad,), good.target)))
    assert fault.node == INPUT
    assert "examples" in fault.text


def test_a_wrong_shape_at_run_time_names_both_sides() -> None:
    doc = examples.tutorial()
    good = Run(doc).examples
    narrow = Examples((good.inputs[0][:, :3].copy(),), good.target)
    fault = stopped(Run(doc, examples=narrow))
    assert fault.node == 1
    assert "3" in fault.text and "4" in fault.text
    assert fault.path == "Linear(4 → 3)"


def test_a_module_that_works_in_place_leaves_the_data_alone() -> None:
    doc = chain([("ReLU", {"inplace": True}), linear(4, 1)], "MSECriterion", examples.tutorial().data)
    run = Run(doc)
    before = run.examples.inputs[0].copy()
    run.advance(20, until_epoch=3)
    assert (run.examples.inputs[0] == before).all()
    relu = chain([("ReLU", {}), linear(4, 1)], "MSECriterion", examples.tutorial().data)
    plain = Run(relu)
    plain.advance(20, until_epoch=3)
    assert list(plain.losses) == list(run.losses)


def _break_tanh(monkeypatch: pytest.MonkeyPatch, run: Run, after: int, give: Any) -> None:
    """From step `after` + 1 on, the first Tanh fails."""
    good = Tanh.updateOutput
    first = run.network.module.get(2)

    def update(self: Tanh, x: np.ndarray) -> np.ndarray:
        output: np.ndarray = good(self, x)
        if self is first and run.step_count >= after:
            if isinstance(give, Exception):
                raise give
            output[0] = give
        return output

    monkeypatch.setattr(Tanh, "updateOutput", update)


def _same_as_undisturbed(run: Run, other: Run) -> None:
    while other.step_count < run.step_count:
        other.step()
    assert (run.layout.parameters == other.layout.parameters).all()
    assert (run.epoch, run.partial) == (other.epoch, other.partial)
    assert list(run.losses) == list(other.losses)
    assert run.batches.position == other.batches.position
    assert str(run.generator.state()) == str(other.generator.state())
    assert str(run.method.state) == str(other.method.state)
