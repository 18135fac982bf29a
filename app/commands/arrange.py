"""The commands of the Arrange menu: where cards stand. Each is one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.canvas.geometry.rect import Rect, minus
from app.canvas.glide import LONGEST
from app.canvas.layout.align import Cards, Edge, Places, Standing, align, covered, distribute
from app.canvas.layout.arrange import arrange
from app.canvas.remarks.refit import refitted
from app.commands.command import SEPARATOR, Command
from app.commands.nudging import PUSHES
from app.document import edits
from app.document.index import index
from app.document.model import GRAPH, NodeId
from app.look.motion import motion

if TYPE_CHECKING:
    from app.window import Window


def _chosen(window: Window) -> list[NodeId]:
    """The selected cards, those of the data and of the criterion among them."""
    return sorted(item for item in window.session.selection if isinstance(item, int))


def _free(window: Window) -> Cards:
    """The selected cards that stand free in the graph of the first such one, by their places there."""
    plan = window.canvas.stage.plan
    ids = [id for id in _chosen(window) if id in plan.spots and plan.stands_free(id)]
    ids = [id for id in ids if plan.holder(id) == plan.holder(ids[0])]
    found = {}
    for id in ids:
        spot = plan.spots[id]
        at = minus(spot.at, plan.graph(spot.parent).origin)
        found[id] = Standing(Rect(*at, spot.box.w, spot.box.h), spot.box.line)
    return found


def _needs(count: int, window: Window) -> str:
    if len(_free(window)) >= count:
        return ""
    return f"Select {'two' if count == 2 else 'three'} or more cards that stand free on one canvas."


def _move(window: Window, words: str, places: Places) -> None:
    """Moves cards, which are seen to go there."""
    session = window.session
    document = edits.move(session.document, places)
    if document is session.document:
        session.said.emit("They stand so already.")
        return
    document = refitted(window.canvas.stage.plan, document)
    window.canvas.gliding(lambda: session.apply(words, document), motion.duration(LONGEST))


def _arrange(window: Window, words: str, downwards: bool) -> None:
    session, canvas = window.session, window.canvas
    chosen = _chosen(window)
    _move(window, words, arrange(session.document, session.check, chosen, downwards))
    if not chosen and not canvas.camera.seen().encloses(canvas.stage.plan.bounds()):
        canvas.frame_all()


def _arrange_why(window: Window) -> str:
    """Something can be arranged: all, several cards of a graph, or what is in a selected graph."""
    chosen, found = _chosen(window), index(window.session.document)
    if not chosen or len(_free(window)) > 1:
        return ""
    inside = (found.nodes[id] for id in chosen if id in found.nodes)
    if any(node.module == GRAPH for each in inside for node in each.walk()):
        return ""
    return "Select two or more cards that stand free on one canvas, or nothing to arrange all."


def _align(window: Window, words: str, edge: Edge) -> None:
    cards = _free(window)
    places = align(cards, edge)
    if clash := covered(places, cards):
        plan = window.canvas.stage.plan
        one, other = (plan.box(id).title for id in clash)
        window.session.said.emit(f"So aligned, {one} would lie on {other}. Move them apart first.")
        return
    _move(window, words, places)


def _aligning(id: str, title: str, tip: str, edge: Edge) -> Command:
    words = title.replace("&", "")
    return Command(
        f"align_{id}",
        title,
        tip,
        lambda window: _align(window, words, edge),
        why_not=lambda window: _needs(2, window),
    )


def _distributing(id: str, title: str, tip: str, downwards: bool) -> Command:
    words = title.replace("&", "")
    return Command(
        f"distribute_{id}",
        title,
        tip,
        lambda window: _move(window, words, distribute(_free(window), downwards)),
        why_not=lambda window: _needs(3, window),
    )


ARRANGE = Command(
    "arrange",
    "&Arrange",
    "Puts the selected cards, or all, in order from left to right along their wires",
    lambda window: _arrange(window, "Arrange", False),
    ("Ctrl+Shift+A",),
    why_not=_arrange_why,
)
ARRANGE_DOWN = Command(
    "arrange_down",
    "Arrange Top to &Bottom",
    "Puts the selected cards, or all, in order from top to bottom along their wires",
    lambda window: _arrange(window, "Arrange top to bottom", True),
    why_not=_arrange_why,
)

SNAP = Command(
    "snapping",
    "&Snap to Neighbours",
    "Draws a card that is dragged onto the lines of its neighbours, or leaves that; Alt does so for once",
    lambda window: window.settings.set("snapping", not window.settings.get("snapping")),
    checked=lambda window: bool(window.settings.get("snapping")),
)

MENU: tuple[Command | None, ...] = (
    ARRANGE,
    ARRANGE_DOWN,
    SEPARATOR,
    _aligning("left", "Align &Left", "Puts the left edges one under the other", "left"),
    _aligning("column", "Align &Centres", "Puts the middles one under the other", "column"),
    _aligning("right", "Align &Right", "Puts the right edges one under the other", "right"),
    SEPARATOR,
    _aligning("top", "Align &Tops", "Puts the upper edges at one height", "top"),
    _aligning("row", "Align &Ports", "Puts the first ports at one height, so that wires are straight", "row"),
    _aligning("bottom", "Align B&ottoms", "Puts the lower edges at one height", "bottom"),
    SEPARATOR,
    _distributing("across", "Distribute &Horizontally", "Makes the gaps from left to right equal", False),
    _distributing("down", "Distribute &Vertically", "Makes the gaps from top to bottom equal", True),
    SEPARATOR,
    *PUSHES,
    SEPARATOR,
    SNAP,
)
