"""What pyproject.toml promises: the Pythons, the libraries, and the one that must not be."""

from __future__ import annotations

import tomllib
from pathlib import Path

import interpreter
import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def accepted(library: str, version: str, python: str) -> bool:
    """Whether `version` of `library` may be installed under that Python."""
    named = [Requirement(line) for line in PROJECT["dependencies"]]
    asked = [one for one in named if one.name == library]
    counted = [one for one in asked if one.marker is None or one.marker.evaluate({"python_version": python})]
    assert counted, f"{library} is not asked for under Python {python}"
    return all(one.specifier.contains(version) for one in counted)


@pytest.mark.parametrize("version", ["6.8.3", "6.9.3", "6.10.2", "6.11.3", "6.13.0"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_sound_qt_versions_are_accepted(version: str, python: str) -> None:
    assert accepted("PySide6-Essentials", version, python)


def test_the_qt_that_kills_python_3_11_is_refused_there_only() -> None:
    assert not accepted("PySide6-Essentials", "6.12.0", "3.11")
    assert accepted("PySide6-Essentials", "6.12.0", "3.12")
    assert not accepted("PySide6-Essentials", "6.8.2", "3.12")


def test_the_full_qt_is_never_asked_for() -> None:
    extras = PROJECT["optional-dependencies"]
    everything = [*PROJECT["dependencies"], *(line for lines in extras.values() for line in lines)]
    assert not {"PySide6", "PySide6-Addons"} & {Requirement(line).name for line in everything}


def test_torch_and_onnx_are_never_needed_to_run() -> None:
    needed = {Requirement(line).name for line in PROJECT["dependencies"]}
    extras = PROJECT["optional-dependencies"]
    assert not {"torch", "onnx"} & needed
    assert extras["bench"] == ["torch==2.13.0"]
    assert [Requirement(line).name for line in extras["export"]] == ["onnx"]


@pytest.mark.parametrize(
    ("python", "fits"), [("3.10", False), ("3.11", True), ("3.14", True), ("3.15", False)]
)
def test_dev_py_and_pip_accept_the_same_pythons(python: str, fits: bool) -> None:
    major, minor = map(int, python.split("."))
    assert (python in SpecifierSet(PROJECT["requires-python"])) is fits
    assert interpreter.fits((major, minor)) is fits
