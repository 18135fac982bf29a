"""What the network says, as people see it: values read off the figures, live while it trains."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QAbstractItemModel, QObject, QPointF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from app.document import edits, examples
from app.document.model import INPUT, OUTPUT, Document
from app.look import look
from app.panels.predictions.confusion_view import ConfusionView
from app.panels.predictions.marks import Mark, Marks
from app.panels.predictions.panel import PredictionsPanel
from app.panels.predictions.surface_view import class_colour
from app.runner import Runner
from app.session import Session
from app.training import sources
from app.training.questions.confusion import Confusion

Make = Callable[[Document], tuple[PredictionsPanel, Runner]]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    runners = []

    def made(document: Document) -> tuple[PredictionsPanel, Runner]:
        session = Session(document)
        runner = Runner(session)
        runners.append(runner)
        panel = PredictionsPanel(session, runner)
        for part in (session, runner):  # go with the panel, and not when another thread collects garbage
            part.setParent(panel)
        qtbot.addWidget(panel)
        panel.resize(304, 420)
        with qtbot.waitExposed(panel):
            panel.show()
        return panel, runner

    yield made
    for runner in runners:
        runner.close()


def chain(source: str, layers: list[tuple[str, dict[str, Any]]], criterion: str, **options: Any) -> Document:
    doc = edits.set_data(Document(), sources.find(source).describe(options))
    last = INPUT
    for name, args in layers:
        doc, new = edits.add(doc, name, args)
        doc = edits.connect(doc, 0, last, new)
        last = new
    doc, _ = edits.add(doc, criterion)
    return edits.connect(doc, 0, last, OUTPUT)


def trained(qtbot: QtBot, runner: Runner, epochs: int = 1) -> None:
    for _ in range(epochs):
        runner.step("epoch")
        qtbot.waitUntil(lambda: not runner.is_running)


def rows(panel: PredictionsPanel, name: str) -> list[list[str]]:
    table = panel.findChild(QTableWidget, name)
    assert table is not None
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_the_surface_has_the_colour_of_the_class_that_is_said(make: Make, qtbot: QtBot) -> None:
    panel, runner = make(edits.set_training(examples.classifier(), epochs=60))
    runner.run()
    qtbot.waitUntil(lambda: not runner.is_running, timeout=20_000)
    qtbot.waitUntil(lambda: panel.surface.shown is not None and not panel._is_stale)
    qtbot.waitUntil(lambda: "2" in panel.surface.words_at(1.0, -0.5).rpartition(":")[2])
    said = panel.surface.words_at(0.0, 1.0)
    assert said.startswith("x1 0, x2 1: 1, sure to ")
    for point, number in (((0.0, 1.0), 0), ((1.0, -0.5), 1)):
        colour = panel.surface.colour_at(*point)
        assert away(colour, look_of(number)) < away(colour, look_of(1 - number))
    assert len(panel.surface.shown.points) == 200


def away(one: QColor, other: QColor) -> int:
    """How far two colours lie apart."""
    return sum(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


def look_of(number: int) -> QColor:
    return QColor(class_colour(number))


def test_it_is_live_while_it_trains_and_only_while_it_is_seen(make: Make, qtbot: QtBot) -> None:
    panel, runner = make(edits.set_training(examples.classifier(), epochs=100_000))
    qtbot.waitUntil(lambda: panel.surface.shown is not None)
    first = panel.surface.shown
    runner.run()
    qtbot.waitUntil(lambda: runner.epoch > 20)
    qtbot.waitUntil(
        lambda: (
            panel.surface.shown is not first and not np.array_equal(panel.surface.shown.values, first.values)
        )
    )
    panel.hide()
    qtbot.waitUntil(lambda: panel._pending is None)
    hidden, epoch = panel.surface.shown, runner.epoch
    qtbot.waitUntil(lambda: runner.epoch > epoch + 50, timeout=20_000)
    assert panel.surface.shown is hidden
    runner.pause()
    qtbot.waitUntil(lambda: not runner.is_running)


def test_one_of_several_outputs_is_chosen(make: Make, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("a,b,p,q\n0,1,2,30\n1,0,4,50\n1,1,6,70\n")
    layers = [("Linear", {"inputSize": 2, "outputSize": 2})]
    options = {"path": str(path), "inputs": ("a", "b"), "target": ("p", "q")}
    panel, _ = make(chain("csv_file", layers, "MSECriterion", **options))
    of, across = (panel.findChild(QComboBox, name) for name in ("surfaceOutput", "surfaceAcross"))
    assert of is not None and across is not None
    qtbot.waitUntil(lambda: panel.surface.shown is not None)
    assert of.isVisible() and not across.isVisible()
    assert [of.itemText(place) for place in range(of.count())] == ["p", "q"]
    assert panel.surface.shown.answers.tolist() == [2, 4, 6]
    of.setCurrentIndex(1)
    of.activated.emit(1)
    qtbot.waitUntil(lambda: panel.surface.shown.answers.tolist() == [30, 50, 70])


def test_numbers_over_two_of_several_inputs(make: Make, qtbot: QtBot) -> None:
    panel, _ = make(examples.tutorial())
    qtbot.waitUntil(lambda: panel.surface.shown is not None)
    shown = panel.surface.shown
    assert shown.classes is None
    assert panel.axes.names == ("X1", "X2")
    up = panel.findChild(QComboBox, "surfaceUp")
    assert up is not None and up.isVisible()
    up.setCurrentIndex(3)
    up.activated.emit(3)
    qtbot.waitUntil(lambda: panel.surface.names == ("X1", "X4"))
    assert panel.surface.shown.y != shown.y
    value = panel.surface.shown.values[0, 0]
    colour = panel.surface.colour_at(panel.surface.shown.x[0], panel.surface.shown.y[0])
    assert (colour.blue() > colour.red()) == (value > 0)


def test_the_curve_of_one_input(make: Make, qtbot: QtBot) -> None:
    layers = [("Linear", {"inputSize": 1, "outputSize": 1})]
    panel, _ = make(chain("sine", layers, "MSECriterion", N=30))
    qtbot.waitUntil(lambda: panel.curve.shown is not None)
    curve = panel.curve.shown
    line = panel.curve.line()
    assert line.count() == len(curve.x)
    rises = curve.y[-1, 0] > curve.y[0, 0]
    assert (line.at(line.count() - 1).y() < line.at(0).y()) == rises  # pixels count downwards
    middle = (curve.x[0] + curve.x[-1]) / 2
    said = float(panel.curve.words_at(middle).rpartition(" ")[2].replace("−", "-"))
    assert said == pytest.approx(np.interp(middle, curve.x, curve.y[:, 0]), rel=0.01)


def test_the_table_of_classes_counts(make: Make, qtbot: QtBot) -> None:
    panel, runner = make(edits.set_training(examples.classifier(), validation=0.25))
    panel.choose("confusion")
    trained(qtbot, runner, 2)
    qtbot.waitUntil(lambda: panel.confusion.table.rowCount() == 2)

    def counts() -> list[list[int]]:
        return [[int(text) if text != "·" else 0 for text in row] for row in rows(panel, "confusion")]

    assert [sum(row) for row in counts()] == [75, 75]
    right = counts()[0][0] + counts()[1][1]
    words = panel.findChild(QLabel, "confusionWords")
    assert words is not None
    qtbot.waitUntil(lambda: words.text().startswith(f"{counts()[0][0] + counts()[1][1]} of 150 are right"))
    assert right <= 150
    panel.confusion.part.setCurrentIndex(1)
    assert [sum(row) for row in counts()] == [25, 25]


def test_the_worst_come_first_and_can_be_tried(make: Make, qtbot: QtBot) -> None:
    panel, _ = make(examples.classifier())
    panel.choose("worst")
    qtbot.waitUntil(lambda: panel.worst.table.rowCount() == 12)
    found = rows(panel, "worst")
    losses = [float(row[1]) for row in found]
    assert losses == sorted(losses, reverse=True)
    assert found[0][2] != found[0][3]
    panel.worst.table.activated.emit(panel.worst.table.model().index(0, 0))
    assert panel.view == "ask"
    field = panel.findChild(QLineEdit, "ask:x")
    assert field is not None
    qtbot.waitUntil(lambda: field.text() == found[0][4].replace("−", "-") or bool(field.text()))
    qtbot.waitUntil(lambda: len(rows(panel, "askTable")) == 2)


def test_what_does_it_say_for(make: Make, qtbot: QtBot) -> None:
    panel, _ = make(examples.classifier())
    panel.choose("ask")
    field = panel.findChild(QLineEdit, "ask:x")
    assert field is not None
    qtbot.waitUntil(lambda: bool(field.text()))  # the first example
    qtbot.waitUntil(lambda: len(rows(panel, "askTable")) == 2)
    shares = [float(row[1].rstrip("%")) for row in rows(panel, "askTable")]
    assert sum(shares) == pytest.approx(100, abs=0.2)
    before = field.text()
    button = panel.findChild(QPushButton, "askNext")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: field.text() != before)
    field.clear()
    qtbot.keyClicks(field, "1, one")
    words = panel.findChild(QLabel, "askWords")
    assert words is not None
    qtbot.waitUntil(lambda: "'one' is not a number" in words.text())


def test_what_cannot_be_shown_says_why(make: Make, qtbot: QtBot) -> None:
    panel, _ = make(examples.tutorial())
    panel.choose("confusion")
    words = panel.findChild(QLabel, "predictionsWords")
    assert words is not None
    qtbot.waitUntil(lambda: "needs a target of classes" in words.text() and words.isVisible())
    panel2, _ = make(Document())
    words = panel2.findChild(QLabel, "predictionsWords")
    assert words is not None
    qtbot.waitUntil(lambda: "The model cannot run yet" in words.text())


def test_a_mark_stands_where_its_example_does(make: Make, qtbot: QtBot) -> None:
    panel, _ = make(examples.classifier())
    qtbot.waitUntil(lambda: panel.surface.shown is not None)
    surface = panel.surface.shown
    paper = panel.surface._paper(surface)
    x, y = surface.points[0]
    at = paper.at(x, y)
    assert paper.area.contains(at)
    assert paper.under(QPointF(at)) == pytest.approx((x, y))
    picture = panel.surface.grab().toImage()
    scale = picture.devicePixelRatio()
    colour = picture.pixelColor(round(at.x() * scale), round(at.y() * scale))
    assert away(colour, look_of(int(surface.answers[0]))) < 60


def test_marks_are_drawn_anew_only_when_they_look_different(make: Make, qtbot: QtBot) -> None:
    panel, _ = make(examples.classifier())
    qtbot.waitUntil(lambda: panel.surface.shown is not None)
    view, drawn = panel.surface, []

    def marks() -> list[Mark]:
        drawn.append(look.theme.name)
        return [(QPointF(20, 20), 0, class_colour(0), False)]

    kept = Marks()
    first = kept.picture("a", marks, view)
    assert kept.picture("a", marks, view).cacheKey() == first.cacheKey() and len(drawn) == 1
    colour = first.toImage().pixelColor(QPointF(20, 20).toPoint() * first.devicePixelRatio())
    assert away(colour, look_of(0)) < 5
    kept.picture("b", marks, view)
    view.resize(view.width() + 5, view.height())
    kept.picture("b", marks, view)
    look.set_mode("dark")
    kept.picture("b", marks, view)
    look.set_mode("light")
    assert len(drawn) == 4


def test_many_counts_are_shown_at_once(qtbot: QtBot) -> None:
    view, draw = ConfusionView(), np.random.default_rng(1)
    qtbot.addWidget(view)
    view.resize(304, 400)
    view.show()
    told = Told(view.table.model())
    for classes in (10, 10, 14):
        counts = draw.integers(100, 1000, (classes, classes))
        names = tuple(str(number) for number in range(classes))
        view.show_confusion(Confusion(names, counts, np.zeros_like(counts), int(counts.sum())))
        cells = [[view.table.item(row, column).text() for column in range(classes)] for row in range(classes)]
        assert cells == [[str(count) for count in row] for row in counts.tolist()]
        right, all_ = int(np.trace(counts)), int(counts.sum())
        assert f"{right:,} of {all_:,} are right" in view.findChild(QLabel, "confusionWords").text()
    assert told.count < 60  # a view that hears of each cell works for 50 ms
    needed = view.table.fontMetrics().horizontalAdvance("000")
    assert all(view.table.columnWidth(column) >= needed for column in range(14))
    first = view.grab().toImage()
    view.show_confusion(Confusion(names, counts[::-1].copy(), np.zeros_like(counts), int(counts.sum())))
    assert view.grab().toImage() != first


class Told(QObject):
    """How often a model's cells were said to have changed."""

    def __init__(self, model: QAbstractItemModel) -> None:
        super().__init__()
        self.count = 0
        model.dataChanged.connect(self._hear)

    def _hear(self) -> None:
        self.count += 1


def test_the_past_is_shown_as_it_was(make: Make, qtbot: QtBot) -> None:
    panel, runner = make(edits.set_training(examples.classifier(), epochs=40))
    qtbot.waitUntil(lambda: panel.surface.shown is not None)
    first = panel.surface.shown.values
    runner.run()
    qtbot.waitUntil(lambda: not runner.is_running, timeout=20_000)
    qtbot.waitUntil(lambda: panel._pending is None and not np.allclose(panel.surface.shown.values, first))
    runner.show(runner.moments[0])
    qtbot.waitUntil(lambda: np.allclose(panel.surface.shown.values, first))
    runner.show(None)
    qtbot.waitUntil(lambda: not np.allclose(panel.surface.shown.values, first))
