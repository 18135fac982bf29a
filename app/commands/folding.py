"""The commands that turn all wires into containers, and containers into wires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.command import Command
from app.document import edits
from app.document.index import index
from app.document.model import GRAPH, NodeId

if TYPE_CHECKING:
    from app.window import Window


def _graph(window: Window) -> NodeId:
    """The one selected graph, or else the canvas."""
    session = window.session
    nodes = index(session.document).nodes
    chosen = [id for id in session.selected_nodes if nodes[id].module == GRAPH]
    return chosen[0] if len(chosen) == 1 else session.document.root.id


def _fold(window: Window) -> None:
    graph = _graph(window)
    window.session.attempt("Fold wires into containers", lambda document: edits.fold(document, graph))


def _unfold(window: Window) -> None:
    graph = _graph(window)
    window.session.attempt("Unfold containers into wires", lambda document: edits.unfold(document, graph))


FOLDING: tuple[Command, ...] = (
    Command(
        "fold_wires",
        "F&old wires into containers",
        "Puts chains into Sequentials and branches that meet again into tables; the function stays",
        _fold,
    ),
    Command(
        "unfold_containers",
        "Unfold &containers into wires",
        "Takes all containers apart whose work wires can do; the function stays",
        _unfold,
    ),
)
