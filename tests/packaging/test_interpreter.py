"""dev.py finds a Python that fits, and one that is too old is told so in words."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from types import SimpleNamespace

import interpreter
import pytest

PACKAGING = Path(interpreter.__file__).parent


def pretend(monkeypatch: pytest.MonkeyPatch, version: tuple[int, int]) -> None:
    """Be a Python of that version, at /old/python."""
    fake = SimpleNamespace(version_info=(*version, 0), executable="/old/python")
    monkeypatch.setattr(interpreter, "sys", fake)


def put_python(folder: Path, name: str, answer: str) -> Path:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{answer}\n")
    program.chmod(0o755)
    return program


@pytest.mark.skipif(sys.platform == "win32", reason="the pretended Pythons are shell scripts")
class TestFind:
    def test_this_one_when_it_fits(self) -> None:
        assert interpreter.find() == sys.executable

    @pytest.mark.parametrize("version", [(3, 9), (3, 15)])
    def test_a_fitting_one_on_path(
        self, version: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pretend(monkeypatch, version)
        put_python(tmp_path, "python3.14", "exit 127")  # a shim without a Python behind it
        put_python(tmp_path, "python3.13", "echo 3 10")  # another than its name says
        fitting = put_python(tmp_path, "python3", "echo 3 12")
        monkeypatch.setenv("PATH", str(tmp_path))
        assert interpreter.find() == str(fitting)

    def test_none_is_said_with_what_to_do(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        pretend(monkeypatch, (3, 9))
        monkeypatch.setenv("PATH", str(tmp_path))
        assert interpreter.find() is None
        assert "needs Python 3.11 to 3.14; this is 3.9 (/old/python)" in interpreter.wanted()
        assert "python3.13 packaging/dev.py" in interpreter.wanted()


@pytest.mark.parametrize("name", ["dev.py", "interpreter.py"])
def test_an_old_python_can_read_what_tells_it_so(name: str) -> None:
    ast.parse((PACKAGING / name).read_text(encoding="utf-8"), feature_version=(3, 6))
