"""What each plot shows, read off its lines and pictures; which are shown; holding still; what files say."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from time import perf_counter
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.document import edits, examples
from app.panels.plot_export import write
from app.panels.plot_glances import SpreadSource
from app.panels.plots import PlotsPanel
from app.runner import Runner
from app.session import Session
from app.training.glance import glance
from app.training.run import Run
from tests.app.panels.test_training_panels import train


@pytest.fixture
def plots(qtbot: QtBot, session: Session, runner: Runner) -> PlotsPanel:
    shown = PlotsPanel(session, runner)
    qtbot.addWidget(shown)
    shown.resize(1000, 320)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: shown.loss is not None)
    return shown


def ids(plots: PlotsPanel) -> list[str]:
    return [view.id for view in plots.shown if view.plot.isVisible()]


def click(plots: PlotsPanel, id: str) -> None:
    button = plots.findChild(QToolButton, f"plot:{id}")
    assert isinstance(button, QToolButton)
    button.click()


def test_two_plots_are_shown_and_a_third_takes_the_place_of_the_first_chosen(plots: PlotsPanel) -> None:
    assert ids(plots) == ["loss", "gradients"]
    click(plots, "weights")
    assert ids(plots) == ["weights", "gradients"]
    click(plots, "updates")
    assert ids(plots) == ["weights", "updates"]
    click(plots, "weights")
    assert ids(plots) == ["updates"]
    click(plots, "updates")
    assert ids(plots) == ["updates"]
    click(plots, "score")
    assert ids(plots) == ["updates", "score"]


def test_drawings_that_take_long_are_made_less_often(
    plots: PlotsPanel, runner: Runner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[float] = []

    def counted(seconds: float) -> int:
        """How many drawings there are in half a second, when each takes so many seconds."""

        def draw() -> None:
            began = perf_counter()
            drawn.append(began)
            while perf_counter() - began < seconds:
                pass

        for view in plots.shown:
            monkeypatch.setattr(view, "draw", draw)
        runner.progressed.emit()
        qtbot.waitUntil(lambda: len(drawn) > 1)
        drawn.clear()
        asking = QTimer()
        asking.timeout.connect(runner.progressed)
        asking.start(10)
        qtbot.wait(500)
        return len(drawn)

    assert counted(0.02) <= 3
    assert counted(0.0) >= 4


def test_weights_and_updates_are_those_of_the_run(plots: PlotsPanel, runner: Runner, qtbot: QtBot) -> None:
    train(qtbot, runner)
    run = Run(examples.tutorial())
    before = run.layout.parameters.copy()
    run.step()
    weights, updates = plots.view("weights").plot, plots.view("updates").plot
    plots.refresh()
    for node, part in run.layout.segments.items():
        length = np.linalg.norm(run.layout.parameters[part])
        change = np.linalg.norm(run.layout.parameters[part] - before[part])
        assert weights.drawn()[node][0].tolist() == [1, 2, 3, 4, 5]
        assert weights.drawn()[node][1][0] == pytest.approx(length)
        assert updates.drawn()[node][1][0] == pytest.approx(change / length)


def test_numbers_are_told_with_r2_and_classes_with_accuracy(
    plots: PlotsPanel, session: Session, runner: Runner, qtbot: QtBot
) -> None:
    score = plots.view("score")
    train(qtbot, runner)
    plots.refresh()
    assert score.plot.title.text() == "R²"
    run = Run(examples.tutorial())
    run.step_epoch()
    assert score.plot.drawn()["loss"][1][0] == run.rings.scores.read()[1][0]
    session.replace(edits.set_training(examples.classifier(), epochs=3))
    train(qtbot, runner)
    plots.refresh()
    run = Run(session.document)
    for _ in range(3):
        run.step_epoch()
    x, y = score.plot.drawn()["loss"]
    assert (score.plot.title.text(), x.tolist()) == ("Accuracy", [1, 2, 3])
    assert y.tolist() == run.rings.scores.read()[1].tolist()
    assert score.plot.labels.texts == [f"accuracy {y[-1]:.5g}"]


def test_losses_of_what_is_held_out_are_drawn_beside_those_of_training(
    plots: PlotsPanel, session: Session, runner: Runner, qtbot: QtBot
) -> None:
    session.replace(edits.set_training(examples.classifier(), epochs=3))
    train(qtbot, runner)
    curves = runner.curves
    curves.validation.extend(np.array([1.0, 2, 3]), np.array([0.9, 0.8, 0.7]))
    plots.refresh()
    assert plots.loss is not None
    assert plots.loss.drawn()["validation"][1].tolist() == [0.9, 0.8, 0.7]
    assert {text.split()[0] for text in plots.loss.labels.texts} == {"training", "validation"}


def seen(plots: PlotsPanel, steps: int = 6) -> Run:
    """A run of the session's model that was looked at after every step."""
    run = Run(plots._session.document)
    for _ in range(steps):
        run.step()
        plots.sampler.glances.add(glance(run))
    return run


def test_histograms_show_where_the_numbers_of_a_module_are(
    plots: PlotsPanel, session: Session, runner: Runner
) -> None:
    view = plots.view("spread")
    run = seen(plots, 7)
    plots.refresh()
    source = view.source
    assert isinstance(source, SpreadSource) and source.node is not None
    output = run.network.nodes[source.node].output
    drawn = view.plot.drawn()
    assert drawn["largest"][0].tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert drawn["largest"][1][-1] == output.max()
    assert drawn["smallest"][1][-1] == output.min()
    assert drawn["mean"][1][-1] == pytest.approx(output.mean())
    shares, (columns, edges) = view.plot.view.shares, view.plot.view.grid()
    assert shares is not None
    last = shares[:, np.abs(columns - 7).argmin()]
    middles = (edges[1:] + edges[:-1]) / 2
    assert middles[last > 0].min() == pytest.approx(output.min(), abs=edges[1] - edges[0])
    assert middles[last > 0].max() == pytest.approx(output.max(), abs=edges[1] - edges[0])
    assert shares[:, columns > 7.6].max() == 0


