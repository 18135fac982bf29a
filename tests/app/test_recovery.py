"""Unsaved work survives a crash, in two generations, until it is saved or given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.document import edits, examples
from app.files.model_file import save
from app.recovery import Copy, Recovery, beside, found
from app.runner import Runner
from app.session import Session

Start = Callable[[], "Program"]


class Program:
    """As much of a program as recovery needs. `crash` ends it as a power cut would."""

    def __init__(self, home: Path) -> None:
        self.session = Session()
        self.runner = Runner(self.session)
        self.recovery = Recovery(self.session, self.runner, home)

    def change(self, rate: float) -> None:
        self.session.apply("Set", edits.set_training(self.session.document, learning_rate=rate))

    def crash(self) -> None:
        """Nothing is tidied; only what the system takes back itself is gone."""
        self.recovery.wait()
        if self.recovery._claim:
            self.recovery._claim.release()
        self.recovery.close()
        self.runner.close()


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    programs: list[Program] = []

    def make() -> Program:
        programs.append(Program(tmp_path / "home"))
        return programs[-1]

    yield make
    for program in programs:
        program.crash()


def test_work_on_a_file_is_found_beside_it_after_a_crash(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "model.netloom"
    document = examples.tutorial()
    program = start()
    program.session.replace(document)
    save(path, document, program.session.checkpoint)
    program.session.saved(path, document, program.session.checkpoint)
    program.change(0.5)
    program.recovery.write()
    program.crash()

    copy = beside(path, tmp_path / "home")
    assert copy is not None
    assert found([path], tmp_path / "home") == [copy]
    recovered = copy.load().document
    assert recovered.training.learning_rate == 0.5
    again = start()
    document, checkpoint, runs, *_ = copy.load()
    again.session.recover(document, checkpoint, copy.original, runs)
    again.recovery.adopt(copy)
    assert (again.session.path, again.session.name, again.session.folder) == (
        None,
        "model (recovered)",
        tmp_path,
    )
    assert again.session.is_modified
    again.session.saved(path, again.session.document, again.session.checkpoint)
    assert beside(path, tmp_path / "home") is None


def test_a_model_without_a_file_is_kept_too(start: Start, tmp_path: Path) -> None:
    program = start()
    program.change(0.25)
    program.recovery.write()
    program.crash()
    (copy,) = found([], tmp_path / "home")
    assert (copy.name, copy.load()[0].training.learning_rate) == ("Untitled", 0.25)


def test_kept_runs_survive_a_crash(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = start()
    program.session.replace(examples.tutorial())
    program.runner.run()
    qtbot.waitUntil(lambda: not program.runner.is_running)
    losses = program.session.checkpoint.losses
    program.runner.rewind()
    program.recovery.write()
    program.crash()
    (copy,) = found([], tmp_path / "home")
    again = start()
    document, checkpoint, runs, *_ = copy.load()
    again.session.recover(document, checkpoint, copy.original, runs)
    assert [run.checkpoint.losses for run in again.session.runs.kept] == [losses]
    assert again.session.checkpoint.step == 0


def test_the_past_survives_a_crash(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = start()
    program.session.replace(examples.tutorial())
    program.runner.run()
    qtbot.waitUntil(lambda: not program.runner.is_running)
    program.recovery.write()
    program.crash()
    (copy,) = found([], tmp_path / "home")
    again = start()
    document, checkpoint, runs, moments, plotted = copy.load()
    again.session.recover(document, checkpoint, copy.original, runs, moments)
    again.runner.curves.restore(plotted)
    assert [moment.time for moment in again.runner.moments] == [0, 1, 2, 3, 4]
    assert again.runner.curves.batches.range == (1, 5)


def test_the_copy_of_a_program_that_runs_is_not_offered(start: Start, tmp_path: Path) -> None:
    program = start()
    program.change(0.25)
    program.recovery.write()
    program.recovery.wait()
    assert found([], tmp_path / "home") == []


def test_when_the_last_copy_is_damaged_the_one_before_is_read(start: Start, tmp_path: Path) -> None:
    program = start()
    for rate in (0.25, 0.5):
        program.change(rate)
        program.recovery.write()
        program.recovery.wait()
    program.crash()
    (copy,) = found([], tmp_path / "home")
    copy.place.write_bytes(copy.place.read_bytes()[:100])
    assert copy.load()[0].training.learning_rate == 0.25


def test_a_change_is_copied_by_itself_after_a_quiet_moment(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.recovery.QUIET", 10)
    program = start()
    program.change(0.25)
    qtbot.waitUntil(lambda: any((tmp_path / "home").glob("*.unsaved")))


def test_work_that_is_given_up_is_gone(start: Start, tmp_path: Path) -> None:
    program = start()
    program.change(0.25)
    program.recovery.write()
    program.recovery.forget()
    assert not list((tmp_path / "home").iterdir())


def test_a_place_that_cannot_be_written_stops_nobody(start: Start, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where a folder should be")
    program = start()
    program.change(0.25)
    program.recovery.write()
    program.recovery.wait()
    assert program.session.is_modified


def test_throwing_a_copy_away_takes_both_generations(tmp_path: Path) -> None:
    place = tmp_path / ".model.netloom.unsaved"
    for name in (".model.netloom.unsaved", ".model.netloom.unsaved~"):
        (tmp_path / name).touch()
    Copy(place, None).remove()
    assert not list(tmp_path.iterdir())
