"""Panels as people see them: in the program's look, with a session, sometimes with a real run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.document import examples
from app.look import look
from app.runner import Runner
from app.session import Session


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    look.set_mode("light")
    look.apply(qapp)
    yield
    qapp.setStyleSheet("")


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(examples.tutorial())


@pytest.fixture
def runner(session: Session) -> Iterator[Runner]:
    made = Runner(session)
    yield made
    made.close()
