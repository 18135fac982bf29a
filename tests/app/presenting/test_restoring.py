"""Presenting ends as if it had never been."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QMenuBar, QStatusBar, QToolBar

from app.canvas.geometry.spacing import DESK
from app.document import edits
from app.look import look
from app.presenting.resting import RESTING
from app.settings import Settings
from tests.app.presenting.conftest import SCREEN, Theatre
from tests.desktop.networks import NETWORKS, built

PARTS = (QDockWidget, QToolBar, QMenuBar, QStatusBar)


def everything(theatre: Theatre) -> dict[str, Any]:
    """All that a person sees of how the window is."""
    window = theatre.window
    canvas, settings = window.canvas, window.settings
    parts = [part for kind in PARTS for part in window.findChildren(kind) if part.isVisible()]
    return {
        "window": (window.geometry(), window.windowState()),
        "parts": {part.objectName() or type(part).__name__: part.geometry() for part in parts},
        "in front": {part.objectName() for part in parts if not part.visibleRegion().isEmpty()},
        "canvas": canvas.geometry(),
        "look": (look.theme.name, look.mode, look.scale, look.is_projected),
        "settings": (settings.theme, settings.scale, settings.layout),
        "zoom": round(canvas.camera.scale, 9),
        "seen": tuple(round(at) for at in canvas.camera.seen().centre),
        "inside": canvas.inside.container,
        "places": {id: (spot.at, spot.box.w, spot.box.h) for id, spot in canvas.stage.plan.spots.items()},
        "selection": window.session.selection,
        "focus": (canvas.attention.focused, QApplication.focusWidget()),
        "plots": (window.plots.choice.shown, window.plots.parentWidget(), window.plots.geometry()),
        "bars": [bar.geometry() for bar in (window._training_bar, window._lists)],
        "document": window.session.document,
        "unsaved": window.session.is_modified,
    }


def expect_the_same(theatre: Theatre, before: dict[str, Any]) -> None:
    def is_same() -> None:
        now = everything(theatre)
        assert {key: now[key] for key in now if now[key] != before[key]} == {}

    theatre.bot.waitUntil(is_same, timeout=4000)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_everything_is_as_it_was(theatre: Theatre, key: Qt.Key) -> None:
    window, bot = theatre.window, theatre.bot
    window.session.replace(built(NETWORKS["residual"]))
    canvas = window.canvas
    window.go_to("outline")
    window._docks["predictions"].hide()
    canvas.setFocus()
    canvas.camera.zoom_to(0.8)
    canvas.camera.pan(QPointF(37, -21))
    chosen = next(iter(window.session.document.root.children))
    window.session.select([chosen.id])
    bot.waitUntil(lambda: window.outline.isVisible() and canvas.hasFocus())
    before = everything(theatre)
    theatre.begin()
    assert everything(theatre) != before
    assert look.theme.name == "light"
    assert window.size() == SCREEN
    assert not any(part.isVisible() for kind in PARTS for part in window.findChildren(kind))
    for pressed in ("PgDown", "PgDown", "l", "p"):
        bot.keyClick(canvas, _KEYS.get(pressed, pressed))
        theatre.settle()
    window.actions_["plot_weights"].trigger()
    canvas.camera.zoom(1.3)
    bot.keyClick(canvas, Qt.Key.Key_Escape)  # the pen
    bot.keyClick(canvas, key)
    assert not window.presenting.is_on
    expect_the_same(theatre, before)


_KEYS = {"PgDown": Qt.Key.Key_PageDown}


def test_a_container_that_one_was_inside_is_shown_again(theatre: Theatre) -> None:
    window = theatre.window
    window.session.replace(built(NETWORKS["residual"]))
    outer = next(node for node in window.session.document.root.children if node.module == "ConcatTable")
    window.canvas.setFocus()
    theatre.bot.waitUntil(window.canvas.hasFocus)
    window.canvas.step_inside(outer.id)
    before = everything(theatre)
    theatre.begin()
    assert window.canvas.inside.container == outer.id, "what is explained stays the same"
    theatre.bot.keyClick(window.canvas, Qt.Key.Key_PageUp)
    assert window.canvas.inside.container is None
    theatre.bot.keyClick(window.canvas, Qt.Key.Key_F11)
    expect_the_same(theatre, before)


def test_the_window_closes_with_the_layout_it_had_before(theatre: Theatre) -> None:
    window = theatre.window
    state = window.saveState(6)
    theatre.begin()
    window._is_closing = True
    window.close()
    kept = Settings()
    assert kept.layout is not None
    assert kept.layout[1] == state
    assert (kept.theme, kept.scale) == ("dark", 1)


def test_what_is_presented_is_not_edited(theatre: Theatre) -> None:
    window, bot = theatre.window, theatre.bot
    document = window.session.document
    first = document.root.children[0].id
    theatre.begin()
    canvas = window.canvas
    spot = canvas.stage.plan.rect(first).centre
    at = canvas.camera.to_viewport(QPointF(*spot)).toPoint()
    bot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    bot.mouseMove(canvas.viewport(), at * 0.5)
    bot.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at * 0.5)
    bot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_M, Qt.Key.Key_W, Qt.Key.Key_Z, Qt.Key.Key_Space):
        bot.keyClick(canvas, key)
    assert window.session.document is document
    for id in RESTING:
        assert window.actions_.why_not(window.actions_.keymap.commands[id])
    bot.keyClick(canvas, Qt.Key.Key_F11)
    assert not window.actions_.why_not(window.actions_.keymap.commands["arrange"])


def test_an_edit_undone_meanwhile_is_shown_and_stays(theatre: Theatre) -> None:
    window, bot = theatre.window, theatre.bot
    before = window.session.document
    window.session.apply("Add Tanh", edits.add(before, "Tanh", at=(0, 200))[0])
    theatre.begin()
    bot.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    theatre.settle()
    assert window.session.document == before
    bot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert window.session.document == before
    assert window.canvas.stage.plan._spacing is DESK


def test_notes_are_shown_where_the_model_stands_as_it_does_and_come_back(theatre: Theatre) -> None:
    window = theatre.window
    document, note = edits.add_remark(built(NETWORKS["residual"]), "note", (0, 304), (160, 64), "Look")
    window.session.replace(document)
    assert note in window.canvas.stage.plan.remarks
    theatre.begin()
    assert not window.canvas.stage.plan.remarks, "in rows, nothing is where the note is"
    theatre.bot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert note in window.canvas.stage.plan.remarks
