"""The commands of the Model menu: nesting. The containers are read off nncore's catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.command import SEPARATOR, Command
from app.commands.edit import needs_modules
from app.commands.folding import FOLDING
from app.commands.remarks import REMARKS
from app.commands.switches import SWITCHES
from app.document import edits
from app.document.index import index
from app.document.refused import Refused
from app.document.search import offered
from nncore import catalog

if TYPE_CHECKING:
    from app.window import Window


def _wrap(container: str) -> Command:
    def act(window: Window) -> None:
        session = window.session
        try:
            document, made = edits.wrap(session.document, session.selected_nodes, container)
        except Refused as refusal:
            session.said.emit(str(refusal))
            return
        session.apply(f"Wrap in {container}", document)
        session.select([made])

    summary = catalog.find(container).spec.summary.rstrip(".")
    return Command(
        f"wrap_{container}", container, summary, act, why_not=needs_modules, alone=f"Wrap in {container}"
    )


def _unwrap(window: Window) -> None:
    session = window.session
    (node,) = session.selected_nodes
    name = index(session.document).nodes[node].module
    inside = [child.id for child in index(session.document).nodes[node].children]
    if session.attempt(f"Unwrap {name}", lambda document: edits.unwrap(document, node)):
        session.select(inside)


def _unwrap_why(window: Window) -> str:
    chosen = window.session.selected_nodes
    nodes = index(window.session.document).nodes
    if len(chosen) != 1 or catalog.category(nodes[chosen[0]].module) != "containers":
        return "Select one container first."
    return ""


def _takes_children(name: str) -> bool:
    return catalog.category(name) == "containers" and catalog.find(name).spec.children is not None


WRAPS = tuple(_wrap(name) for name in offered() if _takes_children(name))
WRAP = Command(
    "wrap",
    "&Wrap in…",
    "Puts the selected modules into a container of your choice",
    lambda window: window.choose_wrap(),
    ("Ctrl+G",),
    "wrap",
    needs_modules,
    alone="Wrap in a container",
)
UNWRAP = Command(
    "unwrap",
    "&Unwrap",
    "Takes the modules out of the selected container, which goes",
    _unwrap,
    ("Ctrl+Shift+G",),
    "unwrap",
    _unwrap_why,
)

MODEL: tuple[Command | None, ...] = (WRAP, UNWRAP, *FOLDING, SEPARATOR, *SWITCHES, SEPARATOR, *REMARKS)
