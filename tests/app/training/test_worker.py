"""One thread trains; the window's thread sends commands and reads."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document import edits, examples
from app.document.model import INPUT, Checkpoint, Data, Document, Training
from app.document.refused import Refused
from app.training import sources
from app.training.run import Run
from app.training.worker import SWITCH, Worker
from nncore.transfer.Tanh import Tanh
from tests.app.training.waiting import settled, wait_for, working


@pytest.fixture
def worker() -> Iterator[Worker]:
    with working() as worker:
        yield worker


def alone(document: Document, epochs: int) -> list[float]:
    run = Run(document)
    run.advance(60, until_epoch=epochs)
    return list(run.losses)


def test_it_trains_as_a_run_without_a_thread(worker: Worker) -> None:
    assert worker.state == "empty"
    worker.load(examples.tutorial())
    worker.run(until_epoch=5)
    settled(worker)
    assert worker.state == "paused"
    assert (worker.epoch, worker.step_count) == (5, 5)
    assert list(worker.losses) == alone(examples.tutorial(), 5)
    steps, losses, _ = worker.rings.losses.read()
    assert (steps.tolist(), losses.tolist()) == ([1, 2, 3, 4, 5], list(worker.losses))
    assert set(worker.gradient_norms) == {1, 3}


def test_it_pauses_at_once_and_goes_on(worker: Worker) -> None:
    worker.load(examples.classifier())
    for _ in range(5):
        before = worker.step_count
        worker.run()
        wait_for(lambda before=before: worker.state == "running" and worker.step_count > before)
        asked = time.perf_counter()
        worker.pause()
        settled(worker)
        assert time.perf_counter() - asked < 0.05
        assert worker.state == "paused"
    steps = worker.step_count
    assert worker.checkpoint().step == steps
    whole = Run(examples.classifier())
    while whole.step_count < steps:
        whole.step()
    assert list(whole.losses) == list(worker.losses)


def test_a_batch_and_an_epoch_at_a_time(worker: Worker) -> None:
    worker.load(examples.classifier())
    worker.step("batch")
    settled(worker)
    assert (worker.epoch, worker.step_count, worker.state) == (0, 1, "paused")
    worker.step("epoch")
    settled(worker)
    assert (worker.epoch, worker.step_count, worker.state) == (1, 10, "paused")
    worker.step("epoch")
    settled(worker)
    assert (worker.epoch, worker.step_count) == (2, 20)


def test_rewind_repeats_the_very_same_start(worker: Worker) -> None:
    worker.load(edits.set_training(examples.classifier(), batch_size=7))
    worker.run(until_epoch=3)
    first = settled(worker).checkpoint()
    worker.rewind()
    assert settled(worker).step_count == 0
    assert worker.rings.losses.count == 0
    worker.run(until_epoch=3)
    again = settled(worker).checkpoint()
    assert again.losses == first.losses
    assert str(again.random) == str(first.random)
    for node, arrays in first.weights.items():
        assert all((a == b).all() for a, b in zip(arrays, again.weights[node], strict=True))


def test_rewind_while_it_runs(worker: Worker) -> None:
    worker.load(examples.tutorial())
    worker.run()
    wait_for(lambda: worker.step_count > 100)
    worker.rewind()
    settled(worker)
    assert (worker.state, worker.step_count, worker.epoch) == ("paused", 0, 0)


def test_a_checkpoint_while_it_runs_can_be_gone_on_from(worker: Worker) -> None:
    document = edits.set_training(examples.classifier(), batch_size=7)
    worker.load(document)
    worker.run()
    wait_for(lambda: worker.step_count > 50)
    checkpoint = worker.checkpoint()
    assert worker.state == "running"
    worker.pause()
    settled(worker)
    target = checkpoint.epoch + 2
    run = Run(document, checkpoint)
    run.advance(60, until_epoch=target)
    worker.run(until_epoch=max(target, worker.epoch))
    assert list(settled(worker).losses)[:target] == list(run.losses)


def test_pace_changes_while_it_runs(worker: Worker) -> None:
    worker.load(examples.classifier())
    worker.run()
    wait_for(lambda: worker.epoch > 1)
    worker.set_pace(replace(examples.classifier().training, batch_size=200, learning_rate=0.0))
    wait_for(lambda: len({loss for _, loss in worker.losses.since(worker.epoch - 5)}) == 1)
    worker.rewind()
    worker.step("epoch")
    assert settled(worker).step_count == 1  # the settings stay, the start is the same


def test_another_learning_rate_takes_effect_with_the_next_batch(worker: Worker) -> None:
    worker.load(examples.tutorial())
    worker.run(until_epoch=2)
    settled(worker)
    worker.set_pace(replace(examples.tutorial().training, learning_rate=0.05))
    worker.run(until_epoch=4)
    run = Run(examples.tutorial())
    run.advance(60, until_epoch=2)
    run.learning_rate = 0.05
    run.advance(60, until_epoch=4)
    assert list(settled(worker).losses) == list(run.losses)


def test_questions_are_answered_between_two_batches_and_of_the_past(worker: Worker) -> None:
    worker.load(examples.tutorial())
    worker.run(until_epoch=3)
    settled(worker)
    past = worker.checkpoint()
    worker.run()
    wait_for(lambda: worker.step_count > 100)

    def first(run: Run) -> tuple[int, float]:
        return run.step_count, float(run.layout.parameters[0])

    now = worker.ask(first).result(5)
    then = worker.ask(first, past).result(5)
    assert now[0] > 100 and then[0] == 3
    assert then[1] == past.weights[1][0].flat[0] != now[1]
    worker.pause()
    with pytest.raises(ZeroDivisionError):
        worker.ask(lambda run: 1 // 0).result(5)
    assert worker.state in ("running", "paused")


def test_a_question_without_a_model_is_refused(worker: Worker) -> None:
    with pytest.raises(Refused):
        worker.ask(lambda run: run.epoch).result(5)


def test_it_outlives_a_fault(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    worker.load(examples.tutorial())
    worker.run(until_epoch=3)
    settled(worker)
    with monkeypatch.context() as patch:
        patch.setattr(Tanh, "updateOutput", lambda self, x: 1 / 0)
        worker.run()
        wait_for(lambda: worker.state == "fault")
        assert worker.fault is not None
        assert (worker.fault.node, worker.fault.path) == (2, "Tanh")
        assert "division by zero" in worker.fault.text
        assert not worker.is_busy
    assert worker.checkpoint().step == 3
    worker.run(until_epoch=5)
    settled(worker)
    assert (worker.state, worker.fault) == ("paused", None)
    assert list(worker.losses) == alone(examples.tutorial(), 5)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (replace(examples.tutorial(), criterion=None), "criterion"),
        (edits.set_data(examples.tutorial(), Data("gone")), "no kind of data"),
    ],
)
def test_what_cannot_be_loaded_is_a_fault_too(worker: Worker, document: Document, said: str) -> None:
    given = Checkpoint(losses=(1.0, 2.0), step=2)
    worker.load(document, given)
    settled(worker)
    assert worker.state == "fault"
    assert worker.fault is not None and said in worker.fault.text
    assert worker.checkpoint() is given
    assert worker.step_count == 2 and list(worker.losses) == [1.0, 2.0]
    worker.run()
    worker.step()
    worker.rewind()
    assert settled(worker).state == "fault"
    worker.load(examples.tutorial())
    worker.run(until_epoch=1)
    assert settled(worker).state == "paused"


def test_bad_data_is_the_data_cards_fault(worker: Worker) -> None:
    worker.load(edits.set_data(examples.tutorial(), Data("csv_file")))
    fault = settled(worker).fault
    assert fault is not None and fault.node == INPUT


def test_what_became_of_the_parameters_is_told(worker: Worker) -> None:
    worker.load(examples.tutorial())
    worker.run(until_epoch=2)
    checkpoint = settled(worker).checkpoint()
    changed = edits.set_arguments(examples.tutorial(), 3, {"outputSize": 1, "bias": False})
    worker.load(changed, checkpoint)
    settled(worker)
    assert worker.resumed.kept == (1, 3)
    assert (worker.epoch, worker.step_count) == (2, 2)


def test_a_thousand_commands_are_done_in_order(worker: Worker) -> None:
    worker.load(examples.tutorial())
    for _ in range(1000):
        worker.step()
    assert settled(worker).step_count == 1000


PACES = st.builds(
    Training,
    batch_size=st.sampled_from([0, 1, 7, 30]),
    learning_rate=st.sampled_from([0.0, 0.01, 0.3]),
    clip=st.sampled_from([0.0, 0.5]),
    weight_decay=st.sampled_from([0.0, 0.1]),
)
COMMANDS = st.one_of(
    st.tuples(st.just("run"), st.integers(1, 3)),
    st.tuples(st.just("step"), st.sampled_from(["batch", "epoch"])),
    st.tuples(st.just("set_pace"), PACES),
    st.tuples(st.just("pause")),
    st.tuples(st.just("rewind")),
)


@given(st.lists(COMMANDS, max_size=12))
@settings(deadline=None, max_examples=25)
def test_any_commands_do_what_they_do_without_a_thread(commands: list[tuple[Any, ...]]) -> None:
    document = edits.set_data(examples.classifier(), sources.find("moons").describe({"N": 30}))
    with working() as worker:
        worker.load(document)
        run = Run(document)
        for name, *words in commands:
            if name == "run":
                words = [run.epoch + words[0]]
            getattr(worker, name)(*words)
            run = _alone(run, name, *words)
            settled(worker)
            assert (worker.state, worker.step_count, worker.epoch) == ("paused", run.step_count, run.epoch)
        assert list(worker.losses) == list(run.losses)
        weights, expected = worker.checkpoint().weights, run.checkpoint().weights
        for node, arrays in expected.items():
            assert all(map(np.array_equal, arrays, weights[node]))


def _alone(run: Run, name: str, *words: Any) -> Run:
    """The same command by a run without a thread."""
    if name == "run":
        run.advance(60, until_epoch=words[0])
    elif name == "step":
        run.step() if words[0] == "batch" else run.step_epoch()
    elif name == "set_pace":
        run.pace = words[0]
    elif name == "rewind":
        again = Run(run.document)
        again.pace = run.pace
        return again
    return run


def test_ending_it_ends_the_thread_and_puts_the_interpreter_back() -> None:
    before, threads = sys.getswitchinterval(), threading.active_count()
    with working() as worker, working() as other:
        worker.load(examples.tutorial())
        worker.run()
        wait_for(lambda: worker.step_count > 10)
        other.close()
        assert sys.getswitchinterval() <= SWITCH
    assert sys.getswitchinterval() == before
    assert threading.active_count() == threads
    worker.close()  # once more does no harm
