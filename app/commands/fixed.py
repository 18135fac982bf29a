"""What the canvas does with keys and mouse that is no command: the same table for help and for refusals."""

from __future__ import annotations

from typing import NamedTuple


class Fixed(NamedTuple):
    """Keys as Qt writes them, how they are called in help, and what they do."""

    keys: tuple[str, ...]
    called: tuple[str, ...]
    does: str


_ARROWS = ("Left", "Right", "Up", "Down")

KEYS: tuple[Fixed, ...] = (
    Fixed(
        ("Space",),
        ("Space", "A letter"),
        "finds a module to add; letters that are keys themselves with Shift",
    ),
    Fixed(("Tab", "Shift+Tab"), ("Tab",), "with a card in focus the next card, else finds a module to add"),
    Fixed(_ARROWS, ("Arrows",), "move what is selected; with nothing selected, the focus"),
    Fixed(tuple(f"Shift+{key}" for key in _ARROWS), ("Shift+Arrows",), "move it further"),
    Fixed(
        tuple(f"Ctrl{shift}+{key}" for shift in ("", "+Shift") for key in _ARROWS),
        ("Ctrl+Arrows",),
        "move the focus; with Shift what they reach is added to the selection",
    ),
    Fixed(("Ctrl+Space",), ("Ctrl+Space",), "selects what has the focus, or no longer"),
    Fixed(("Return", "Enter"), ("Enter",), "steps into the container in focus; of a card, to its settings"),
    Fixed(
        ("W",),
        ("W",),
        "begins a wire at the card in focus; arrows choose its end, Enter connects; W again begins elsewhere",
    ),
    Fixed((",", "."), ("Comma", "Full stop"), "selects a wire that enters, or leaves, the card in focus"),
    Fixed(("Esc",), ("Esc",), "gives up what is under way, then selects nothing, then leads out"),
)

MOUSE: tuple[tuple[str, str], ...] = (
    ("Drag from the list of modules", "adds a module: on the canvas, in a frame, or on a wire"),
    ("Click in the list, then on the canvas", "the same without dragging"),
    ("Double-click on the empty canvas", "finds a module to add there"),
    ("Double-click on a container", "shows it alone; Esc and the bar above lead out"),
    ("Double-click on a card", "goes to its settings"),
    ("Drag from port to port", "draws a wire"),
    ("Drag from a port onto a frame", "leads the wire into the container; backwards, out of it"),
    ("Drag from a port into the void", "finds a module that takes the wire, and adds both"),
    ("Drag a wire’s end off its port", "moves the wire, or removes it"),
    ("Alt-click on a port", "removes its wires"),
    ("Ctrl-drag from an output", "moves all its wires to another output"),
    ("Shift-drag across wires", "cuts them; where cards are in the way, with Alt too"),
    ("Drag a card", "moves it; into a frame, out of it, to another place in it; Alt without snapping"),
    ("Drag a note, or a region’s title", "moves it; what stands on a region goes along"),
    ("Drag the corner of a note or region", "changes its size"),
    ("Double-click on a note or region", "writes on it; Ctrl+Enter ends that"),
    ("Drag in the minimap", "goes elsewhere in the model"),
    ("Drag on the empty canvas", "selects what it touches; Shift adds, Ctrl toggles"),
    ("Wheel", "zooms at the pointer; two fingers move the view"),
    ("Middle button, or Space and drag", "moves the view"),
)
