"""What the person attends to: the card under the pointer, the one with the keyboard's focus, those that are
trained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.canvas.paint.state import State
from app.document.model import NodeId
from app.session import Selected


class Attention:
    """Which cards and wires are hovered, focused and running."""

    def __init__(self) -> None:
        self.hovered: Selected | None = None
        self.focused: Selected | None = None
        self.running: frozenset[NodeId] = frozenset()
        self.pointed: NodeId | None = None
        """What is pointed at elsewhere: its line in a plot is under the pointer."""

    def keep(self, is_shown: Callable[[Selected], bool]) -> None:
        """Forgets what is not shown any more."""
        if self.hovered is not None and not is_shown(self.hovered):
            self.hovered = None
        if self.focused is not None and not is_shown(self.focused):
            self.focused = None
        if self.pointed is not None and not is_shown(self.pointed):
            self.pointed = None

    def marks(self, selection: Iterable[Selected], has_focus: bool) -> dict[Selected, State]:
        """The state of each card and wire that is not plain; the focus counts while the canvas has the
        keyboard.
        """
        marks: dict[Selected, State] = dict.fromkeys(selection, State.SELECTED)
        for item in (self.hovered, self.pointed):
            if item is not None:
                marks[item] = marks.get(item, State.PLAIN) | State.HOVERED
        if self.focused is not None and has_focus:
            marks[self.focused] = marks.get(self.focused, State.PLAIN) | State.FOCUSED
        for id in self.running:
            marks[id] = marks.get(id, State.PLAIN) | State.RUNNING
        return marks
