"""The catalogue as a page of text: every class, what it is, and how its tests stand.

The tests' state is what each of them gave when it last ran in this clone (tests/nncore/outcomes.py notes it);
an installed nncore has none. A test that never ran counts as such, and a class whose file was changed since
its tests ran is marked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nncore import catalog

CLONE = Path(__file__).parents[2]
OUTCOMES = CLONE / ".pytest_cache" / "v" / "nncore" / "outcomes"
LAWS = ("gradient", "batch", "random", "unreachable")
WORDS = {"failed": "fail", "passed": "pass", "skipped": "skipped", "not run": "not run"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test gave when it last ran: "passed", "failed" or "skipped"; or "not run"."""

    word: str = "not run"
    at: float = 0.0


def page(tests: Iterable[str] | None = None, outcomes: Path = OUTCOMES) -> str:
    """One line for each class, by category: its name, the state of its tests, its summary, its exemptions.

    Args:
        tests: the tests that there are, by pytest's names; left out, those of this clone.
        outcomes: where it was noted what they gave.
    """
    found = _tests(collected() if tests is None else tests, outcomes)
    lines: list[str] = []
    for category in catalog.CATEGORIES:
        names = [name for name, folder in catalog.files().items() if folder == category]
        lines.append(f"{category}: {len(names)}")
        lines += [_line(name, _state(name, found[name])) for name in names]
        lines.append("")
    every = [outcome for each in found.values() for outcome in each]
    ran = [outcome.at for outcome in every if outcome.at]
    when = f"; the oldest result is of {_date(min(ran))}, the newest of {_date(max(ran))}" if ran else ""
    counted = _counted(every) or "no tests here"
    lines.append(f"{len(catalog.files())} classes; tests of single classes: {counted}{when}")
    return "\n".join(lines)


def _counted(outcomes: list[Outcome]) -> str:
    """How many passed, failed, were skipped or never ran: "3 fail, 20 pass"."""
    counts = {word: sum(outcome.word == word for outcome in outcomes) for word in WORDS}
    return ", ".join(f"{count} {WORDS[word]}" for word, count in counts.items() if count)


def _state(name: str, outcomes: list[Outcome]) -> str:
    ran = [outcome.at for outcome in outcomes if outcome.at]
    if not ran:
        return "tests not run"
    file = Path(catalog.__file__).parents[1] / catalog.category(name) / f"{name}.py"
    return _counted(outcomes) + (", changed since" if file.stat().st_mtime > min(ran) else "")


def _line(name: str, state: str) -> str:
    kind = catalog.find(name)
    exempt = [f"{law}: {reason}" for law in LAWS if (reason := getattr(kind.example, law))]
    return f"  {name:32} {state:20} {kind.spec.summary}" + "".join(f"\n{'':36}{line}" for line in exempt)


def _date(at: float) -> str:
    return f"{datetime.fromtimestamp(at):%d %b %Y, %H:%M}"


def _tests(tests: Iterable[str], outcomes: Path) -> defaultdict[str, list[Outcome]]:
    """The outcomes of the tests that there are of each class, by the class's name."""
    try:
        noted = json.loads(outcomes.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        noted = {}
    found = defaultdict(list)
    for test in tests:
        if name := _class(test):
            found[name].append(Outcome(*noted.get(test, ())))
    return found


def collected() -> list[str]:
    """The engine's tests that there are now; none where there is no clone."""
    ask = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "tests/nncore"]
    listed = subprocess.run(ask, cwd=CLONE, capture_output=True, encoding="utf-8", check=False)
    return [line for line in listed.stdout.splitlines() if "::" in line]


def _class(test: str) -> str | None:
    """The class that a test's id names: "…[Linear]", or "…[LinearNoBias-2]" for a variant of Linear."""
    case = test.partition("[")[2].rstrip("]").partition("-")[0]
    names = [name for name in catalog.files() if case.startswith(name)]
    return max(names, key=len, default=None)
