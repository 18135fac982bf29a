"""Plots in the window: written where a person says, refused in words; lit up with the canvas's modules."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.document import examples
from app.panels.plot_source import WHOLE
from app.plot_files import export
from app.window import Window


def trained(window: Window, qtbot: QtBot) -> None:
    window.session.replace(examples.tutorial())
    window.runner.run()
    qtbot.waitUntil(lambda: not window.runner.is_running, timeout=20_000)
    window.plots.refresh()


def test_a_command_asks_for_the_file_and_writes_the_plot(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    trained(window, qtbot)
    window.actions_.refresh()
    window.actions_["export_plot_csv"].trigger()
    dialog = window.findChild(QFileDialog, "plotFileDialog")
    assert isinstance(dialog, QFileDialog)
    assert dialog.defaultSuffix() == "csv"
    dialog.fileSelected.emit(str(tmp_path / "loss.csv"))
    dialog.reject()
    head, *rows = (tmp_path / "loss.csv").read_text(encoding="utf-8").splitlines()
    assert head == "epoch,loss"
    assert [row.split(",")[0] for row in rows] == ["1", "2", "3", "4", "5"]
    losses = window.runner.epoch_losses()
    assert [float(row.split(",")[1]) for row in rows] == [loss for _, loss in losses]


def test_a_folder_that_is_not_there_is_told(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    trained(window, qtbot)
    assert window.plots.current is not None
    export(window, window.plots.current, "svg", tmp_path / "nowhere" / "loss.svg")
    box = window.findChild(QMessageBox, "plotFault")
    assert isinstance(box, QMessageBox)
    assert "loss.svg" in box.text()
    assert "No such file" in box.informativeText()
    box.close()


def test_line_and_card_light_up_together(window: Window, qtbot: QtBot) -> None:
    trained(window, qtbot)
    assert window.plots.norms is not None
    first, second = window.runner.curves.nodes
    window.session.select([second])
    assert window.plots.norms.strong == second
    window.plots.norms.point(None)
    window.plots.norms.pointed.emit(first)
    assert window.canvas.attention.pointed == first


def test_a_command_shows_a_plot_and_says_that_it_does(window: Window, qtbot: QtBot) -> None:
    trained(window, qtbot)
    window.actions_["plot_weights"].trigger()
    window.actions_.refresh()
    assert "weights" in window.plots.choice.shown
    assert window.actions_["plot_weights"].isChecked()
    assert not window.actions_["plot_loss"].isChecked()


def test_the_plots_of_a_file_are_there_when_it_is_opened(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.runner.run()
    qtbot.waitUntil(lambda: not window.runner.is_running)
    norms = window.plots.view("gradients").source.traces(WHOLE, False)
    path = tmp_path / "kept.netloom"
    window.files.save_to(path)
    window.session.replace(examples.tutorial())
    assert not window.runner.curves.last_norms
    window.files.open_now(path)
    again = window.plots.view("gradients").source.traces(WHOLE, False)
    assert [(line.key, line.x.tolist(), line.y.tolist()) for line in again] == [
        (line.key, line.x.tolist(), line.y.tolist()) for line in norms
    ]
    assert len(norms[0].x) == 5 and window.runner.curves.batches.range == (1, 5)
    assert [moment.time for moment in window.runner.moments] == [0, 1, 2, 3, 4]
