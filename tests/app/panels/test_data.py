"""The data's card: what comes with the program, and what it looks like."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from app.document import edits
from app.document.model import INPUT
from app.panels.inspector import InspectorPanel
from app.panels.thumbnails import Thumbnails
from app.session import Session


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> InspectorPanel:
    shown = InspectorPanel(session)
    qtbot.addWidget(shown)
    shown.resize(300, 800)
    session.select([INPUT])
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def choose(panel: InspectorPanel, name: str) -> None:
    kinds = panel.findChild(QComboBox, "dataSource")
    assert kinds is not None
    kinds.setCurrentIndex(kinds.findData(name))
    kinds.activated.emit(kinds.currentIndex())


def rows(panel: InspectorPanel, name: str) -> list[list[str]]:
    table = panel.findChild(QTableWidget, name)
    assert table is not None
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_irises_in_figures(panel: InspectorPanel, session: Session, qtbot: QtBot) -> None:
    choose(panel, "iris")
    assert session.document.data.source == "iris"
    qtbot.waitUntil(lambda: rows(panel, "dataClasses")[0] == ["1 = setosa", "50", "33%"])
    assert rows(panel, "dataRanges")[2] == ["petal length", "1", "3.758", "6.9"]
    assert rows(panel, "dataPreview")[0] == ["5.100", "3.500", "1.400", "0.200", "setosa"]
    size = panel.findChild(QLabel, "dataRows")
    assert size is not None and size.text() == "150 rows, 5 columns"


def test_standardising_is_one_undo_step(panel: InspectorPanel, session: Session, qtbot: QtBot) -> None:
    choose(panel, "iris")
    tick = panel.findChild(QCheckBox, "data:standardise")
    assert tick is not None
    tick.click()
    assert dict(session.document.data.options) == {"standardise": True}
    session.undo()
    assert session.document.data.options == ()


def test_digits_are_seen(panel: InspectorPanel, qtbot: QtBot) -> None:
    choose(panel, "digits")
    shown = panel.findChild(Thumbnails)
    assert shown is not None
    qtbot.waitUntil(lambda: len(shown.pictures) == 12)
    assert shown.captions[:3] == ("0", "1", "2")
    one = shown.pictures[1]
    assert (one.width(), one.height()) == (8, 8)
    assert one.pixelColor(0, 0).value() < 30 < 200 < max(one.pixelColor(x, 4).value() for x in range(8))
    assert shown.height() > 100


def test_sentences_are_words(panel: InspectorPanel, qtbot: QtBot) -> None:
    choose(panel, "sentences")
    qtbot.waitUntil(lambda: rows(panel, "dataPreview")[0][:4] == ["the", "soup", "is", "too"])


def test_the_split_is_told(panel: InspectorPanel, session: Session) -> None:
    choose(panel, "iris")
    held = panel.findChild(QLabel, "dataHeld")
    assert held is not None and held.text() == "none"
    session.apply("Hold out", edits.set_training(session.document, validation=0.2))
    assert held.text() == "30 rows (20%)"
