"""What dev.py's commands start, and with what."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import system
import tasks
from steps import Stop, seconds


class Prepared:
    """An environment that is ready; it notes what was asked of it."""

    python = Path("/env/bin/python")

    def __init__(self, **env: str) -> None:
        self.env = env
        self.asked: list[tuple[str, ...]] = []

    def prepare(self, *extras: str) -> None:
        self.asked.append(extras)

    def variables(self) -> dict[str, str]:
        return dict(self.env)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """The programs that dev.py would have become."""
    programs: list[tuple[list[str], dict[str, str]]] = []

    def note(command: list[Any], env: dict[str, str]) -> int:
        programs.append(([str(word) for word in command], env))
        return 0

    monkeypatch.setattr(tasks, "replace_with", note)
    monkeypatch.setattr(tasks, "sys", SimpleNamespace(platform="linux"))
    monkeypatch.setattr(system, "provide_qt", lambda *_: None)
    return programs


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        ([], True),
        (["model.netloom"], True),
        (["--theme", "dark"], True),
        (["train", "model.netloom", "--epochs", "5"], False),
        (["demo", "--out", "pictures"], False),
        (["--version"], False),
        (["--help"], False),
    ],
)
def test_which_arguments_open_a_window(arguments: list[str], opens: bool) -> None:
    assert tasks.opens_window(arguments) is opens


def test_a_file_named_like_a_command_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "train").touch()
    assert tasks.opens_window(["train"])


@pytest.mark.parametrize(
    ("env", "plugins"),
    [
        ({"DISPLAY": ":0"}, ("libqxcb.so",)),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, ("libqwayland*.so", "libqxcb.so")),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, ("libqvnc.so",)),
    ],
)
def test_the_plugin_that_shows_the_window(env: dict[str, str], plugins: tuple[str, ...]) -> None:
    assert tasks.window_plugins(env) == plugins


def test_run_hands_its_arguments_to_the_program(started: list[tuple[list[str], dict[str, str]]]) -> None:
    environment = Prepared(DISPLAY=":0")
    assert tasks.run(environment, ["model.netloom"]) == 0
    assert started == [(["/env/bin/python", "-m", "app", "model.netloom"], {"DISPLAY": ":0"})]
    assert environment.asked == [()]


def test_run_without_a_display_says_so_and_makes_pictures(
    started: list[tuple[list[str], dict[str, str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    tasks.run(Prepared(), ["model.netloom"])
    [(command, env)] = started
    assert command[2:] == ["app", "demo", "--out", str(tasks.ROOT / "build" / "demo")]
    assert env["QT_QPA_PLATFORM"] == "offscreen"
    assert "No display: neither DISPLAY nor WAYLAND_DISPLAY is set" in capsys.readouterr().out


def test_training_needs_no_display(
    started: list[tuple[list[str], dict[str, str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    tasks.run(Prepared(), ["train", "model.netloom", "--epochs", "5"])
    [(command, _)] = started
    assert command[2:] == ["app", "train", "model.netloom", "--epochs", "5"]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("codes", "expected"), [([0, 0, 0], 0), ([1, 0, 0], 1), ([0, 0, 3], 1)])
def test_every_check_runs_even_when_one_failed(
    codes: list[int], expected: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[list[str]] = []
    answers = iter(codes)

    def note(command: list[str], **_: object) -> int:
        ran.append(command)
        return next(answers)

    monkeypatch.setattr(tasks.subprocess, "call", note)
    monkeypatch.setattr(system, "provide_qt", lambda *_: None)
    monkeypatch.setattr(system, "provide_desktop", lambda: None)
    environment = Prepared()
    assert tasks.test(environment, ["-k", "Linear"]) == expected
    assert [command[2] for command in ran] == ["ruff", "mypy", "pytest"]
    assert ran[2][3:] == ["-k", "Linear"]
    assert environment.asked == [("dev",)]
    assert capsys.readouterr().out.count("FAILED") == sum(map(bool, codes))


def test_what_runs_beside_the_others_tells_after_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    others = [sys.executable, "-c", "open('begun', 'w'); print('the others')"]
    waits = "import os\nwhile not os.path.exists('begun'): pass\nprint('the plain ones'); raise SystemExit(3)"
    monkeypatch.setattr(tasks, "ROOT", tmp_path)
    results = tasks.timed_beside(
        ("plain", [sys.executable, "-c", waits]), ("pytest", others), dict(os.environ)
    )
    assert [(name, code) for name, code, _ in results] == [("plain", 3), ("pytest", 0)]
    told = capfd.readouterr().out
    assert 0 < told.index("the others\n") < told.index("the plain ones\n")


def test_all_tests_are_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def note(quiet: tuple[str, list[str]], loud: tuple[str, list[str]], _: object) -> list[object]:
        asked.extend([quiet[1][3:], loud[1][3:]])
        return [("plain", 0, 1.0), ("pytest", 1, 1.0)]

    monkeypatch.setattr(tasks, "timed_beside", note)
    monkeypatch.setattr(tasks, "timed", lambda *_: (0, 1.0))
    monkeypatch.setattr(system, "provide_qt", lambda *_: None)
    monkeypatch.setattr(system, "provide_desktop", lambda: None)
    assert tasks.test(Prepared(), []) == 1
    plain, rest = asked
    assert "tests/nncore" in plain and all((tasks.ROOT / folder).is_dir() for folder in plain)
    assert rest == [f"--ignore={folder}" for folder in plain]


def test_a_measurement_gets_torch_only_if_it_uses_it(
    tmp_path: Path, started: list[tuple[list[str], dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tests" / "bench"
    folder.mkdir(parents=True)
    (folder / "bench_canvas.py").write_text("import numpy\n# no torch here\n")
    (folder / "bench_engine.py").write_text("import numpy\n\ndef main():\n    import torch\n")
    monkeypatch.setattr(tasks, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    canvas, engine = Prepared(), Prepared()
    tasks.bench(canvas, ["canvas", "--nodes", "5"])
    tasks.bench(engine, ["engine"])
    assert (canvas.asked, engine.asked) == ([("dev",)], [("dev", "bench")])
    assert started[0][0][1:] == [str(folder / "bench_canvas.py"), "--nodes", "5"]
    with pytest.raises(Stop, match="no measurement 'speed'; there are: canvas, engine"):
        tasks.bench(Prepared(), ["speed"])


def test_without_a_command_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.main([], "run test bench") == 2
    assert "run test bench" in capsys.readouterr().err
    assert tasks.main(["--help"], "run test bench") == 0
    assert "run test bench" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("duration", "words"), [(0.04, "0.0 s"), (9.9, "9.9 s"), (61.2, "61 s"), (185.4, "3 min 5 s")]
)
def test_durations_for_people(duration: float, words: str) -> None:
    assert seconds(duration) == words
