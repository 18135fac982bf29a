"""Notes in pytest's cache what each test of the engine gave, and when, for `python -m nncore.catalog`.

Pytest's own records do not tell which tests ran: it also notes those that it only collected.
"""

from __future__ import annotations

import time

import pytest

NAME = "nncore/outcomes"


class Outcomes:
    """A plugin of pytest: the outcome of every test under tests/nncore."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str, float]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.nodeid.startswith("tests/nncore"):
            return
        if report.when == "call" or not report.passed:
            before = self._seen.get(report.nodeid, ("", 0.0))[0]
            self._seen[report.nodeid] = ("failed" if before == "failed" else report.outcome, time.time())

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        cache = getattr(session.config, "cache", None)
        if cache is not None and self._seen:
            cache.set(NAME, {**cache.get(NAME, {}), **self._seen})
