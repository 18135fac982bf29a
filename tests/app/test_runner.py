"""The runner: what a person who presses Run, Pause, Step, Rewind and New Seed gets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.document import edits, examples
from app.document.model import Document
from app.runner import Runner
from app.session import Session

NOTEBOOK = (1.4847964912907, 1.4471538022835, 1.4123791149845, 1.3801837665443, 1.3503120157518)
LONG = 1_000_000_000


@pytest.fixture
def session() -> Session:
    return Session(examples.tutorial())


@pytest.fixture
def runner(session: Session, qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner(session)
    yield runner
    runner.close()


def set_training(session: Session, **changes: object) -> None:
    session.apply("Set", edits.set_training(session.document, **changes))


def run_to_the_end(runner: Runner, qtbot: QtBot) -> list[float]:
    runner.run()
    qtbot.waitUntil(lambda: not runner.is_running)
    return [loss for _, loss in runner.epoch_losses()]


def run_a_while(session: Session, runner: Runner, qtbot: QtBot, epochs: int = 20) -> None:
    """Starts a run that does not end by itself and lets it come this far."""
    set_training(session, epochs=LONG)
    runner.run()
    qtbot.waitUntil(lambda: runner.epoch > epochs)


def test_run_trains_for_the_epochs_and_again_for_as_many(runner: Runner, qtbot: QtBot) -> None:
    assert run_to_the_end(runner, qtbot) == pytest.approx(NOTEBOOK, rel=1e-12)
    assert (runner.state, runner.epoch, runner.step_count) == ("paused", 5, 5)
    assert len(run_to_the_end(runner, qtbot)) == 10


def test_pause_stops_and_run_goes_on_as_if_never_interrupted(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    run_a_while(session, runner, qtbot)
    runner.pause()
    qtbot.waitUntil(lambda: not runner.is_running)
    count = runner.epoch
    set_training(session, epochs=2 * count)
    interrupted = run_to_the_end(runner, qtbot)
    runner.rewind()
    assert run_to_the_end(runner, qtbot) == interrupted


def test_rewind_gives_the_very_same_start_and_new_seed_another(runner: Runner, qtbot: QtBot) -> None:
    first = run_to_the_end(runner, qtbot)
    runner.rewind()
    assert (runner.epoch, runner.has_run) == (0, False)
    assert run_to_the_end(runner, qtbot) == first
    runner.new_seed()
    assert run_to_the_end(runner, qtbot)[0] != first[0]


def test_a_step_is_one_batch_and_an_epoch_all_of_them(session: Session, runner: Runner, qtbot: QtBot) -> None:
    set_training(session, batch_size=2)
    runner.step("batch")
    qtbot.waitUntil(lambda: not runner.is_running)
    assert (runner.step_count, runner.epoch) == (1, 0)
    runner.step("epoch")
    qtbot.waitUntil(lambda: not runner.is_running)
    assert (runner.step_count, runner.epoch) == (3, 1)


def test_undo_takes_a_run_back_and_redo_brings_it_again(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    losses = run_to_the_end(runner, qtbot)
    assert session.undo_words == "Train to Epoch 5"
    session.undo()
    assert (runner.epoch, runner.epoch_losses()) == (0, [])
    session.redo()
    assert [loss for _, loss in runner.epoch_losses()] == losses
    assert len(run_to_the_end(runner, qtbot)) == 10


def test_the_pace_can_change_while_it_runs(session: Session, runner: Runner, qtbot: QtBot) -> None:
    run_a_while(session, runner, qtbot)
    set_training(session, learning_rate=0.001, batch_size=1)
    assert runner.is_running
    before = runner.step_count
    qtbot.waitUntil(lambda: runner.step_count > before)
    runner.pause()
    qtbot.waitUntil(lambda: not runner.is_running)
    assert session.checkpoint.step > session.checkpoint.epoch  # five batches an epoch since then


def test_moving_a_card_does_not_disturb_a_run_but_an_edit_of_the_network_pauses_it(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    run_a_while(session, runner, qtbot)
    card = session.document.root.children[0].id
    session.apply("Move", edits.move(session.document, {card: (0, 200)}))
    assert runner.is_running
    before = runner.epoch
    qtbot.waitUntil(lambda: runner.epoch > before)
    with qtbot.waitSignal(session.said) as said:
        session.apply("Set outputSize", edits.set_arguments(session.document, card, {"outputSize": 8}))
    assert "Paused" in said.args[0]
    qtbot.waitUntil(lambda: not runner.is_running)


def test_a_model_that_cannot_run_says_why_and_where(runner: Runner, session: Session, qtbot: QtBot) -> None:
    session.apply("Delete", edits.remove(session.document, [session.document.root.children[0].id]))
    with qtbot.waitSignal(runner.stopped) as stopped:
        runner.run()
    assert not runner.is_running
    assert stopped.args[1]


def test_a_loss_that_explodes_stops_the_run_at_a_module_and_keeps_good_parameters(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    set_training(session, learning_rate=1e200, epochs=100)
    with qtbot.waitSignal(runner.stopped) as stopped:
        runner.run()
    assert runner.state == "fault"
    assert stopped.args[0] is not None
    set_training(session, learning_rate=0.01, epochs=5)
    runner.rewind()
    assert run_to_the_end(runner, qtbot) == pytest.approx(NOTEBOOK, rel=1e-12)


def test_what_is_saved_while_it_runs_is_a_state_of_that_run(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    run_a_while(session, runner, qtbot)
    taken = []
    runner.with_checkpoint(taken.append)
    qtbot.waitUntil(lambda: bool(taken))
    assert runner.is_running
    assert taken[0].epoch >= 20
    assert taken[0].losses[:5] == pytest.approx(NOTEBOOK, rel=1e-12)


def test_a_question_is_answered_at_rest_and_while_it_runs(
    session: Session, runner: Runner, qtbot: QtBot
) -> None:
    answers: list[int] = []
    runner.ask(lambda run: run.step_count, answers.append)
    qtbot.waitUntil(lambda: answers == [0])
    run_a_while(session, runner, qtbot)
    runner.ask(lambda run: run.step_count, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers[1] > 0
    failures: list[Exception] = []
    runner.ask(lambda run: 1 // 0, answers.append, failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], ZeroDivisionError) and len(answers) == 2


def test_opening_another_model_forgets_the_run(session: Session, runner: Runner, qtbot: QtBot) -> None:
    run_to_the_end(runner, qtbot)
    session.replace(Document())
    assert (runner.epoch_losses(), len(runner.curves.batches), runner.has_run) == ([], 0, False)
