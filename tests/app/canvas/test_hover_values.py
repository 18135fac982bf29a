"""The wire under the pointer shows its numbers: at rest, stepping, and of containers' own wires."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.canvas.hover_values import Carried, carried
from app.document import examples
from app.document.figures import signed
from app.document.model import INPUT
from app.training.run import Run
from app.training.trace import trace
from app.window import Window


def point_at(window: Window, spot: tuple[float, float]) -> None:
    view = window.canvas
    at = view.mapFromScene(*spot)
    QTest.mouseMove(view.viewport(), QPoint(3, 3))
    QTest.mouseMove(view.viewport(), at)


def middle(window: Window, source: int) -> tuple[float, float]:
    plan = window.canvas.stage.plan
    return next(t.curve.middle[0] for (_, wire), t in plan.tracks.items() if wire.source == source)


def test_at_rest_it_is_the_next_batchs(qtbot: QtBot, window: Window) -> None:
    card = window.wire_values
    assert not card.isVisible()
    point_at(window, middle(window, INPUT))
    qtbot.waitUntil(card.isVisible)
    known = (found := trace(Run(examples.tutorial()))).known(found.update)
    first = window.session.document.root.children[0].id
    text = card.label.text()
    assert "5×4" in text
    for array in (known[first]["input"], known[first]["gradInput"]):
        for number in array[:3].flat:
            assert signed(float(number), 5) in text
    QTest.mouseMove(window.canvas.viewport(), QPoint(3, 3))
    qtbot.waitUntil(lambda: not card.isVisible())
    assert window.session.checkpoint.step == 0


def test_stepping_it_is_what_has_passed(qtbot: QtBot, window: Window) -> None:
    window.stepper.forward("module")
    qtbot.waitUntil(lambda: window.stepper.position == 1)
    window.stepper.forward("module")
    first = window.session.document.root.children[0].id
    point_at(window, middle(window, first))
    qtbot.waitUntil(window.wire_values.isVisible)
    output = window.stepper.wave.known[first]["output"]
    assert signed(float(output[0, 0]), 5) in window.wire_values.label.text()
    assert "Gradient" not in window.wire_values.label.text()
    window.stepper.forward("phase")
    window.stepper.forward("phase")
    window.stepper.forward("phase")
    assert "Gradient" in window.wire_values.label.text()


def test_a_containers_own_wires_are_found(qtbot: QtBot, window: Window) -> None:
    window.session.replace(examples.backward_pass())
    plan = window.canvas.stage.plan
    h, f, g = [node.id for node in window.session.document.root.walk()][1:]
    left, right = plan.rect(f), plan.rect(g)
    between = ((left.right + right.x) / 2, left.y + plan.box(f).line)
    hit = window.canvas.pointer.hit(window.canvas.mapFromScene(*between).toPointF())
    assert carried(plan, hit, between) == Carried(node=f, side="output")
    point_at(window, between)
    qtbot.waitUntil(window.wire_values.isVisible)
    qtbot.waitUntil(lambda: "+1.6834" in window.wire_values.label.text())
    before = (plan.rect(h).x + 20, between[1])
    hit = window.canvas.pointer.hit(window.canvas.mapFromScene(*before).toPointF())
    assert carried(plan, hit, before) == Carried(node=f, side="input")


def test_beside_wires_there_is_nothing(window: Window) -> None:
    plan = window.canvas.stage.plan
    first = window.session.document.root.children[0].id
    centre = plan.rect(first).centre
    hit = window.canvas.pointer.hit(window.canvas.mapFromScene(*centre).toPointF())
    assert carried(plan, hit, centre) is None
