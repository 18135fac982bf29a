"""The commands of notes and regions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from app.canvas.geometry.rect import Rect
from app.canvas.remarks.carry import carried
from app.canvas.remarks.outline import area
from app.commands.command import Command
from app.document import edits
from app.document.model import TINTS
from app.look.tokens import GRID

if TYPE_CHECKING:
    from app.window import Window

_NOTE = (200.0, 80.0)
_REGION = (400.0, 240.0)
_ROOM = 24.0
"""Between the edge of a region and what it is put around."""
_TITLE = 32.0


def _add(window: Window, kind: Literal["note", "region"], place: Rect) -> None:
    """With its words to be typed at once."""
    session = window.session
    document, id = edits.add_remark(session.document, kind, (place.x, place.y), (place.w, place.h))
    session.apply(f"Add {kind}", document)
    session.select([id])
    window.canvas.give_focus(id)
    if window.outline.tree.hasFocus():
        window.outline.write(id)
    else:
        window.canvas.write(id)


def _here(window: Window, size: tuple[float, float]) -> Rect:
    """At the pointer, or in the middle of what is seen of the canvas itself."""
    window.canvas.inside.go(None)
    _, (x, y) = window.canvas.paste_place()
    return Rect(x, y, *size)


def _add_note(window: Window) -> None:
    """Where nothing is under it: further down, if need be."""
    place, plan = _here(window, _NOTE), window.canvas.stage.plan
    taken = [plan.rect(box.id) for box, _ in (plan.root.children if plan.root else ())]
    taken += [area(remark) for remark in plan.remarks.values() if remark.kind == "note"]
    while any(place.meets(rect.grown(GRID)) for rect in taken):
        place = place.moved((0.0, 2.0 * GRID))
    _add(window, "note", place)


def _add_region(window: Window) -> None:
    """Around what is selected on the canvas itself, else where there is room for something."""
    around = _around(window)
    _add(window, "region", around or _here(window, _REGION))


def _around(window: Window) -> Rect | None:
    plan = window.canvas.stage.plan
    what = carried(plan, window.session.selection)
    rects = [plan.rect(id) for id in what.cards]
    if plan.inside is not None or not rects:
        return None
    left, top = min(rect.x for rect in rects) - _ROOM, min(rect.y for rect in rects) - _ROOM - _TITLE
    right, bottom = max(rect.right for rect in rects) + _ROOM, max(rect.bottom for rect in rects) + _ROOM
    return Rect(left, top, right - left, bottom - top)


def _next_tint(window: Window) -> None:
    """All that is selected takes the colour after that of the first."""
    session, chosen = window.session, window.session.selected_remarks
    first = next(remark for remark in session.document.remarks if remark.id == chosen[0])
    tint = TINTS[(TINTS.index(first.tint) + 1) % len(TINTS)]
    session.attempt("Colour", lambda document: edits.tint_remarks(document, chosen, tint))


def _tint_why(window: Window) -> str:
    return "" if window.session.selected_remarks else "Select a note or a region first."


REMARKS: tuple[Command, ...] = (
    Command(
        "add_note",
        "Add &Note",
        "Puts a card with words of your own on the canvas",
        _add_note,
        ("Ctrl+Shift+N",),
        "note",
    ),
    Command(
        "add_region",
        "Add &Region",
        "Puts a titled rectangle behind the selected modules; it takes them along when it is moved",
        _add_region,
        ("Ctrl+Shift+R",),
        "region",
    ),
    Command(
        "next_tint",
        "Ne&xt Colour",
        "Gives the selected notes and regions another colour",
        _next_tint,
        ("Ctrl+Shift+C",),
        why_not=_tint_why,
        alone="Next colour of the note or region",
    ),
)
