"""What is seen of a run: the tutorial's losses as curve, log and readout; settings; why it cannot run."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.document import edits
from app.panels.editors import NumberEditor
from app.panels.log import HEAD, TAIL, LogPanel
from app.panels.plot_source import Ghost
from app.panels.plots import PlotsPanel, line_names
from app.panels.training_bar import TrainingBar
from app.runner import Runner
from app.session import Session

LOSSES = (1.4847964912907, 1.4471538022835, 1.4123791149845, 1.3801837665443, 1.3503120157518)


def train(qtbot: QtBot, runner: Runner) -> None:
    runner.run()
    qtbot.waitUntil(lambda: not runner.is_running, timeout=20_000)


@pytest.fixture
def plots(qtbot: QtBot, session: Session, runner: Runner) -> PlotsPanel:
    shown = PlotsPanel(session, runner)
    qtbot.addWidget(shown)
    shown.resize(900, 280)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: shown.loss is not None)
    return shown


@pytest.fixture
def bar(qtbot: QtBot, session: Session, runner: Runner) -> TrainingBar:
    shown = TrainingBar(session, runner, {"run": QAction("&Run")})
    qtbot.addWidget(shown)
    shown.resize(1280, 60)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def label(bar: TrainingBar, name: str) -> QLabel:
    found = bar.findChild(QLabel, name)
    assert found is not None
    return found


def test_before_a_run_the_plots_say_what_to_do(plots: PlotsPanel) -> None:
    shown = [label.text() for label in plots.findChildren(QLabel) if label.isVisible()]
    assert "Press Run (F5) to see the loss fall here." in shown


def test_the_loss_curve_is_the_tutorials_losses(plots: PlotsPanel, runner: Runner, qtbot: QtBot) -> None:
    train(qtbot, runner)
    plots.refresh()
    assert plots.loss is not None
    x, y = plots.loss.drawn()["loss"]
    assert x.tolist() == [1, 2, 3, 4, 5]
    assert y.tolist() == pytest.approx(LOSSES, rel=1e-13)
    assert plots.loss.labels.texts == ["loss 1.3503"]


def test_every_module_with_parameters_has_its_gradient(
    plots: PlotsPanel, session: Session, runner: Runner, qtbot: QtBot
) -> None:
    train(qtbot, runner)
    plots.refresh()
    assert plots.norms is not None
    drawn = plots.norms.drawn()
    linear = [node.id for node in session.document.root.walk() if node.module == "Linear"]
    assert list(drawn) == linear
    assert all(len(x) == 5 and (y > 0).all() for x, y in drawn.values())
    names = sorted(text.rsplit(" ", 1)[0] for text in plots.norms.labels.texts)
    assert names == ["Linear(3 → 1)", "Linear(4 → 3)"]


def test_a_logarithmic_axis_shows_the_logarithms(plots: PlotsPanel, runner: Runner, qtbot: QtBot) -> None:
    train(qtbot, runner)
    plots.refresh()
    assert plots.loss is not None
    plots.loss.log_y.click()
    plots.refresh()
    _, y = plots.loss.drawn()["loss"]
    assert (10**y).tolist() == pytest.approx(LOSSES)
    assert plots.loss.labels.texts == ["loss 1.3503"]


def test_the_cursor_reads_the_values_at_its_place(plots: PlotsPanel, runner: Runner, qtbot: QtBot) -> None:
    train(qtbot, runner)
    plots.refresh()
    assert plots.loss is not None
    box = plots.loss.view.getViewBox()
    plots.loss.view.scene().sigMouseMoved.emit(box.mapViewToScene(box.viewRect().center()))
    assert plots.loss.labels.texts == ["loss 1.4124"]
    assert plots.loss.reading.text() == "at epoch 3"


def test_the_line_under_the_pointer_tells_its_node(
    plots: PlotsPanel, session: Session, runner: Runner, qtbot: QtBot
) -> None:
    train(qtbot, runner)
    plots.refresh()
    assert plots.norms is not None
    node, (x, y) = next(iter(plots.norms.drawn().items()))
    box = plots.norms.view.getViewBox()
    with qtbot.waitSignal(plots.hovered) as hovered:
        plots.norms.view.scene().sigMouseMoved.emit(box.mapViewToScene(QPointF(x[2], y[2])))
    assert hovered.args == [node]


def test_lines_of_like_modules_are_told_apart(session: Session) -> None:
    document, one = edits.add(session.document, "Linear", {"inputSize": 2, "outputSize": 2})
    document, two = edits.add(document, "Linear", {"inputSize": 2, "outputSize": 2})
    document, three = edits.add(document, "Linear", {"inputSize": 2, "outputSize": 2}, label="head")
    assert list(line_names(document, (one, two, three)).values()) == [
        "Linear(2 → 2) 1",
        "Linear(2 → 2) 2",
        "head",
    ]


def test_the_log_lists_each_epoch_to_all_digits(session: Session, runner: Runner, qtbot: QtBot) -> None:
    panel = LogPanel(session, runner)
    qtbot.addWidget(panel)
    train(qtbot, runner)
    text = panel.findChild(QPlainTextEdit, "lossLog")
    assert text is not None
    wanted = [f"epoch {number}, loss: {loss:.14g}" for number, loss in enumerate(LOSSES, start=1)]
    qtbot.waitUntil(lambda: text.toPlainText().splitlines() == wanted)
    session.undo()
    qtbot.waitUntil(lambda: text.toPlainText() == "")


def test_a_long_log_folds_its_middle(session: Session, runner: Runner, qtbot: QtBot) -> None:
    epochs = HEAD + TAIL + 400
    session.apply("longer", edits.set_training(session.document, epochs=epochs))
    panel = LogPanel(session, runner)
    qtbot.addWidget(panel)
    train(qtbot, runner)
    text = panel.text
    qtbot.waitUntil(lambda: text.document().lastBlock().text().startswith(f"epoch {epochs}, loss:"))
    lines = text.toPlainText().splitlines()
    assert len(lines) == HEAD + 1 + TAIL
    assert lines[HEAD] == "… 400 epochs are not shown …"
    assert lines[0] == f"epoch 1, loss: {LOSSES[0]:.14g}"
    assert lines[HEAD + 1].startswith(f"epoch {epochs - TAIL + 1}, ")


def test_the_bar_reads_epoch_and_loss(bar: TrainingBar, runner: Runner, qtbot: QtBot) -> None:
    train(qtbot, runner)
    qtbot.waitUntil(lambda: label(bar, "lossReadout").text() == "1.3503120157518")
    assert label(bar, "epochReadout").text() == "5"


def test_the_learning_rate_is_checked_and_set(bar: TrainingBar, session: Session, qtbot: QtBot) -> None:
    field = bar.findChild(NumberEditor, "learningRate")
    assert field is not None
    assert field.text() == "0.01"
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "-1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert session.document.training.learning_rate == 0.01
    assert field.property("invalid") is True
    assert "at least 0" in label(bar, "runReason").text()
    field.selectAll()
    qtbot.keyClicks(field, "0.05")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert session.document.training.learning_rate == 0.05
    assert field.property("invalid") is False
    session.undo()
    assert field.text() == "0.01"


def test_an_empty_batch_size_takes_all(bar: TrainingBar, session: Session, qtbot: QtBot) -> None:
    field = bar.findChild(NumberEditor, "batchSize")
    assert field is not None
    assert (field.text(), field.lineEdit().placeholderText()) == ("", "all")
    for typed, size in (("2", 2), ("all", 0), ("3", 3), ("0", 0)):
        field.selectAll()
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert session.document.training.batch_size == size


def test_it_says_why_it_cannot_run_and_goes_there(bar: TrainingBar, session: Session, qtbot: QtBot) -> None:
    second = [node.id for node in session.document.root.walk() if node.module == "Linear"][1]
    session.apply("break", edits.set_arguments(session.document, second, {"inputSize": 9}))
    assert "N×3" in label(bar, "runReason").text()
    assert label(bar, "runReason").isVisible()
    go = bar.findChild(QPushButton, "goToReason")
    assert go is not None
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    assert session.selection == {second}
    session.undo()
    assert not label(bar, "runReason").isVisible()


def test_other_runs_are_drawn_as_ghosts_behind_the_own_line(
    plots: PlotsPanel, runner: Runner, qtbot: QtBot
) -> None:
    train(qtbot, runner)
    plots.set_ghosts([Ghost("rate 0.1", (np.arange(1.0, 9.0), np.linspace(1.5, 0.2, 8)))])
    plots.refresh()
    assert plots.loss is not None
    x, y = plots.loss.drawn()[("ghost", 0)]
    assert (x[-1], y[-1]) == (8.0, 0.2)
    assert plots.loss.shown_x[1] >= 8
    assert plots.loss.labels.texts == ["loss 1.3503", "rate 0.1 0.2"]
    plots.set_ghosts([])
    plots.refresh()
    assert list(plots.loss.drawn()) == ["loss"]


def test_ghosts_are_compared_by_all_that_both_runs_have(
    plots: PlotsPanel, session: Session, runner: Runner, qtbot: QtBot
) -> None:
    session.apply("hold out", edits.set_training(session.document, validation=0.4))
    train(qtbot, runner)
    x = np.arange(1.0, 4.0)
    lines = [(x, np.full(3, value)) for value in (0.9, 0.8, 0.7, 0.6)]
    other = Ghost("before", *lines, kind="R²")
    bare = Ghost("bare", (x, x))
    named = Ghost("classes", (x, x), scores=(x, x), kind="Accuracy")
    plots.set_ghosts([other, bare, named])
    plots.choice.show_these(("loss", "score"))
    losses, scores = plots.view("loss"), plots.view("score")
    qtbot.waitUntil(lambda: all(("ghost", 0) in view.plot.drawn() for view in (losses, scores)))
    assert [*losses.plot.drawn()] == [
        "loss", "validation", ("ghost", 0), ("ghost validation", 0), ("ghost", 1), ("ghost", 2)
    ]  # fmt: skip
    assert losses.plot.drawn()["ghost validation", 0][1].tolist() == [0.8] * 3
    assert scores.plot.drawn()["ghost validation", 0][1].tolist() == [0.6] * 3
    assert scores.plot.drawn()["ghost", 0][1].tolist() == [0.7] * 3
    assert not any("bare" in text or "classes" in text for text in scores.plot.labels.texts)
    assert any("before validation" in text for text in scores.plot.labels.texts)


def test_the_own_lines_keep_their_names_among_many_others(
    plots: PlotsPanel, runner: Runner, qtbot: QtBot
) -> None:
    train(qtbot, runner)
    x = np.arange(1.0, 2.0)  # a single epoch, which no line could show
    plots.set_ghosts([Ghost(f"Run {n}", (x, x + 1 + n)) for n in range(40)])
    plots.refresh()
    assert plots.loss is not None
    labels = plots.loss.labels
    assert len(labels.texts) == 41 and labels.texts[-1].startswith("loss ")
    assert "loss" in labels.fitting and 3 < len(labels.fitting) < 41
    plots.loss.point(("ghost", 0))
    assert {"loss", "Run 0"} <= {*labels.fitting}
    dots = plots.loss.view._dots
    assert all(each.isVisible() and len(each.getData()[0]) == 1 for each in dots[1:])


def test_the_moment_that_is_shown_is_marked_by_epoch_and_by_step(
    plots: PlotsPanel, runner: Runner, qtbot: QtBot
) -> None:
    train(qtbot, runner)
    plots.refresh()
    assert plots.loss is not None and plots.norms is not None
    assert plots.loss.moment is None
    plots.show_time(2, 2)
    assert plots.loss.moment == 2 and plots.norms.moment == 2
    plots.loss.log_x.click()
    assert plots.loss.moment == pytest.approx(np.log10(2))
    plots.show_time(None)
    assert plots.loss.moment is None and plots.norms.moment is None


def test_a_module_pointed_at_elsewhere_stands_out(plots: PlotsPanel, runner: Runner, qtbot: QtBot) -> None:
    train(qtbot, runner)
    plots.refresh()
    assert plots.norms is not None
    node = next(iter(plots.norms.drawn()))
    plots.show_pointed(node)
    assert plots.norms.strong == node
    plots.show_pointed(None)
    assert plots.norms.strong is None
