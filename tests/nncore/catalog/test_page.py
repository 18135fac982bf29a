"""The catalogue's page tells the truth of tests that passed, failed, are old, or never ran."""

from __future__ import annotations

import json
import time
from pathlib import Path

from nncore import catalog
from nncore.catalog.page import page

TESTS = [f"tests/nncore/test_x.py::test_{law}[{name}]" for law in "ab" for name in ("Linear", "Tanh", "Abs")]
TESTS += ["tests/nncore/test_x.py::test_c[LinearNoBias-2]", "tests/nncore/test_x.py::test_of_no_class"]


def state(name: str, text: str) -> str:
    """What the page says of a class."""
    line = next(line for line in text.splitlines() if line.split()[:1] == [name])
    return line.removeprefix(f"  {name:32} ").partition(catalog.find(name).spec.summary)[0].strip()


def noted(folder: Path, outcomes: dict[str, tuple[str, float]]) -> Path:
    (folder / "outcomes").write_text(json.dumps(outcomes))
    return folder / "outcomes"


def test_nothing_is_said_to_pass_that_never_ran(tmp_path: Path) -> None:
    text = page(TESTS, tmp_path / "missing")
    assert {state(name, text) for name in ("Linear", "Tanh", "Sigmoid")} == {"tests not run"}
    assert text.endswith(f"{len(catalog.files())} classes; tests of single classes: 7 not run")
    assert page([], tmp_path / "missing").endswith("no tests here")


def test_a_damaged_record_is_none(tmp_path: Path) -> None:
    (tmp_path / "outcomes").write_text("{")
    assert state("Linear", page(TESTS, tmp_path / "outcomes")) == "tests not run"


def test_a_partial_run_is_said_to_be_one(tmp_path: Path) -> None:
    now = time.time() + 1e6
    passed = {TESTS[0]: ("passed", now), TESTS[1]: ("failed", now), TESTS[4]: ("skipped", now)}
    gone = {"tests/nncore/test_x.py::test_gone[Linear]": ("failed", now)}
    text = page(TESTS, noted(tmp_path, passed | gone))
    assert state("Linear", text) == "1 pass, 2 not run"
    assert state("Tanh", text) == "1 fail, 1 skipped"
    assert "1 fail, 1 pass, 1 skipped, 4 not run; the oldest result" in text


def test_results_older_than_the_class_are_marked(tmp_path: Path) -> None:
    text = page(TESTS, noted(tmp_path, dict.fromkeys(TESTS, ("passed", 1000000000.0))))
    assert state("Linear", text) == "3 pass, changed since"
