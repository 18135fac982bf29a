"""The catalogue as a page of text: every class, what it is, and how its tests stand.

The tests' state is what pytest noted in its cache when they last ran in this clone, and the page says when
that was; an installed nncore has none. A class whose file was changed since is marked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path

from nncore import catalog

CLONE = Path(__file__).parents[2]
CACHE = CLONE / ".pytest_cache" / "v" / "cache"
LAWS = ("gradient", "batch", "random", "unreachable")


def page() -> str:
    """One line for each class, by category: its name, the state of its tests, its summary, its exemptions."""
    counts, failed, ran = _counts("nodeids"), _counts("lastfailed"), _ran()
    lines: list[str] = []
    for category in catalog.CATEGORIES:
        names = [name for name, folder in catalog.files().items() if folder == category]
        lines.append(f"{category}: {len(names)}")
        lines += [_line(name, _state(name, counts[name], failed[name], ran)) for name in names]
        lines.append("")
    tests, wrong = sum(counts.values()), sum(failed.values())
    when = f", as of {ran:%d %b %Y, %H:%M}" if ran else ""
    lines.append(
        f"{len(catalog.files())} classes, {tests} tests of single classes, {wrong} of them failed{when}"
    )
    return "\n".join(lines)


def _state(name: str, count: int, failed: int, ran: datetime | None) -> str:
    if not count or ran is None:
        return "tests not run"
    state = f"{failed} of {count} fail" if failed else f"{count} tests pass"
    changed = _changed(Path(catalog.__file__).parents[1] / catalog.category(name) / f"{name}.py")
    return state + (", changed since" if changed and changed > ran else "")


def _line(name: str, state: str) -> str:
    kind = catalog.find(name)
    exempt = [f"{law}: {reason}" for law in LAWS if (reason := getattr(kind.example, law))]
    return f"  {name:32} {state:16} {kind.spec.summary}" + "".join(f"\n{'':36}{line}" for line in exempt)


def _ran() -> datetime | None:
    """When pytest last noted something."""
    return max(filter(None, (_changed(CACHE / record) for record in ("nodeids", "lastfailed"))), default=None)


def _changed(file: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime)
    except OSError:
        return None


def _counts(record: str) -> Counter[str]:
    """How many of the tests in one of pytest's records are of each class; without those that are no more."""
    try:
        tests = json.loads((CACHE / record).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Counter()
    there = _collected()
    found = (_class(test) for test in tests if test in there)
    return Counter(name for name in found if name)


@cache
def _collected() -> frozenset[str]:
    """The tests that there are: pytest also keeps what it noted of tests that were renamed or taken out."""
    ask = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "tests/nncore"]
    listed = subprocess.run(ask, cwd=CLONE, capture_output=True, encoding="utf-8", check=False)
    return frozenset(line for line in listed.stdout.splitlines() if "::" in line)


def _class(test: str) -> str | None:
    """The class that a test's id names: "…[Linear]", or "…[LinearNoBias-2]" for a variant of Linear."""
    case = test.partition("[")[2].rstrip("]").partition("-")[0]
    names = [name for name in catalog.files() if case.startswith(name)]
    return max(names, key=len, default=None)
