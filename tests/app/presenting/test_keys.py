"""A presenter's remote, and what else the keys do while presenting: all by keys that are really pressed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from app.commands import everything
from app.look.tokens import DARK
from tests.app.presenting.conftest import Theatre
from tests.desktop.networks import NETWORKS, built

Key = Qt.Key


def press(theatre: Theatre, *keys: Qt.Key) -> None:
    for key in keys:
        theatre.bot.keyClick(theatre.window.canvas, key)
        theatre.settle()


def test_f11_begins_and_ends(theatre: Theatre) -> None:
    window = theatre.window
    window.canvas.setFocus()
    theatre.bot.keyClick(window.canvas, Key.Key_F11)
    assert window.presenting.is_on
    theatre.bot.keyClick(window.canvas, Key.Key_F11)
    assert not window.presenting.is_on


def test_the_remote_goes_through_the_containers_and_back(theatre: Theatre) -> None:
    window = theatre.window
    window.session.replace(built(NETWORKS["residual"]))
    named = {node.id: node.module for node in window.session.document.root.walk()}
    theatre.begin()
    shown = [window.canvas.inside.container]
    for key in (Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp, Key.Key_PageUp):
        press(theatre, key)
        shown.append(window.canvas.inside.container)
    assert [named.get(id or -9) for id in shown] == [
        None, "ConcatTable", "Sequential", "Sequential", "ConcatTable", None
    ]  # fmt: skip
    press(theatre, Key.Key_Right, Key.Key_Space, Key.Key_Left)
    assert named[window.canvas.inside.container or 0] == "ConcatTable"


def test_the_selected_container_is_what_is_explained(theatre: Theatre) -> None:
    window = theatre.window
    window.session.replace(built(NETWORKS["residual"]))
    inner = next(node for node in window.session.document.root.walk() if node.module == "Sequential")
    window.session.select([inner.id])
    theatre.begin()
    assert window.canvas.inside.container == inner.id
    seen = window.canvas.camera.seen()
    assert seen.encloses(window.canvas.stage.plan.rect(inner.id))


def test_the_remote_steps_while_a_batch_is_stepped_through(theatre: Theatre) -> None:
    window, bot = theatre.window, theatre.bot
    theatre.begin()
    stepper = window.stepper
    bot.keyClick(window.canvas, Key.Key_F9)
    bot.waitUntil(lambda: stepper.position == 1)
    press(theatre, Key.Key_PageDown, Key.Key_PageDown)
    bot.waitUntil(lambda: stepper.position == 3)
    assert window.waving.line.isVisible()
    press(theatre, Key.Key_PageUp)
    bot.waitUntil(lambda: stepper.position == 2)
    line, plan = window.waving.line.geometry(), window.canvas.stage.plan
    at = plan.place(window.session.document.root.children[0].id)
    spot = window.canvas.camera.to_viewport(QPoint(round(at[0]), round(at[1])).toPointF())
    assert spot.y() >= line.bottom(), "the caption covers nothing that is explained"


def test_b_blanks_and_any_further_step_only_shows_the_picture_again(theatre: Theatre) -> None:
    window = theatre.window
    window.session.replace(built(NETWORKS["residual"]))
    theatre.begin()
    press(theatre, Key.Key_B)
    picture = window.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2) == QColor(DARK.canvas)
    assert window.presenting.blank.geometry() == window.rect()
    press(theatre, Key.Key_PageDown)
    assert not window.presenting.blank.isVisible()
    assert window.canvas.inside.container is None
    press(theatre, Key.Key_B, Key.Key_B)
    assert not window.presenting.blank.isVisible()
    press(theatre, Key.Key_B, Key.Key_Escape)
    assert not window.presenting.blank.isVisible()
    assert window.presenting.is_on


def test_the_pen_draws_over_the_canvas_and_never_into_the_model(theatre: Theatre) -> None:
    window, bot = theatre.window, theatre.bot
    document = window.session.document
    theatre.begin()
    pen, left = window.presenting.pen, Qt.MouseButton.LeftButton
    press(theatre, Key.Key_P)
    assert pen.is_on
    blank = pen.grab().toImage()
    bot.mousePress(pen, left, pos=QPoint(200, 900))
    for x in range(210, 400, 10):
        bot.mouseMove(pen, QPoint(x, 900))
    bot.mouseRelease(pen, left, pos=QPoint(400, 900))
    assert len(pen.strokes) == 1
    assert pen.grab().toImage().pixelColor(300, 900) != blank.pixelColor(300, 900)
    assert window.session.document is document
    press(theatre, Key.Key_Escape)
    assert not pen.is_on
    assert len(pen.strokes) == 1, "what is drawn stays when the pen is put away"
    assert window.presenting.is_on
    press(theatre, Key.Key_C)
    assert not pen.strokes
    press(theatre, Key.Key_P, Key.Key_P)
    assert not pen.is_on


def test_strokes_stay_with_what_they_are_drawn_on(theatre: Theatre) -> None:
    window, bot = theatre.window, theatre.bot
    theatre.begin()
    press(theatre, Key.Key_P)
    pen, camera = window.presenting.pen, window.canvas.camera
    bot.mouseClick(pen, Qt.MouseButton.LeftButton, pos=QPoint(500, 500))
    point = pen.strokes[0][0]
    camera.zoom(1.2)
    assert pen.strokes[0][0] == point
    assert (camera.to_viewport(point) - QPoint(500, 500).toPointF()).manhattanLength() > 1


def test_the_bottom_of_the_picture_is_kept_free(theatre: Theatre) -> None:
    window = theatre.window
    theatre.begin()
    theatre.bot.keyClick(window.canvas, Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    theatre.settle()
    canvas = window.canvas
    bounds = canvas.stage.plan.bounds()
    lowest = canvas.camera.to_viewport(QPoint(0, round(bounds.bottom)).toPointF()).y()
    assert lowest <= 0.75 * canvas.height()
    press(theatre, Key.Key_L)
    plots = window.presenting.plots.geometry()
    assert plots.bottom() < 0.75 * canvas.height() + 1
    assert plots.height() > 200


def test_every_key_is_that_of_a_listed_command(theatre: Theatre) -> None:
    listed = {command.id: command for command in everything()}
    assert listed["present"].shortcuts == ("F11",)
    assert listed["present_next"].shortcuts == ("PgDown",)
    assert listed["present_back"].shortcuts == ("PgUp",)
    for id in ("present_next", "present_back", "present_blank", "present_pen", "present_clear"):
        command = listed[id]
        assert "F11" in theatre.window.actions_.why_not(command), "before it, they say how to begin"


def test_the_bar_at_the_head_says_nothing_of_esc_which_ends_it(theatre: Theatre) -> None:
    window = theatre.window
    window.session.replace(built(NETWORKS["residual"]))
    outer = next(node.id for node in window.session.document.root.children if node.children)
    window.canvas.step_inside(outer)
    bar = window.canvas.breadcrumb

    def words() -> list[str]:
        return [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]

    assert "Esc leads out" in words()
    theatre.begin()
    assert "Esc leads out" not in words()
    press(theatre, Key.Key_Escape)
    assert window.canvas.inside.container == outer
    assert "Esc leads out" in words()


def test_at_the_desk_the_same_letters_find_modules_as_ever(theatre: Theatre) -> None:
    window = theatre.window
    for letter in "pbcl":
        window.canvas.setFocus()
        theatre.bot.waitUntil(window.canvas.hasFocus)
        theatre.bot.keyClick(window.canvas, letter)
        finder = window.module_search.finder
        assert finder.isVisible()
        assert finder.field.text() == letter
        theatre.bot.keyClick(finder.field, Key.Key_Escape)
