"""The commands that freeze and mute modules, and have them share their weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.commands.command import Command
from app.commands.edit import needs_modules
from app.document import edits
from app.document.index import index
from app.document.model import Document, Node, NodeId
from app.document.sharing import group

if TYPE_CHECKING:
    from app.window import Window

Edit = Callable[[Document, tuple[NodeId, ...], bool], Document]


def _chosen(window: Window) -> list[Node]:
    nodes = index(window.session.document).nodes
    return [nodes[id] for id in window.session.selected_nodes]


def _all(name: str) -> Callable[[Window], bool]:
    """Whether all that is selected is so."""
    return lambda window: bool(_chosen(window)) and all(getattr(node, name) for node in _chosen(window))


def _toggle(name: str, edit: Edit, words: str, back: str) -> Callable[[Window], object]:
    is_on = _all(name)

    def act(window: Window) -> None:
        on, chosen = not is_on(window), window.session.selected_nodes
        window.session.attempt(words if on else back, lambda document: edit(document, chosen, on))

    return act


def _share(window: Window) -> None:
    chosen = window.session.selected_nodes
    window.session.attempt("Share weights", lambda document: edits.share(document, chosen))


def _stop(window: Window) -> None:
    chosen = window.session.selected_nodes
    window.session.attempt("Stop sharing", lambda document: edits.stop_sharing(document, chosen))


def _share_why(window: Window) -> str:
    kinds = [node.module for node in _chosen(window)]
    alike = len(kinds) > 1 and len(set(kinds)) == 1
    return "" if alike else "Select two or more modules of one kind first."


def _stop_why(window: Window) -> str:
    session = window.session
    shares = any(len(group(session.document, id)) > 1 for id in session.selected_nodes)
    return "" if shares else "Select a module that shares its weights first."


FREEZE = Command(
    "freeze",
    "&Freeze",
    "Leaves the parameters of the selected modules as they are in training, or trains them again",
    _toggle("frozen", edits.freeze, "Freeze", "Unfreeze"),
    ("Ctrl+Shift+F",),
    "snowflake",
    needs_modules,
    checked=_all("frozen"),
)
MUTE = Command(
    "mute",
    "&Mute",
    "Has the selected modules hand on what they get, or do their work again",
    _toggle("muted", edits.mute, "Mute", "Unmute"),
    ("M",),
    "mute",
    needs_modules,
    checked=_all("muted"),
    on_canvas=True,
    on_outline=True,
)
SHARE = Command(
    "share",
    "&Share weights",
    "Has the selected modules use the parameters of the first of them",
    _share,
    icon="link",
    why_not=_share_why,
)
STOP_SHARING = Command(
    "stop_sharing",
    "S&top sharing",
    "Gives the selected modules parameters of their own again",
    _stop,
    icon="unlink",
    why_not=_stop_why,
)

SWITCHES: tuple[Command, ...] = (FREEZE, MUTE, SHARE, STOP_SHARING)
