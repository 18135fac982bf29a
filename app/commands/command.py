"""What a user action is: declared once; menus, tool bars, keys, search and the list of shortcuts read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.window import Window


def always(window: Window) -> str:
    """For a command that is always allowed."""
    return ""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can do.

    Args:
        id: its name in settings and tests, "run".
        title: as in a menu, with its mnemonic: "&Run".
        tip: what it does, in a sentence.
        act: does it.
        shortcuts: as Qt writes them, "Ctrl+Z"; the first is shown.
        icon: of `resources/icons`.
        why_not: why it is not allowed just now, in words; "" when it is.
        checked: for a switch, whether it is on.
        on_canvas: its keys count only while the canvas has the keyboard, as single letters must.
        on_outline: its keys count only while the outline (or, with `on_canvas`, one of both) has it.
        alone: the title where no menu around it explains it: "Wrap in Sequential".
        turns_with: the id of a command that is never allowed together with this one; the two may have the
            same keys.
    """

    id: str
    title: str
    tip: str
    act: Callable[[Window], object]
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    why_not: Callable[[Window], str] = always
    checked: Callable[[Window], bool] | None = None
    on_canvas: bool = False
    on_outline: bool = False
    alone: str = ""
    turns_with: str = ""

    @property
    def words(self) -> str:
        """The title without its mnemonic."""
        return self.title.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")

    @property
    def full(self) -> str:
        """The title where it stands alone, as in a search."""
        return self.alone or self.words


SEPARATOR = None
"""Between two groups of a menu or a tool bar."""

Menu = tuple[str, str, tuple[Command | None, ...]]
"""A menu's id, its title, and its commands in order."""
