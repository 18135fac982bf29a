"""`netloom train`: the same numbers without a window."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.document import edits, examples
from app.document.model import Checkpoint, Data
from app.files.model_file import load, save
from app.training import command
from app.training.run import Run
from tests.app.training.waiting import wait_for

FIVE = """\
epoch 1, loss: 1.4847964912907
epoch 2, loss: 1.4471538022835
epoch 3, loss: 1.4123791149845
epoch 4, loss: 1.3801837665443
epoch 5, loss: 1.3503120157518
"""


def run(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    return command.run(parser.parse_args(["train", *map(str, words)]))


@pytest.fixture
def tutorial(tmp_path: Path) -> Path:
    path = tmp_path / "tutorial.netloom"
    save(path, examples.tutorial(), Checkpoint())
    return path


def test_it_prints_what_the_notebook_prints(tutorial: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tutorial.read_bytes()
    assert run(tutorial, "--epochs", "5") == command.OK
    out, err = capsys.readouterr()
    assert out == FIVE
    assert "Not saved" in err
    assert tutorial.read_bytes() == before


def test_it_goes_on_from_what_it_saved(tutorial: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tutorial, "-n", "2", "-o", tutorial) == command.OK
    assert run(tutorial, "-n", "3", "-o", tutorial) == command.OK
    assert capsys.readouterr().out == FIVE
    document, checkpoint = load(tutorial)
    assert (document, checkpoint.epoch) == (examples.tutorial(), 5)
    whole = Run(document)
    whole.advance(60, until_epoch=5)
    assert checkpoint.losses == tuple(whole.losses)


def test_it_can_begin_at_the_start(tutorial: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tutorial, "-n", "3", "-o", tutorial)
    capsys.readouterr()
    assert run(tutorial, "--rewind") == command.OK  # as many epochs as the file says: 5
    assert capsys.readouterr().out == FIVE


def test_relative_data_begins_at_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.training import sources

    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "table.csv").write_text("a,b,c,d,y\n1,2,3,4,5\n2,3,4,5,7.5\n", encoding="utf-8")
    options = {"path": "table.csv", "inputs": ("a", "b", "c", "d"), "target": ("y",)}
    data = sources.find("csv_file").describe(options, folder)
    save(folder / "model.netloom", edits.set_data(examples.tutorial(), data), Checkpoint())
    monkeypatch.chdir(tmp_path)
    assert run("models/model.netloom", "-n", "1") == command.OK


def test_a_fault_is_told_and_what_was_good_is_saved(
    tutorial: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(tutorial, edits.set_training(examples.tutorial(), learning_rate=1e30), Checkpoint())
    assert run(tutorial, "-n", "100", "-o", tutorial) == command.FAILED
    out, err = capsys.readouterr()
    assert "learning rate" in err and "epoch" in err
    _, checkpoint = load(tutorial)
    assert checkpoint.epoch == len(out.splitlines())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda path: path.write_bytes(b"no model"), "no model|not a"),
        (lambda path: path.unlink(), "no.*file|not.*there|No such"),
        (lambda path: save(path, edits.set_data(examples.tutorial(), Data("gone")), Checkpoint()), "gone"),
        (lambda path: save(path, edits.remove(examples.tutorial(), (2,)), Checkpoint()), ""),
    ],
)
def test_what_cannot_be_trained_is_refused_in_words(
    tutorial: Path, capsys: pytest.CaptureFixture[str], change: object, said: str
) -> None:
    import re

    change(tutorial)  # type: ignore[operator]
    assert run(tutorial, "-n", "1") == command.FAILED
    out, err = capsys.readouterr()
    assert out == "" and "Traceback" not in err
    assert re.search(said, err) and len(err.strip()) > 10


@pytest.mark.parametrize("epochs", ["-1", "many", "2.5"])
def test_a_number_of_epochs_must_be_one(
    tutorial: Path, capsys: pytest.CaptureFixture[str], epochs: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(tutorial, f"--epochs={epochs}")
    assert ended.value.code == 2
    assert "whole number" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send to one process alone")
def test_ctrl_c_saves_what_was_trained(tutorial: Path) -> None:
    words = [sys.executable, "-m", "app", "train", tutorial, "-n", "100000000", "-o", tutorial]
    losses = tutorial.with_name("losses.txt")
    with losses.open("w") as out, subprocess.Popen(words, stdout=out, stderr=subprocess.PIPE) as process:
        wait_for(lambda: losses.stat().st_size)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == command.STOPPED
    lines = losses.read_text(encoding="utf-8").splitlines()
    _, checkpoint = load(tutorial)
    assert checkpoint.epoch == len(lines) == Run(*load(tutorial)).epoch
    assert lines[:5] == FIVE.splitlines()
    assert f"trained for {checkpoint.epoch} epochs" in err.decode()
