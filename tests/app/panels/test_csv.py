"""A person's own table: chosen, its columns given roles, incomplete choices kept until they are complete."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from app.document.model import INPUT
from app.panels.inspector import InspectorPanel
from app.session import Session

TABLE = "size,colour,weight,kind\n1.5,red,2,apple\n3.5,blue,4,plum\n2.5,red,6,apple\n"


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> InspectorPanel:
    shown = InspectorPanel(session)
    qtbot.addWidget(shown)
    shown.resize(300, 800)
    session.select([INPUT])
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table that the file dialog gives."""
    path = tmp_path / "fruit.csv"
    path.write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(path), ""))
    return path


def choose_csv(panel: InspectorPanel) -> None:
    kinds = panel.findChild(QComboBox, "dataSource")
    assert kinds is not None
    place = kinds.findData("csv_file")
    kinds.setCurrentIndex(place)
    kinds.activated.emit(place)


def panel_settles(panel: InspectorPanel, qtbot: QtBot) -> None:
    """Waits until nothing is being read."""
    qtbot.waitUntil(lambda: not panel.choice.is_reading)


def press(panel: InspectorPanel, qtbot: QtBot, name: str) -> None:
    button = panel.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    panel_settles(panel, qtbot)


def uses(panel: InspectorPanel) -> dict[str, str]:
    table = panel.findChild(QTableWidget, "csvColumns")
    assert table is not None
    return {table.item(row, 0).text(): table.item(row, 1).text() for row in range(table.rowCount())}


def use(panel: InspectorPanel, qtbot: QtBot, column: str, role: str) -> None:
    table = panel.findChild(QTableWidget, "csvColumns")
    assert table is not None
    table.selectRow(list(uses(panel)).index(column))
    press(panel, qtbot, f"use:{role}")


def said(panel: InspectorPanel) -> str:
    found = panel.findChild(QLabel, "faultText")
    assert found is not None
    return found.text()


def test_until_a_file_is_chosen_the_model_keeps_its_data(
    panel: InspectorPanel, session: Session, qtbot: QtBot
) -> None:
    before = session.document
    choose_csv(panel)
    assert session.document is before
    panel_settles(panel, qtbot)
    assert said(panel) == "No file is chosen. Choose a CSV file."


def test_a_file_is_used_as_its_columns_look(
    panel: InspectorPanel, session: Session, qtbot: QtBot, file: Path
) -> None:
    choose_csv(panel)
    press(panel, qtbot, "chooseFile")
    assert uses(panel) == {"size": "Input", "colour": "Index", "weight": "Input", "kind": "Target"}
    data = session.document.data
    assert (data.source, data.rows) == ("csv_file", 3)
    assert [(port.dims, port.kind) for port in data.inputs] == [((), "index"), ((2,), "real")]
    assert data.target.kind == "index"


def test_columns_get_other_roles_in_as_many_steps_as_one_likes(
    panel: InspectorPanel, session: Session, qtbot: QtBot, file: Path
) -> None:
    choose_csv(panel)
    press(panel, qtbot, "chooseFile")
    before = session.document
    use(panel, qtbot, "kind", "none")
    assert "No target is chosen" in said(panel)
    assert session.document is before
    assert uses(panel)["kind"] == "–"
    use(panel, qtbot, "weight", "target")
    assert session.document.data.target.name == "weight"
    assert uses(panel) == {"size": "Input", "colour": "Index", "weight": "Target", "kind": "–"}
    session.undo()
    assert uses(panel)["kind"] == "Target"


def test_a_file_that_is_gone(panel: InspectorPanel, session: Session, qtbot: QtBot, file: Path) -> None:
    choose_csv(panel)
    file.unlink()
    press(panel, qtbot, "chooseFile")
    assert "There is no file fruit.csv" in said(panel)
    assert session.document.data.source == "tutorial"
