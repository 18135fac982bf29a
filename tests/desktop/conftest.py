"""Fixtures of the tests that drive a real window: a display for all of them, and a desktop for each."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.desktop import xvfb
from tests.desktop.driver import ROOT, Desktop
from tests.desktop.xvfb import Display


@pytest.fixture(scope="session")
def display() -> Iterator[Display]:
    """A screen of 1280 by 800 pixels, for the whole session."""
    if sys.platform != "linux":
        pytest.skip("Xvfb is of Linux")
    try:
        with xvfb.display() as screen:
            yield screen
    except xvfb.MissingProgram as missing:
        raise pytest.fail.Exception(str(missing), pytrace=False) from None


@pytest.fixture
def desktop(display: Display, tmp_path: Path) -> Iterator[Desktop]:
    """A person with an empty home; the program is started by the test and ended after it."""
    person = Desktop(display, tmp_path)
    yield person
    person.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "display" in getattr(item, "fixturenames", ()):
            item.add_marker("desktop")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed test leaves a picture of the screen, and says what the program printed."""
    report = yield
    person = getattr(item, "funcargs", {}).get("desktop")
    if report.failed and report.when != "teardown" and isinstance(person, Desktop):
        picture = person.screenshot(ROOT / "build" / "desktop" / f"{item.name}.png")
        report.sections.append(("the screen", f"is in {picture}"))
        report.sections.append(("the program printed", person.printed()))
    return report