def test_the_selected_module_is_the_one_whose_histograms_are_shown(
    plots: PlotsPanel, session: Session
) -> None:
    view = plots.view("spread")
    seen(plots)
    plots.refresh()
    source = view.source
    assert isinstance(source, SpreadSource)
    last = list(source.nodes)[-1]
    assert source.node != last
    session.select([last])
    assert source.node == last
    plots.refresh()
    assert view.heading == f"{source.nodes[last]}, output"


def test_it_looks_at_the_run_only_while_that_is_shown(
    plots: PlotsPanel, session: Session, runner: Runner, qtbot: QtBot
) -> None:
    session.apply("Endless", edits.set_training(session.document, epochs=10**9))
    runner.run()
    qtbot.waitUntil(lambda: runner.step_count > 2000, timeout=20_000)
    assert not plots.sampler.glances.spreads
    plots.view("spread")
    qtbot.waitUntil(lambda: len(plots.sampler.glances.spreads) > 0, timeout=20_000)
    runner.pause()
    qtbot.waitUntil(lambda: not runner.is_running, timeout=20_000)


def test_dead_units_are_counted_in_percent(plots: PlotsPanel, session: Session) -> None:
    view = plots.view("resting")
    plots.refresh()
    run = seen(plots)
    tanh = next(node for node, module in run.network.nodes.items() if type(module).__name__ == "Tanh")
    plots.refresh()
    x, y = view.plot.drawn()[tanh]
    assert (x.tolist(), y.tolist()) == ([1, 2, 3, 4, 5, 6], [0] * 6)
    run.layout.parameters[:] *= 1000
    for _ in range(10):
        run.network.module.forward(run.examples.inputs[0])
        run.step_count += 1
        plots.sampler.glances.add(glance(run))
    plots.refresh()
    flat = (np.abs(run.network.nodes[tanh].output) > 0.98).all(axis=0).mean()
    assert flat > 0
    assert view.plot.drawn()[tanh][1][-1] == pytest.approx(100 * flat)


def test_held_plots_stand_still_while_the_run_goes_on(
    plots: PlotsPanel, session: Session, runner: Runner, qtbot: QtBot
) -> None:
    train(qtbot, runner)
    plots.refresh()
    plots.choice.hold.click()
    train(qtbot, runner)
    assert runner.epoch == 10
    assert plots.loss is not None
    plots.loss.log_x.click()
    plots.refresh()
    assert plots.loss.traces[0].x.tolist() == [1, 2, 3, 4, 5]
    plots.choice.hold.click()
    plots.refresh()
    assert plots.loss.traces[0].x.tolist() == list(range(1, 11))


def test_a_line_that_is_pointed_at_stands_out_in_both_plots(
    plots: PlotsPanel, runner: Runner, qtbot: QtBot
) -> None:
    train(qtbot, runner)
    weights, gradients = plots.view("weights").plot, plots.view("gradients").plot
    plots.refresh()
    node, (x, y) = next(iter(weights.drawn().items()))
    box = weights.view.getViewBox()
    with qtbot.waitSignal(plots.hovered) as hovered:
        weights.view.scene().sigMouseMoved.emit(box.mapViewToScene(QPointF(x[2], y[2])))
    assert hovered.args == [node]
    assert (weights.strong, gradients.strong) == (node, node)


def test_the_table_has_every_point_to_its_last_digit(
    plots: PlotsPanel, runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    train(qtbot, runner)
    plots.refresh()
    view = plots.view("gradients")
    write(view, "csv", tmp_path / "norms.csv")
    head, *rows = csv.reader(io.StringIO((tmp_path / "norms.csv").read_text(encoding="utf-8")))
    assert head == ["batch", "Linear(4 → 3)", "Linear(3 → 1)"]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    for column, node in enumerate(runner.curves.nodes, start=1):
        assert [float(row[column]) for row in rows] == view.plot.drawn()[node][1].tolist()


def test_a_table_of_histograms_has_a_row_for_each(plots: PlotsPanel, tmp_path: Path) -> None:
    view = plots.view("spread")
    run = seen(plots)
    plots.refresh()
    write(view, "csv", tmp_path / "spread.csv")
    head, *rows = csv.reader(io.StringIO((tmp_path / "spread.csv").read_text(encoding="utf-8")))
    assert head[:4] == ["batch", "smallest", "largest", "mean"]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    source = view.source
    assert isinstance(source, SpreadSource) and source.node is not None
    output = run.network.nodes[source.node].output
    assert (float(rows[-1][1]), float(rows[-1][2])) == (output.min(), output.max())
    assert sum(map(int, rows[-1][4:])) == output.size


def test_drawing_and_picture_show_title_lines_and_labels(
    plots: PlotsPanel, runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    train(qtbot, runner)
    plots.refresh()
    view = plots.view("gradients")
    write(view, "svg", tmp_path / "norms.svg")
    drawing = ElementTree.parse(tmp_path / "norms.svg").getroot()
    words = {
        "".join(element.itertext()).strip() for element in drawing.iter() if element.tag.endswith("text")
    }
    assert {"Gradient norms", "Linear(4 → 3)", "Linear(3 → 1)", "batch"} <= words
    write(view, "png", tmp_path / "norms.png")
    picture = QImage(str(tmp_path / "norms.png"))
    assert picture.width() > 2.5 * view.plot.view.width()
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(60, 700, 3)
    }
    assert {"#ffffff", "#0072b2", "#d55e00"} <= colours
