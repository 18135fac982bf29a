"""Files dragged onto the window, or opened: data becomes the model's data in one undo step."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.document.model import INPUT
from app.files.model_file import save
from app.window import Window


def drop(onto: QWidget, path: Path) -> bool:
    """Drags a file there and lets go; whether it was accepted."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, mime, button, keys)
    QApplication.sendEvent(onto, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, button, keys)
    QApplication.sendEvent(onto, event)
    return event.isAccepted()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "fruit.csv"
    path.write_text("size,weight,kind\n1.5,2,apple\n3.5,4,plum\n2.5,6,apple\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("part", ["window", "canvas"])
def test_a_table_dropped_on_the_window_is_the_models_data(
    window: Window, qtbot: QtBot, table: Path, part: str
) -> None:
    before = window.session.document
    assert drop(window if part == "window" else window.canvas.viewport(), table)
    qtbot.waitUntil(lambda: window.session.document.data.source == "csv_file")
    data = window.session.document.data
    assert (data.rows, data.inputs[0].dims, data.target.kind) == (3, (2,), "index")
    assert window.session.selection == {INPUT}
    assert window.session.undo_words == "Data: CSV file"
    window.session.undo()
    assert window.session.document is before


def test_a_table_with_gaps_asks_first(window: Window, qtbot: QtBot, table: Path) -> None:
    table.write_text("size,weight,kind\n1.5,2,apple\n,4,plum\n2.5,6,apple\n", encoding="utf-8")
    window.files.open(table)
    qtbot.waitUntil(lambda: window.data_choice.fault is not None)
    assert window.session.document.data.source == "tutorial"
    panel = window.findChild(QWidget, "dataPanel")
    assert panel is not None
    words = panel.findChild(QLabel, "faultText")
    assert words is not None
    assert "row 3, column 'size': the value is missing. 1 of 3 rows have gaps" in words.text()
    button = panel.findChild(QPushButton, "repair:1")
    assert button is not None and button.text().startswith("Put the column's mean")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.document.data.source == "csv_file")
    assert window.session.document.data.rows == 3


def test_arrays_and_models(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    arrays, model = tmp_path / "some.npz", tmp_path / "other.netloom"
    np.savez(arrays, x=np.zeros((6, 4)), y=np.arange(6.0))
    assert drop(window, arrays)
    qtbot.waitUntil(lambda: window.session.document.data.source == "array_file")
    save(model, window.session.document, window.session.checkpoint)
    window.session.undo()
    assert drop(window, model)
    qtbot.waitUntil(lambda: window.session.path == model)


def test_reading_can_be_stopped_and_taken_up_again(window: Window, qtbot: QtBot, table: Path) -> None:
    table.write_text("size,kind\n" + "1.5,apple\n" * 400_000, encoding="utf-8")
    window.files.open(table)
    assert window.data_choice.reading_words.startswith("Reading fruit.csv…")
    qtbot.waitUntil(lambda: window.findChild(QPushButton, "cancelReading") is not None)
    panel = window.findChild(QWidget, "dataPanel")
    assert panel is not None
    stop = panel.findChild(QPushButton, "cancelReading")
    assert stop is not None
    qtbot.waitUntil(stop.isVisible)
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert not window.data_choice.is_reading
    assert window.session.document.data.source == "tutorial"
    again = panel.findChild(QPushButton, "repair:0")
    assert again is not None and again.text() == "Read it again"
    table.write_text("size,kind\n" + "1.5,apple\n" * 40, encoding="utf-8")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.document.data.rows == 40)


def test_what_is_no_data_is_opened_as_a_model_and_refused(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "notes.pdf"
    path.write_bytes(b"%PDF")
    window.files.open(path)
    qtbot.waitUntil(lambda: window.findChild(QWidget, "fileFault") is not None)
