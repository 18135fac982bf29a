"""The pooling that an unpooling undoes is chosen in the inspector, and the palette offers unpooling."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from app.document import edits
from app.document.search import offered, search
from app.panels.inspector import InspectorPanel
from app.session import Session
from tests.app.document.test_referring import POOL, UNPOOL, coder


def choice(panel: InspectorPanel) -> QComboBox:
    assert panel.card is not None
    (found,) = panel.card.findChildren(QComboBox, "madeFor")
    return found


def test_it_is_chosen_with_the_keyboard_and_undone(session: Session, qtbot: QtBot) -> None:
    panel = InspectorPanel(session)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    session.replace(coder())
    session.select([UNPOOL])
    box = choice(panel)
    assert box.isVisibleTo(panel)
    assert box.itemText(0) == "none yet"
    assert "SpatialMaxPooling" in box.currentText()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert session.document.node(UNPOOL).refers is None
    (button,) = [b for b in panel.card.findChildren(QPushButton) if "ndo Spatial" in b.text()]
    button.click()
    assert session.document.node(UNPOOL).refers == POOL
    session.undo()
    assert choice(panel).currentText() == "none yet"
    session.undo()
    assert "SpatialMaxPooling" in choice(panel).currentText()


def test_one_that_cannot_be_undone_is_refused_in_words(session: Session, qtbot: QtBot) -> None:
    document = edits.set_arguments(edits.refer(coder(), UNPOOL, None), POOL, {"dW": 1})
    panel = InspectorPanel(session)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    session.replace(document)
    session.select([UNPOOL])
    said: list[str] = []
    session.said.connect(said.append)
    qtbot.keyClick(choice(panel), Qt.Key.Key_Down)
    assert "overlap" in said[-1]
    assert choice(panel).currentText() == "none yet"


def test_it_is_offered() -> None:
    assert {"SpatialMaxUnpooling", "VolumetricMaxUnpooling"} <= offered().keys()
    assert "SpatialMaxUnpooling" in search("unpool")
