"""The commands of the Edit menu: what changes the model, or what is chosen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app.code.merging import beside
from app.code.reading import recognised, unreadable
from app.commands.command import SEPARATOR, Command
from app.document import edits
from app.document.index import index
from app.document.refused import Refused
from app.session import Session

if TYPE_CHECKING:
    from app.window import Window


def _selected(window: Window) -> str:
    session = window.session
    return "" if _has_cards(window) or session.selected_wires else "Select a module or a wire first."


def _has_cards(window: Window) -> bool:
    """Whether modules, notes or regions are selected."""
    return bool(window.session.selected_nodes or window.session.selected_remarks)


def _needs_cards(window: Window) -> str:
    return "" if _has_cards(window) else "Select a module or a note first."


def needs_modules(window: Window) -> str:
    return "" if window.session.selected_nodes else "Select a module first."


def _undo_why(window: Window) -> str:
    return "" if window.session.undo_words or window.runner.is_running else "Nothing was done yet."


def _redo_why(window: Window) -> str:
    return "" if window.session.redo_words else "Nothing was undone."


def _undo(window: Window) -> None:
    window.runner.when_paused(window.session.undo)


def _redo(window: Window) -> None:
    window.runner.when_paused(window.session.redo)


def _delete(window: Window) -> None:
    session = window.session
    nodes, wires, remarks = session.selected_nodes, session.selected_wires, session.selected_remarks
    what = _named(session) if nodes or remarks else "wire" if len(wires) == 1 else "wires"
    session.attempt(
        f"Delete {what}",
        lambda document: edits.remove_remarks(edits.remove(document, nodes, wires), remarks),
    )


def _named(session: Session) -> str:
    """The selected cards in a word or two."""
    nodes, remarks = session.selected_nodes, session.selected_remarks
    if remarks and not nodes:
        kinds = {remark.kind for remark in session.document.remarks if remark.id in remarks}
        return kinds.pop() if len(remarks) == 1 else f"{len(remarks)} notes"
    if remarks:
        return f"{len(nodes) + len(remarks)} cards"
    return index(session.document).nodes[nodes[0]].module if len(nodes) == 1 else f"{len(nodes)} modules"


def _duplicate(window: Window) -> None:
    session = window.session
    try:
        document, made = edits.duplicate(
            session.document, session.selected_nodes, remarks=session.selected_remarks
        )
    except Refused as refusal:
        session.said.emit(str(refusal))
        return
    session.apply(f"Duplicate {_named(session)}", document)
    session.select(made)


def _copy(window: Window) -> None:
    session = window.session
    try:
        text = edits.copy(session.document, session.selected_nodes, session.selected_remarks)
    except Refused as refusal:
        session.said.emit(str(refusal))
        return
    QGuiApplication.clipboard().setText(text)
    session.said.emit(f"Copied {_named(session)}")


def _cut(window: Window) -> None:
    _copy(window)
    _delete(window)


def _paste(window: Window) -> None:
    session, text = window.session, QGuiApplication.clipboard().text()
    if found := recognised(text):
        document, ids = beside(found, session.document)
        session.apply("Paste Code", document)
        session.select(ids.values())
        return
    try:
        holder, at = window.canvas.paste_place()
        document, made = edits.paste(session.document, text, parent=holder, at=at)
    except Refused as refusal:
        why_not = "" if text.lstrip().startswith("{") else unreadable(text)
        session.said.emit(f"{why_not} Nothing was pasted." if why_not else str(refusal))
        return
    session.apply("Paste", document)
    session.select(made)


def _select_all(window: Window) -> None:
    session = window.session
    holder = window.canvas.inside.container or session.document.root.id
    children = [node.id for node in index(session.document).nodes[holder].children]
    session.select([*children, *window.canvas.stage.plan.remarks])


def _holders(window: Window) -> tuple[int, ...]:
    """The containers that hold the selected modules, the canvas and what is shown alone left out."""
    session, found = window.session, index(window.session.document)
    holders = {found.parents[id] for id in session.selected_nodes}
    outside = {None, session.document.root.id, window.canvas.inside.container}
    return tuple(sorted(id for id in holders if id not in outside and id is not None))


def _select_container(window: Window) -> None:
    holders = _holders(window)
    window.session.select(holders)
    window.canvas.give_focus(holders[0])


def _container_why(window: Window) -> str:
    return "" if _holders(window) else "Select a module in a container first."


UNDO = Command("undo", "&Undo", "Takes the last act back", _undo, ("Ctrl+Z",), "undo", _undo_why)
REDO = Command(
    "redo",
    "&Redo",
    "Does again what was undone",
    _redo,
    ("Ctrl+Shift+Z", "Ctrl+Y"),
    "redo",
    _redo_why,
)
CUT = Command("cut", "Cu&t", "Moves the selection to the clipboard", _cut, ("Ctrl+X",), "cut", _needs_cards)
COPY = Command(
    "copy", "&Copy", "Copies the selection to the clipboard", _copy, ("Ctrl+C",), "copy", _needs_cards
)
PASTE = Command("paste", "&Paste", "Adds what was copied", _paste, ("Ctrl+V",), "paste")
DUPLICATE = Command(
    "duplicate",
    "&Duplicate",
    "Adds a copy of the selection beside it",
    _duplicate,
    ("Ctrl+D",),
    "duplicate",
    _needs_cards,
)
DELETE = Command(
    "delete",
    "De&lete",
    "Removes the selected modules, wires, notes and regions",
    _delete,
    ("Del", "Backspace"),
    "delete",
    _selected,
)
SELECT_ALL = Command(
    "select_all", "Select &All", "Selects all modules, notes and regions", _select_all, ("Ctrl+A",)
)

SELECT_CONTAINER = Command(
    "select_container",
    "Select C&ontainer",
    "Selects the container that the selected module is in",
    _select_container,
    ("Ctrl+Shift+U",),
    why_not=_container_why,
)

SETTINGS = Command(
    "settings",
    "Settin&gs…",
    "The look, the work and the keys as you want them",
    lambda window: window.dialogs.settings("Look"),
    ("Ctrl+,",),
    "settings",
)
KEYS = Command(
    "keys",
    "Change &Keys…",
    "Gives commands other keys",
    lambda window: window.dialogs.settings("Keys"),
    icon="keyboard",
)

EDIT: tuple[Command | None, ...] = (
    UNDO,
    REDO,
    SEPARATOR,
    CUT,
    COPY,
    PASTE,
    DUPLICATE,
    DELETE,
    SEPARATOR,
    SELECT_ALL,
    SELECT_CONTAINER,
    SEPARATOR,
    SETTINGS,
    KEYS,
)
