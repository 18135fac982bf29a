"""Time travel in the session and the runner: looking back, going on from there, runs kept, edits between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.document import edits, examples
from app.document.runs import Fork
from app.files.model_file import load_all, save
from app.keeping import Keeping
from app.runner import Runner
from app.session import Session

RATE = "learning_rate"


@pytest.fixture
def session() -> Session:
    return Session(examples.tutorial())


@pytest.fixture
def runner(session: Session, qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner(session)
    yield runner
    runner.close()


@pytest.fixture
def keeping(session: Session, runner: Runner) -> Keeping:
    return Keeping(session, runner)


def set_training(session: Session, **changes: object) -> None:
    session.apply("Set", edits.set_training(session.document, **changes))


def run(runner: Runner, qtbot: QtBot) -> list[float]:
    """Trains for the epochs that are set; the losses from the start."""
    runner.run()
    qtbot.waitUntil(lambda: not runner.is_running)
    return [loss for _, loss in runner.epoch_losses()]


def look_at(runner: Runner, epoch: float) -> None:
    runner.show(next(moment for moment in runner.moments if moment.time == epoch))


def test_the_past_is_all_before_now(runner: Runner, qtbot: QtBot) -> None:
    assert runner.moments == ()
    run(runner, qtbot)
    assert [moment.time for moment in runner.moments] == [0, 1, 2, 3, 4]
    run(runner, qtbot)
    assert [moment.time for moment in runner.moments] == list(range(10))


def test_looking_back_changes_nothing_and_shows_what_was(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    losses = run(runner, qtbot)
    now = session.checkpoint
    with qtbot.waitSignal(runner.shown_changed):
        look_at(runner, 2)
    assert runner.shown is not None
    assert runner.shown.losses == tuple(losses[:2])
    assert session.checkpoint is now
    asked: list[float] = []
    runner.ask(lambda past: past.epoch, asked.append, checkpoint=runner.shown)
    qtbot.waitUntil(lambda: asked == [2])
    with qtbot.waitSignal(runner.shown_changed):
        runner.show(None)
    assert runner.shown is None


def test_step_by_step_back_and_forth(runner: Runner, qtbot: QtBot) -> None:
    run(runner, qtbot)
    times = []
    for by in (-1, -1, -10, 1, 1, 10):
        runner.show_beside(by)
        times.append(runner.shown_moment and runner.shown_moment.time)
    assert times == [4, 3, 0, 1, 2, None]


def test_continuing_forks_and_the_same_settings_give_the_same_run(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    losses = run(runner, qtbot)
    end = session.checkpoint
    look_at(runner, 2)
    runner.continue_from_here()
    assert session.undo_words == "Continue from Epoch 2"
    assert (runner.epoch, runner.shown) == (2, None)
    (kept,) = session.runs.kept
    assert kept.checkpoint is end
    assert session.runs.fork == Fork(kept.id, 2)
    assert [moment.time for moment in runner.moments] == [0, 1]
    assert run(runner, qtbot) == losses
    assert weights(session) == weights_of(end)


def test_a_fork_with_another_rate_differs_from_there_on(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    losses = run(runner, qtbot)
    look_at(runner, 2)
    runner.continue_from_here()
    set_training(session, learning_rate=0.1)
    forked = run(runner, qtbot)
    assert forked[:3] == losses[:3]  # the third is measured before its own step
    assert forked[3] != losses[3]
    kept = session.runs.kept[0]
    assert kept.document.training.learning_rate == 0.01
    assert kept.checkpoint.losses == tuple(losses)


def test_undo_takes_the_fork_back_with_its_runs_and_its_past(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    losses = run(runner, qtbot)
    look_at(runner, 2)
    runner.continue_from_here()
    session.undo()
    assert [loss for _, loss in runner.epoch_losses()] == losses
    assert session.runs.kept == ()
    assert [moment.time for moment in runner.moments] == [0, 1, 2, 3, 4]
    session.undo()
    assert runner.moments == ()
    session.redo()
    session.redo()
    assert (runner.epoch, len(session.runs.kept)) == (2, 1)


def test_a_moment_that_is_undone_is_no_longer_looked_at(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    run(runner, qtbot)
    look_at(runner, 3)
    session.undo()
    assert runner.shown is None


def test_rewind_and_new_seed_keep_what_trained_an_epoch(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    runner.rewind()
    assert session.runs.kept == ()
    losses = run(runner, qtbot)
    runner.rewind()
    assert [kept.checkpoint.losses for kept in session.runs.kept] == [tuple(losses)]
    assert session.runs.fork is None
    run(runner, qtbot)
    runner.new_seed()
    seeds = [kept.document.training.seed for kept in session.runs.kept]
    assert seeds == [287, 287]
    assert session.document.training.seed != 287


def test_going_back_to_a_run_takes_its_settings_and_keeps_the_present_one(
    session: Session, runner: Runner, keeping: Keeping, qtbot: QtBot
) -> None:
    losses = run(runner, qtbot)
    runner.rewind()
    set_training(session, learning_rate=0.1, optimiser="adam")
    other = run(runner, qtbot)
    keeping.go_back(1)
    assert session.undo_words == "Go back to Run 1"
    assert [loss for _, loss in runner.epoch_losses()] == losses
    assert (session.document.training.learning_rate, session.document.training.optimiser) == (0.01, "sgd")
    assert [kept.checkpoint.losses for kept in session.runs.kept] == [tuple(losses), tuple(other)]
    assert session.runs.fork == Fork(1, 5)
    on = run(runner, qtbot)
    assert on[:5] == losses
    assert len(on) == 10
    keeping.go_back(2)
    assert session.document.training.optimiser == "adam"


def test_going_back_to_a_run_of_another_model_brings_the_model(
    session: Session, runner: Runner, keeping: Keeping, qtbot: QtBot
) -> None:
    run(runner, qtbot)
    keeping.keep()
    first = session.document.root.children[0].id
    session.apply("Resize", edits.set_arguments(session.document, first, {"inputSize": 4, "outputSize": 6}))
    keeping.go_back(1)
    assert dict(session.document.node(first).args)["outputSize"] == 3
    assert runner.epoch == 5


def test_names_marks_and_deleting(session: Session, runner: Runner, keeping: Keeping, qtbot: QtBot) -> None:
    run(runner, qtbot)
    keeping.keep()
    assert keeping.rename(1, "small steps")
    keeping.show(1, False)
    (kept,) = session.runs.kept
    assert (kept.name, kept.is_named, kept.is_ghost) == ("small steps", True, False)
    with qtbot.waitSignal(session.said) as said:
        assert not keeping.rename(1, " ")
    assert "needs a name" in said.args[0]
    keeping.remove(1)
    assert session.runs.kept == ()
    session.undo()
    assert session.runs.kept == (kept,)


def test_after_an_edit_the_past_of_the_other_network_is_not_offered_until_it_is_undone(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    run(runner, qtbot)
    first = session.document.root.children[0].id
    session.apply("Freeze", edits.set_arguments(session.document, first, {"outputSize": 5}))
    assert runner.moments == ()
    session.undo()
    assert len(runner.moments) == 5


def test_resuming_after_an_edit_says_what_was_kept_what_is_new_and_what_is_gone(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    run(runner, qtbot)
    first, tanh, _ = session.document.root.children
    session.apply("Set", edits.set_arguments(session.document, first.id, {"outputSize": 3, "inputSize": 4}))
    document = edits.remove(session.document, [tanh.id])
    document = edits.connect(document, document.root.id, first.id, session.document.root.children[2].id)
    session.apply("Delete Tanh", document)
    said = said_on_resume(session, runner, qtbot)
    assert said == "2 modules kept their parameters, Tanh is gone"
    document, new = edits.insert_on_wire(
        session.document, session.document.root.id, session.document.root.wires[-1], "Linear"
    )
    session.apply("Insert", edits.set_arguments(document, new, {"inputSize": 3, "outputSize": 3}))
    assert session.check.blocker is None
    said = said_on_resume(session, runner, qtbot)
    assert said == "2 modules kept their parameters, Linear(3 → 3) is new"
    document = edits.set_arguments(session.document, first.id, {"outputSize": 5})
    session.apply("Widen", edits.set_arguments(document, new, {"inputSize": 5}))
    said = said_on_resume(session, runner, qtbot)
    assert said == "Linear(3 → 1) kept its parameters, Linear(4 → 5) and Linear(5 → 3) begin anew"
    assert said_on_resume(session, runner, qtbot) == ""


def test_resuming_with_another_optimiser_says_that_it_forgets(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    set_training(session, optimiser="adam")
    run(runner, qtbot)
    set_training(session, optimiser="adagrad")
    assert "the optimiser forgets its earlier steps" in said_on_resume(session, runner, qtbot)


def said_on_resume(session: Session, runner: Runner, qtbot: QtBot) -> str:
    """What is said once training goes on; nothing where that is nothing."""
    heard: list[str] = []
    session.said.connect(heard.append)
    run(runner, qtbot)
    qtbot.wait(120)
    session.said.disconnect(heard.append)
    return " ".join(heard)


def weights(session: Session) -> list[bytes]:
    return weights_of(session.checkpoint)


def weights_of(checkpoint: object) -> list[bytes]:
    found = checkpoint.weights  # type: ignore[attr-defined]
    return [np.asarray(array).tobytes() for arrays in found.values() for array in arrays]


def test_while_it_runs_one_can_look_back_and_pausing_does_not_end_that(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    set_training(session, epochs=1_000_000_000)
    runner.run()
    qtbot.waitUntil(lambda: len(runner.moments) > 20)
    moment = runner.moments[3]
    runner.show(moment)
    before = runner.epoch
    qtbot.waitUntil(lambda: runner.epoch > before + 5_000)
    runner.pause()
    qtbot.waitUntil(lambda: not runner.is_running)
    assert runner.shown_moment is moment
    assert runner.shown is not None
    assert runner.shown.losses == session.checkpoint.losses[: moment.epoch]
    runner.run()
    assert runner.shown is None
    runner.pause()
    qtbot.waitUntil(lambda: not runner.is_running)


def test_continuing_while_it_runs_pauses_and_forks(session: Session, runner: Runner, qtbot: QtBot) -> None:
    set_training(session, epochs=1_000_000_000)
    runner.run()
    qtbot.waitUntil(lambda: len(runner.moments) > 20)
    moment = runner.moments[3]
    runner.show(moment)
    runner.continue_from_here()
    qtbot.waitUntil(lambda: not runner.is_running and runner.epoch == moment.epoch)
    (kept,) = session.runs.kept
    assert kept.checkpoint.epoch > moment.epoch
    assert runner.step_count == moment.step


def test_a_kept_run_is_something_to_save(
    session: Session, runner: Runner, keeping: Keeping, qtbot: QtBot, tmp_path: Path
) -> None:
    run(runner, qtbot)
    keeping.keep()
    session.saved(tmp_path / "model.netloom", session.document, session.checkpoint)
    assert not session.is_modified
    keeping.rename(1, "small steps")
    assert session.is_modified
    session.undo()
    assert not session.is_modified


def test_the_past_is_there_again_when_the_file_is_opened(
    session: Session, runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    losses = run(runner, qtbot)
    save(tmp_path / "m.netloom", session.document, session.checkpoint, session.runs, runner.moments)
    opened = load_all(tmp_path / "m.netloom")
    session.replace(opened.document, opened.checkpoint, tmp_path / "m.netloom", opened.runs, opened.moments)
    assert not session.is_modified
    assert [moment.time for moment in runner.moments] == [0, 1, 2, 3, 4]
    look_at(runner, 2)
    assert runner.shown is not None and runner.shown.losses == tuple(losses[:2])
    runner.show(None)
    longer = run(runner, qtbot)
    assert longer[:5] == losses
    assert [moment.time for moment in runner.moments] == list(range(10))
    look_at(runner, 3)
    runner.continue_from_here()
    qtbot.waitUntil(lambda: session.checkpoint.epoch == 3)
    assert run(runner, qtbot)[:5] == losses
