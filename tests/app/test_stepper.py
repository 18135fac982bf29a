"""Stepping through a batch in the window: what it shows, and that it changes nothing of the training."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.document import edits, examples
from app.document.model import Document
from app.training.run import Run
from app.window import Window


def step(qtbot: QtBot, window: Window, command: str, times: int = 1) -> None:
    for _ in range(times):
        window.actions_[command].trigger()
        qtbot.waitUntil(lambda: not window.stepper.is_busy and not window.runner.is_running)


def weights(window: Window) -> np.ndarray:
    found = window.session.checkpoint.weights
    return np.concatenate([array.ravel() for node in sorted(found) for array in found[node]])


@pytest.mark.parametrize("make", [examples.tutorial, examples.sparse_dense])
def test_whole_batches_by_module_are_what_training_gives(
    qtbot: QtBot, window: Window, make: Callable[[], Document]
) -> None:
    window.session.replace(make())
    alone = Run(make())
    for batch in range(1, 4):
        alone.step()
        step(qtbot, window, "step_module")
        trace = window.stepper.trace
        assert trace is not None
        step(qtbot, window, "step_module", len(trace.events) - 1)
        assert window.session.checkpoint.step == batch
        there = alone.checkpoint().weights
        for node, arrays in window.session.checkpoint.weights.items():
            assert all(np.array_equal(a, b) for a, b in zip(arrays, there[node], strict=True))


def test_the_parameters_change_with_the_update_and_back(qtbot: QtBot, window: Window) -> None:
    step(qtbot, window, "step_phase", 3)
    trace = window.stepper.trace
    assert trace is not None
    assert window.stepper.position == trace.update
    assert window.session.checkpoint.step == 0
    step(qtbot, window, "step_module")
    assert window.session.checkpoint.step == 1
    trained = weights(window)
    step(qtbot, window, "back_module")
    assert window.session.checkpoint.step == 0
    assert window.stepper.trace is trace
    step(qtbot, window, "step_phase")
    assert np.array_equal(weights(window), trained)
    assert window.session.undo_words


def test_back_leads_into_the_batch_before(qtbot: QtBot, window: Window) -> None:
    step(qtbot, window, "step_phase", 4)
    first = window.stepper.trace
    step(qtbot, window, "step_module")
    assert window.stepper.trace is not first
    step(qtbot, window, "back_module", 2)
    assert window.stepper.trace is first
    assert window.stepper.position == len(first.events) - 1
    step(qtbot, window, "back_phase", 4)
    assert window.session.checkpoint.step == 0
    step(qtbot, window, "back_module")
    assert window.stepper.trace is None


def test_the_canvas_shows_where_the_wave_is(qtbot: QtBot, window: Window) -> None:
    first, tanh, _ = (node.id for node in window.session.document.root.children)
    item, line = window.waving.item, window.waving.line
    assert not item.isVisible()
    step(qtbot, window, "step_module", 3)
    wave = window.stepper.wave
    assert wave is not None
    assert wave.passed == {first: "forward", tanh: "forward"}
    assert wave.active == tanh
    assert item.isVisible()
    assert line.isVisible()
    assert "Tanh.updateOutput" in line._text.text()
    assert {way for _, way, _ in item.figures} == {"forward"}
    step(qtbot, window, "step_phase", 3)
    assert window.stepper.wave.passed[first] == "backward"
    assert {way for _, way, _ in item.figures} == {"forward", "backward"}
    norm = float(np.linalg.norm(window.stepper.wave.known[tanh]["output"]))
    assert f"|{norm:.2f}|" in [words for _, _, words in item.figures]
    window.actions_["leave_steps"].trigger()
    assert not item.isVisible()
    assert not line.isVisible()


def test_an_edit_or_a_run_ends_it(qtbot: QtBot, window: Window) -> None:
    step(qtbot, window, "step_module", 2)
    first = window.session.document.root.children[0].id
    moved = edits.move(window.session.document, {first: (0.0, 300.0)})
    window.session.apply("Move", moved)
    assert window.stepper.trace is not None
    window.session.apply("Rate", edits.set_training(window.session.document, learning_rate=0.5))
    assert window.stepper.trace is None
    step(qtbot, window, "step_module", 2)
    step(qtbot, window, "step")
    assert window.stepper.trace is None


def test_without_a_model_it_says_why(qtbot: QtBot, window: Window) -> None:
    window.session.replace(Document())
    with qtbot.waitSignal(window.runner.stopped) as stopped:
        window.actions_["step_module"].trigger()
    assert stopped.args[1]
    assert not window.stepper.is_busy
