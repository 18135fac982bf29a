"""The set-up of .venv: done once, done anew when broken, and no word from the network in between."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import environment
import pytest
from environment import Environment
from steps import Stop

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "tiny"
version = "1"

[project.optional-dependencies]
dev = []
"""

BACKEND = '''
"""The smallest thing that pip can install: one module, in editable form a line that names its folder."""

import os, zipfile

INFO = "tiny-1.dist-info"
FILES = {
    INFO + "/METADATA": "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\nProvides-Extra: dev\\n",
    INFO + "/WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    INFO + "/RECORD": "",
}

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        for path, text in {**FILES, "tiny.pth": os.getcwd()}.items():
            wheel.writestr(path, text)
    return name

build_wheel = build_editable
'''


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small project of our form that needs nothing from anywhere."""
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    (tmp_path / "backend.py").write_text(BACKEND)
    (tmp_path / "tiny.py").write_text("word = 'made'\n")
    return tmp_path


def test_a_half_made_environment_is_replaced_and_then_left_alone(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = Environment(checkout)
    ours.python.parent.mkdir(parents=True)
    ours.python.touch()  # as a set-up that was interrupted leaves it
    ours.prepare("dev")
    assert (
        subprocess.check_output([ours.python, "-c", "import tiny; print(tiny.word)"], text=True) == "made\n"
    )
    said = capsys.readouterr().out.splitlines()
    assert said[0] == ".venv is broken or of another Python: it is made anew"
    assert len(said) == 3  # and a line each for making and installing

    def refuse(*_: object) -> str:
        raise AssertionError("something was started")

    monkeypatch.setattr(environment, "quietly", refuse)
    monkeypatch.setattr(environment, "succeeds", refuse)
    ours.prepare()
    ours.prepare("dev")
    assert capsys.readouterr().out == ""


def stamped(root: Path, *extras: str) -> Environment:
    """An environment that says it was finished with `extras`."""
    ours = Environment(root)
    ours.python.parent.mkdir(parents=True)
    ours.python.touch()
    (ours.folder / environment.STAMP).write_text(json.dumps({"key": environment.key(root), "extras": extras}))
    return ours


def test_another_extra_is_added_to_those_there_are(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = stamped(checkout, "dev")
    commands: list[list[str]] = []
    monkeypatch.setattr(
        environment, "quietly", lambda command, _env: commands.append(list(map(str, command)))
    )
    monkeypatch.setattr(environment, "succeeds", lambda *_: True)
    (ours.folder / "pyvenv.cfg").touch()
    ours.prepare("bench")
    assert [command[-1] for command in commands] == [f"{checkout}[bench,dev]"]
    ours.prepare("dev", "bench")
    assert len(commands) == 1


def test_a_set_up_that_fails_is_not_taken_for_done(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = stamped(checkout)
    monkeypatch.setattr(environment, "succeeds", lambda *_: True)
    (ours.folder / "pyvenv.cfg").touch()

    def fail(*_: object) -> str:
        raise Stop("no network")

    monkeypatch.setattr(environment, "quietly", fail)
    for _ in range(2):
        with pytest.raises(Stop, match="no network"):
            ours.prepare("dev")


def test_what_makes_an_environment_out_of_date(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = environment.key(checkout)
    (checkout / "pyproject.toml").write_text(PYPROJECT + "\n[tool.ruff]\nline-length = 1\n")
    assert environment.key(checkout) == before
    (checkout / "pyproject.toml").write_text(PYPROJECT.replace("dev = []", "dev = ['more']"))
    assert environment.key(checkout) != before
    (checkout / "pyproject.toml").write_text(PYPROJECT)
    monkeypatch.setattr(environment.sys, "version_info", (3, 99, 0))
    assert environment.key(checkout) != before


def test_programs_run_with_the_environments_own_libraries(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("PYTHONHOME", "/somewhere")
    monkeypatch.setenv("PATH", "/usr/bin")
    ours = Environment(tmp_path)
    env = ours.variables()
    assert "PYTHONPATH" not in env
    assert "PYTHONHOME" not in env
    assert env["PATH"].startswith(str(ours.python.parent))
    assert env["PATH"].endswith("/usr/bin")


class TestWithoutEnsurepip:
    """As on Debian, where the venv package is apart."""

    @pytest.fixture(autouse=True)
    def bare(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(environment, "has", lambda module: False)
        monkeypatch.setattr(environment.shutil, "which", lambda name: None)

    def test_the_package_is_asked_for_then_venv_is_used(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        did: list[tuple[object, ...]] = []
        monkeypatch.setattr(environment.system, "provide", lambda *words: did.append(words))
        monkeypatch.setattr(environment, "quietly", lambda command: did.append(tuple(command[1:])))
        environment.make(tmp_path / ".venv")
        version = ".".join(map(str, sys.version_info[:2]))
        assert did == [
            ("venv", "Making a virtual environment", f"python{version}"),
            ("-m", "venv", tmp_path / ".venv"),
        ]

    @pytest.mark.parametrize("tool", ["uv", "virtualenv"])
    def test_another_tool_that_is_there_is_used_instead(
        self, tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ran: list[list[str]] = []
        monkeypatch.setattr(
            environment.shutil, "which", lambda name: f"/bin/{name}" if name == tool else None
        )
        monkeypatch.setattr(environment, "succeeds", lambda command: bool(ran.append(command)) or True)
        environment.make(tmp_path / ".venv")
        assert [command[0] for command in ran] == [f"/bin/{tool}"]
        assert ran[0][-1] == str(tmp_path / ".venv")
