"""Panels in docks behind others rest, and show the model as it is once they come to the front."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.document import edits
from app.document.examples import tutorial
from app.panels.code import CodePanel
from app.panels.inspector import InspectorPanel
from app.window import Window


def test_panels_behind_others_catch_up_when_they_come_to_the_front(window: Window, qtbot: QtBot) -> None:
    session, tree = window.session, window.outline.tree
    code, inspector = window.findChild(CodePanel), window.findChild(InspectorPanel)
    session.replace(tutorial())
    for name in ("modules", "inspector"):
        window.go_to(name)
    before = code.editor.toPlainText()
    session.attempt("size", lambda document: edits.set_arguments(document, 1, {"outputSize": 7}))
    session.select([1])
    qtbot.waitUntil(lambda: inspector.card.findChild(QLabel, "cardTitle").text() == "Linear")
    assert tree.rows.index_for(1).data() is None
    assert code.editor.toPlainText() == before
    window.go_to("outline")
    assert tree.rows.index_for(1).data() == "(1): nn.Linear(4 -> 7)" and tree.current_item() == 1
    window.go_to("code")
    assert "nn.Linear(4, 7)" in code.editor.toPlainText()
    session.select([2])
    assert inspector.card.findChild(QLabel, "cardTitle").text() == "Linear"
    window.go_to("inspector")
    assert inspector.card.findChild(QLabel, "cardTitle").text() == "Tanh"


def test_the_microscope_and_the_lab_rest_behind_others_too(window: Window) -> None:
    session, microscope, rows = window.session, window.microscope, window.lab.switches.rows
    session.replace(tutorial())
    for name in ("microscope", "lab"):
        window.go_to(name)
    assert not rows["dead_relu"].box.isEnabled()
    for name in ("modules", "inspector"):
        window.go_to(name)
    root = session.document.root
    bent = tuple(replace(node, module="ReLU") if node.id == 2 else node for node in root.children)
    session.apply("Exchange", replace(session.document, root=replace(root, children=bent)))
    session.select([1])
    assert not microscope.scopes and not rows["dead_relu"].box.isEnabled()
    microscope.toggle_pin(1)
    window.go_to("microscope")
    assert [(scope.node.id, scope.is_pinned) for scope in microscope.scopes] == [(1, True)]
    window.go_to("lab")
    assert rows["dead_relu"].box.isEnabled()
