"""The catalogue as a page of text: every class, what it is, and how its tests stand.

The tests' state is what pytest noted in its cache the last time they ran in this clone; an installed nncore
has none.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from nncore import catalog

CACHE = Path(__file__).parents[2] / ".pytest_cache" / "v" / "cache"
LAWS = ("gradient", "batch", "random", "unreachable")


def page() -> str:
    """One line for each class, by category: its name, the state of its tests, its summary, its exemptions."""
    counts, failed = _counts("nodeids"), _counts("lastfailed")
    lines: list[str] = []
    for category in catalog.CATEGORIES:
        names = [name for name, folder in catalog.files().items() if folder == category]
        lines += [f"{category}: {len(names)}", *(_line(name, counts[name], failed[name]) for name in names),
        ""]
    tests, wrong = sum(counts.values()), sum(failed.values())
    lines.append(f"{len(catalog.files())} classes, {tests} tests of single classes, {wrong} of them failed")
    return "\n".join(lines)


def _line(name: str, count: int, failed: int) -> str:
    kind = catalog.find(name)
    state = "tests not run" if not count else f"{failed} of {count} fail" if failed else f"{count} tests pass"
    exempt = [f"{law}: {reason}" for law in LAWS if (reason := getattr(kind.example, law))]
    return f"  {name:32} {state:16} {kind.spec.summary}" + "".join(f"\n{'':36}{line}" for line in exempt)


def _counts(record: str) -> Counter[str]:
    """How many of the tests in one of pytest's records are of each class."""
    try:
        tests = json.loads((CACHE / record).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Counter()
    found = (_class(test) for test in tests if test.startswith("tests/nncore/"))
    return Counter(name for name in found if name)


def _class(test: str) -> str | None:
    """The class that a test's id names: "…[Linear]", or "…[LinearNoBias-2]" for a variant of Linear."""
    case = test.partition("[")[2].rstrip("]").partition("-")[0]
    names = [name for name in catalog.files() if case.startswith(name)]
    return max(names, key=len, default=None)
