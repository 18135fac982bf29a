"""The palette: every module under its category, found as one types, taken by mouse or keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.canvas.mime import MODULE_MIME
from app.panels.palette import PalettePanel
from nncore import catalog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot) -> PalettePanel:
    shown = PalettePanel()
    qtbot.addWidget(shown)
    shown.resize(280, 640)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.search.setFocus()
    return shown


def rows(panel: PalettePanel, parent: QModelIndex | None = None) -> list[QModelIndex]:
    model = panel.tree.model()
    parent = parent or QModelIndex()
    return [model.index(row, 0, parent) for row in range(model.rowCount(parent))]


def row(panel: PalettePanel, name: str) -> QModelIndex:
    model = panel.tree.model()
    flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    return model.match(model.index(0, 0), Qt.ItemDataRole.DisplayRole, name, 1, flags)[0]


def spot(panel: PalettePanel, name: str) -> QPoint:
    panel.tree.scrollTo(row(panel, name))
    return panel.tree.visualRect(row(panel, name)).center()


def test_every_class_but_bases_stands_under_its_category(panel: PalettePanel) -> None:
    shown = [entry.data() for heading in rows(panel) for entry in rows(panel, heading)]
    assert set(catalog.files()) - set(shown) == {"Decorator"} and len(set(shown)) == len(shown)
    headings = [heading.data() for heading in rows(panel)]
    assert headings[:3] == ["Simple layers", "Transfer functions", "Containers"]


def test_typing_narrows_it_to_the_matches_best_first(panel: PalettePanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.search, "dense")
    assert rows(panel)[0].data() == "Linear"
    assert panel.tree.current_name() == "Linear"
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    assert panel.search.text() == ""
    assert rows(panel)[0].data() == "Simple layers"


def test_when_nothing_fits_it_says_so(panel: PalettePanel, qtbot: QtBot) -> None:
    said = panel.findChild(QLabel, "paletteNothing")
    assert said is not None
    assert not said.isVisible()
    qtbot.keyClicks(panel.search, "qqq")
    assert said.isVisible()
    assert "No module fits “qqq”" in said.text()
    with qtbot.assertNotEmitted(panel.chosen):
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)


def test_arrows_and_enter_in_the_search_work_on_the_list(panel: PalettePanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.search, "table")
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    second = rows(panel)[1].data()
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert chosen.args == [second]


def test_typing_in_the_list_goes_to_the_search(panel: PalettePanel, qtbot: QtBot) -> None:
    panel.tree.setFocus()
    qtbot.keyClick(panel.tree, "m")
    assert panel.search.text() == "m"
    assert panel.search.hasFocus()


def test_a_click_arms_placing_and_a_double_click_adds(panel: PalettePanel, qtbot: QtBot) -> None:
    place = spot(panel, "Tanh")
    with qtbot.waitSignal(panel.placing) as placing:
        qtbot.mouseClick(panel.tree.viewport(), LEFT, pos=place)
    assert placing.args == ["Tanh"]
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.mouseDClick(panel.tree.viewport(), LEFT, pos=place)
        qtbot.mouseRelease(panel.tree.viewport(), LEFT, pos=place)
    assert chosen.args == ["Tanh"]


def test_a_heading_closes_its_category_and_a_search_leaves_it_closed(
    panel: PalettePanel, qtbot: QtBot
) -> None:
    heading = rows(panel)[0]
    with qtbot.assertNotEmitted(panel.placing):
        qtbot.mouseClick(panel.tree.viewport(), LEFT, pos=spot(panel, "Simple layers"))
    assert not panel.tree.isExpanded(heading)
    qtbot.keyClicks(panel.search, "sequ")
    assert rows(panel)[0].data() == "Sequential"
    panel.search.clear()
    assert not panel.tree.isExpanded(rows(panel)[0])
    assert panel.tree.isExpanded(rows(panel)[1])


def test_a_drag_carries_the_name_and_a_picture(
    panel: PalettePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[tuple[str, int]] = []

    def exec_(drag: QDrag, *actions: Qt.DropAction) -> Qt.DropAction:
        name = bytes(drag.mimeData().data(MODULE_MIME).data()).decode()
        dragged.append((name, drag.pixmap().width()))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", exec_)
    panel.tree.setCurrentIndex(row(panel, "LookupTable"))
    panel.tree.startDrag(Qt.DropAction.CopyAction)
    name, width = dragged[0]
    assert name == "LookupTable"
    assert width > 80
