"""Panels in docks behind others rest, and show the model as it is once they come to the front."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from app.document import edits
from app.document.examples import tutorial
from app.panels.code import CodePanel
from app.panels.inspector import InspectorPanel
from app.window import Window


def test_panels_behind_others_catch_up_when_they_come_to_the_front(window: Window) -> None:
    session, tree = window.session, window.outline.tree
    code, inspector = window.findChild(CodePanel), window.findChild(InspectorPanel)
    session.replace(tutorial())
    for name in ("modules", "inspector"):
        window.go_to(name)
    before = code.editor.toPlainText()
    session.attempt("size", lambda document: edits.set_arguments(document, 1, {"outputSize": 7}))
    session.select([1])
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
