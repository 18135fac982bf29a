"""Folding and unfolding as commands: of the canvas, or of the one selected graph."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from app.commands.folding import FOLDING
from app.document import edits, examples
from app.document.model import GRAPH
from app.session import Session
from app.window import Window

FOLD, UNFOLD = FOLDING


def test_the_canvas_and_a_selected_graph(qapp: Any) -> None:
    session = Session(examples.tutorial())
    window = cast(Window, SimpleNamespace(session=session))
    said: list[str] = []
    session.said.connect(said.append)
    FOLD.act(window)
    assert [child.module for child in session.document.root.children] == ["Sequential"]
    UNFOLD.act(window)
    assert [child.id for child in session.document.root.children] == [1, 2, 3] and not said
    UNFOLD.act(window)
    assert said == ["No container here does what wires can do."]
    document, graph = edits.wrap(session.document, [1, 2], GRAPH)
    session.apply("Wrap", document)
    session.select([graph])
    FOLD.act(window)
    assert [child.module for child in session.document.node(graph).children] == ["Sequential"]
    assert session.undo_words == "Fold wires into containers"
