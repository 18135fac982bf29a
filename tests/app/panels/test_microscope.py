"""The microscope shows the very numbers, in every way, live and at rest; read off its items."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app import value_files
from app.document import edits, examples
from app.look import look
from app.panels.scope import Scope
from app.panels.signed_colour import signed_colour
from app.panels.still_label import StillWords
from app.panels.value_window import summary
from app.training.run import Run
from app.training.trace import trace
from app.window import Window
from nncore import printing


def open_on(qtbot: QtBot, window: Window, node: int) -> Scope:
    window.session.select([node])
    window.go_to("microscope")
    qtbot.waitUntil(lambda: bool(window.microscope.scopes and window.microscope.scopes[-1].views))
    return window.microscope.scopes[-1]


def test_at_rest_it_shows_the_next_batch(qtbot: QtBot, window: Window) -> None:
    first = window.session.document.root.children[0].id
    scope = open_on(qtbot, window, first)
    known = (found := trace(Run(examples.tutorial()))).known(found.update)[first]
    assert list(scope.views) == [
        "input", "output", "gradOutput", "gradInput", "weight", "gradWeight", "bias", "gradBias"
    ]  # fmt: skip
    for name, view in scope.views.items():
        assert np.array_equal(view.array, known[name])
        assert view.heat.text == printing.tensor(known[name])
    assert window.looking.told == "Batch 1, the next one"
    assert window.session.checkpoint.step == 0


def test_stepping_it_shows_the_place(qtbot: QtBot, window: Window) -> None:
    first = window.session.document.root.children[0].id
    open_on(qtbot, window, first)
    window.stepper.forward("module")
    qtbot.waitUntil(lambda: window.stepper.position == 1)
    scope = window.microscope.scopes[-1]
    assert "output" not in scope.views
    window.stepper.forward("module")
    assert "output" in scope.views
    assert "gradOutput" not in scope.views
    assert window.looking.told.startswith("Batch 1, step 2 of ")


def test_a_past_moment_shows_the_values_it_had(qtbot: QtBot, window: Window) -> None:
    first = window.session.document.root.children[0].id
    window.runner.run()
    qtbot.waitUntil(lambda: not window.runner.is_running)
    scope = open_on(qtbot, window, first)
    moment = next(moment for moment in window.runner.moments if moment.time == 2)
    window.runner.show(moment)
    run = Run(examples.tutorial())
    run.step(), run.step()
    known = (found := trace(run)).known(found.update)[first]
    for name in ("weight", "output", "gradWeight"):
        qtbot.waitUntil(lambda name=name: np.array_equal(scope.views[name].array, known[name]))
    window.runner.show(None)
    qtbot.waitUntil(lambda: not np.array_equal(scope.views["weight"].array, known["weight"]))


def test_it_is_live_while_training_runs_and_only_while_it_is_seen(qtbot: QtBot, window: Window) -> None:
    first = window.session.document.root.children[0].id
    scope = open_on(qtbot, window, first)
    endless = edits.set_training(window.session.document, epochs=10_000_000)
    window.session.apply("Epochs", endless)
    window.runner.run()
    seen: set[bytes] = set()

    def moves() -> bool:
        if window.looking.told.startswith("Live"):
            seen.add(scope.views["weight"].array.tobytes())
        return len(seen) > 3

    qtbot.waitUntil(moves, timeout=15_000)
    window._docks["microscope"].hide()
    qtbot.waitUntil(lambda: window.runner.seen is None)
    window.runner.pause()
    qtbot.waitUntil(lambda: not window.runner.is_running)


def test_behind_another_panel_it_looks_into_nothing(qtbot: QtBot, window: Window) -> None:
    first, second = (node.id for node in window.session.document.root.children[:2])
    scope = open_on(qtbot, window, first)
    window.session.apply("Epochs", edits.set_training(window.session.document, epochs=10_000_000))
    window.runner.run()
    qtbot.waitUntil(lambda: window.runner.seen is not None, timeout=15_000)
    window.go_to("modules")
    window.session.select([second])
    qtbot.waitUntil(lambda: window.runner.seen is None)
    window.go_to("microscope")
    qtbot.waitUntil(lambda: window.runner.seen is not None, timeout=15_000)
    scope = window.microscope.scopes[0]
    assert scope.node.id == second
    qtbot.waitUntil(lambda: "output" in scope.views)
    window.runner.pause()
    qtbot.waitUntil(lambda: not window.runner.is_running)


def test_numbers_that_change_leave_the_windows_layout_alone(qtbot: QtBot, window: Window) -> None:
    scope = open_on(qtbot, window, window.session.document.root.children[0].id)
    window.session.apply("Epochs", edits.set_training(window.session.document, epochs=10_000_000))
    window.runner.run()
    qtbot.waitUntil(lambda: window.runner.step_count > 10_000, timeout=30_000)
    window_, panel = Counted(QEvent.Type.LayoutRequest), Counted(QEvent.Type.LayoutRequest)
    window.installEventFilter(window_)
    scope.installEventFilter(panel)
    told = {window.looking.told}

    def moves() -> bool:
        told.add(window.looking.told)
        return len(told) > 10

    qtbot.waitUntil(moves, timeout=15_000)
    assert window_.count <= 3 and panel.count <= 3  # where a number has grown by a digit
    assert scope.views["weight"]._summary.text() == summary(scope.views["weight"].array)
    window.runner.pause()
    qtbot.waitUntil(lambda: not window.runner.is_running)


def test_words_that_wrap_are_as_high_as_they_need(qtbot: QtBot) -> None:
    label = StillWords("some words that are longer than the label is wide")
    qtbot.addWidget(label)
    label.resize(400, 10)
    label.show()
    line = label.height()
    label.resize(150, line)
    assert label.minimumHeight() >= 2 * line
    label.setText("few")
    assert label.minimumHeight() >= 2 * line and label.text() == "few"
    label.resize(400, line)
    assert label.minimumHeight() == line


class Counted(QObject):
    """How often an event of this kind came."""

    def __init__(self, kind: QEvent.Type) -> None:
        super().__init__()
        self.kind, self.count = kind, 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == self.kind
        return False


def test_a_chosen_element_is_worked_out(qtbot: QtBot, window: Window) -> None:
    first = window.session.document.root.children[0].id
    scope = open_on(qtbot, window, first)
    heat = scope.views["output"].heat
    cell = heat._rect(1, 2).center()
    qtbot.mouseClick(heat, Qt.MouseButton.LeftButton, pos=cell)
    assert heat.choice == (1, 2)
    values = {name: view.array for name, view in scope.views.items()}
    told = scope._worked.text().replace("−", "-")
    for factor in (*values["input"][1], *values["weight"][2], values["bias"][2], values["output"][1, 2]):
        assert f"{factor:.4g}" in told
    qtbot.keyClick(heat, Qt.Key.Key_Left)
    assert heat.choice == (1, 1)
    assert f"{values['output'][1, 1]:.4g}" in scope._worked.text().replace("−", "-")


def test_the_views_are_of_the_same_numbers(qtbot: QtBot, window: Window) -> None:
    scope = open_on(qtbot, window, window.session.document.root.children[0].id)
    view, choice = scope.views["gradWeight"], window.microscope._choice
    choice.setCurrentIndex(1)
    assert view._print.text() + "\n" == printing.tensor(view.array)
    choice.setCurrentIndex(2)
    assert view._histogram.counts.sum() == view.array.size
    assert view._histogram.edges[0] == view.array.min()
    choice.setCurrentIndex(3)
    assert view._body.currentWidget() is view.heat  # no images here


def test_planes_are_images(qtbot: QtBot, window: Window) -> None:
    scope = Scope(window.session.document.root.children[0], False)
    qtbot.addWidget(scope)
    planes = np.random.default_rng(1).normal(size=(2, 3, 5, 4))
    scope.show_values({"output": planes}, "images")
    images = scope.views["output"]._images
    assert scope.views["output"]._body.currentWidget() is images
    assert images.text == "6 images of 5×4"
    assert np.array_equal(images.planes, planes.reshape(6, 5, 4))
    scope.resize(300, 200)
    assert not scope.grab().toImage().isNull()


def test_the_colours_are_signed() -> None:
    forward, backward, ground = (look.colour(name) for name in ("forward", "backward", "surface"))

    def nearer(colour: object, one: object, two: object) -> bool:
        def away(a: object, b: object) -> int:
            return sum(abs(x - y) for x, y in zip(a.getRgb(), b.getRgb(), strict=True))  # type: ignore[attr-defined]

        return away(colour, one) < away(colour, two)

    assert signed_colour(0.0, 2.0) == ground
    assert nearer(signed_colour(2.0, 2.0), forward, backward)
    assert nearer(signed_colour(-2.0, 2.0), backward, forward)
    assert nearer(signed_colour(0.1, 2.0), ground, forward)


def test_pinned_modules_stand_side_by_side(qtbot: QtBot, window: Window) -> None:
    first, tanh, _ = (node.id for node in window.session.document.root.children)
    open_on(qtbot, window, first)
    window.actions_["pin_module"].trigger()
    window.session.select([tanh])
    qtbot.waitUntil(lambda: all(scope.views for scope in window.microscope.scopes))
    assert [scope.node.id for scope in window.microscope.scopes] == [first, tanh]
    left, right = window.microscope.scopes
    assert left.is_pinned
    assert not right.is_pinned
    assert right.x() >= left.x() + left.width()
    assert np.array_equal(left.views["output"].array, right.views["input"].array)
    removed = edits.remove(window.session.document, [first])
    window.session.apply("Remove", removed)
    assert [scope.node.id for scope in window.microscope.scopes] == [tanh]


def test_copies(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    scope = open_on(qtbot, window, window.session.document.root.children[0].id)
    view = scope.views["weight"]
    scope.focused.emit(view)
    clipboard = QGuiApplication.clipboard()
    window.actions_.refresh()
    window.actions_["copy_value_text"].trigger()
    assert clipboard.text() == printing.tensor(view.array)
    window.actions_["copy_value_csv"].trigger()
    rows = [[float(cell) for cell in line.split(",")] for line in clipboard.text().splitlines()]
    assert np.array_equal(rows, view.array)
    value_files.save(window, view.array, tmp_path / "weight.npy")
    assert np.array_equal(np.load(tmp_path / "weight.npy"), view.array)


def test_a_large_tensor_is_seen_through_a_window(qtbot: QtBot, window: Window) -> None:
    scope = Scope(window.session.document.root.children[0], False)
    qtbot.addWidget(scope)
    large = np.arange(3 * 200 * 300, dtype=np.float64).reshape(3, 200, 300)
    scope.resize(300, 400)
    scope.show()
    scope.show_values({"output": large}, "numbers")
    view = scope.views["output"]
    heat = view.heat
    assert heat.sizeHint().height() < 400
    heat.choose((2, 150, 299))
    assert heat.window_.place(150, 299) == (2, 150, 299)
    assert 150 in heat.window_.rows
    assert 299 in heat.window_.columns
    assert "of 200" in view._part.text()
    assert "(3, ·, ·)" in view._part.text()
    assert "0 to 179999" in view._summary.text() or "0 to 1.8e+05" in view._summary.text()


@pytest.mark.parametrize("command", ["pin_module", "copy_value_text", "save_value_npy"])
def test_without_a_module_the_commands_say_why(window: Window, command: str) -> None:
    window.session.select()
    window.actions_.refresh()
    assert not window.actions_[command].isEnabled()


def test_a_moment_of_the_past_is_seen_as_it_was(qtbot: QtBot, window: Window) -> None:
    first = window.session.document.root.children[0].id
    window.runner.run()
    qtbot.waitUntil(lambda: not window.runner.is_running, timeout=10_000)
    scope = open_on(qtbot, window, first)
    now = scope.views["weight"].array
    moment = window.runner.moments[0]
    window.runner.show(moment)
    qtbot.waitUntil(lambda: "shown" in window.looking.told)
    then = scope.views["weight"].array
    assert np.array_equal(then, Run(examples.tutorial()).checkpoint().weights[first][0])
    assert not np.array_equal(then, now)
    window.runner.show(None)
    qtbot.waitUntil(lambda: "next" in window.looking.told)
    assert np.array_equal(scope.views["weight"].array, now)
