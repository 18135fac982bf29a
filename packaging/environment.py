"""The virtual environment `.venv` of a checkout: made once, made anew when broken, otherwise left alone."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import sys
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import system
from steps import quietly, say, step, succeeds

STAMP = "netloom.json"  # written last, so an environment that has it was finished


class Environment:
    """The environment of the checkout at `root`, with the libraries that its pyproject.toml names."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def prepare(self, *extras: str) -> None:
        """Have Netloom and the libraries of `extras` installed; at once when they already are.

        Raises Stop when that cannot be done.
        """
        if self._has(extras):
            return
        with self._alone():
            if self._has(extras):  # somebody else was faster
                return
            if not self._sound():
                self._make()
            self._install(sorted({*extras, *self._stamped_extras()}))

    def variables(self) -> dict[str, str]:
        """The variables for a program that runs in this environment."""
        env = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
        programs = str(self.python.parent)
        path = env.get("PATH", "")
        return env | {
            "VIRTUAL_ENV": str(self.folder),
            "PATH": programs + os.pathsep + path if path else programs,
            "PIP_USER": "0",  # some people's setting, refused inside an environment
        }

    def _stamp(self) -> dict[str, Any]:
        try:
            stamp = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def _stamped_extras(self) -> list[str]:
        return [str(extra) for extra in self._stamp().get("extras", [])]

    def _has(self, extras: Iterable[str]) -> bool:
        """Whether all is there already, judged without starting anything."""
        return (
            self.python.exists()
            and self._stamp().get("key") == key(self.root)
            and set(extras) <= set(self._stamped_extras())
        )

    def _sound(self) -> bool:
        """Whether what is there is a working environment of the running Python's version."""
        if not self.folder.exists():
            return False
        ask = f"import sys, pip; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
        if (self.folder / "pyvenv.cfg").exists() and succeeds([self.python, "-c", ask], self.variables()):
            return True
        say(".venv is broken or of another Python: it is made anew")
        return False

    def _make(self) -> None:
        if self.folder.is_symlink() or self.folder.is_file():
            self.folder.unlink()
        elif self.folder.exists():
            shutil.rmtree(self.folder)
        make(self.folder)

    def _install(self, extras: list[str]) -> None:
        (self.folder / STAMP).unlink(missing_ok=True)
        what = f"{self.root}[{','.join(extras)}]" if extras else str(self.root)
        options = ("--quiet", "--no-input", "--disable-pip-version-check", "--no-warn-script-location")
        with step("installing Netloom and its libraries" + (f" ({', '.join(extras)})" if extras else "")):
            quietly([self.python, "-m", "pip", "install", *options, "--editable", what], self.variables())
        stamp = {"key": key(self.root), "extras": extras}
        (self.folder / STAMP).write_text(json.dumps(stamp) + "\n", encoding="utf-8")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one set-up at a time, where the system has advisory locks."""
        if sys.platform == "win32":
            yield
            return
        import fcntl

        with (self.root / "pyproject.toml").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def key(root: Path) -> str:
    """What an environment was made for: it changes with the place, the Python and what is to be installed."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {part: project.get(part) for part in ("build-system", "project")}
    asked["hatch"] = project.get("tool", {}).get("hatch")
    facts = [str(root), list(sys.version_info[:2]), asked]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def make(folder: Path) -> None:
    """A fresh virtual environment with pip at `folder`. Raises Stop, saying what to install, if it cannot."""
    version = ".".join(map(str, sys.version_info[:2]))
    base = getattr(sys, "_base_executable", sys.executable)
    if not has("ensurepip"):
        for words, commands in other_ways(base, folder):
            with step(f"making .venv (Python {version}, with {words})"):
                made = all(succeeds(command) for command in commands)
            if made:
                return
            shutil.rmtree(folder, ignore_errors=True)
        system.provide("venv", "Making a virtual environment", f"python{version}")
    with step(f"making .venv (Python {version})"):
        quietly([base, "-m", "venv", folder])


def other_ways(base: str, folder: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Ways that need no ensurepip: what each is called and its commands."""
    inside = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if has("pip"):
        pip = [base, "-m", "pip", "--quiet", "--python", str(inside), "install", "--no-input", "pip"]
        yield "pip", [[base, "-m", "venv", "--without-pip", str(folder)], pip]
    if uv := shutil.which("uv"):
        yield "uv", [[uv, "venv", "--seed", "--python", base, str(folder)]]
    if virtualenv := shutil.which("virtualenv"):
        yield "virtualenv", [[virtualenv, "--python", base, str(folder)]]


def has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None
