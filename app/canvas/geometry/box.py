"""What a card or frame looks like in outline: its size, its ports, its words, what it holds. Positions are
its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.canvas.geometry.curve import Curve
from app.document.model import NodeId, Point, Wire
from nncore.shapes import Shape

Kind = Literal["card", "frame", "data", "criterion", "slot", "graph"]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A port on the right: which entry of the table it gives (None: all of it), its words on a Data card."""

    strand: int | None
    at: Point
    words: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A wire that follows from a container: drawn, never stored."""

    curve: Curve
    strands: int = 1
    label: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """A stored wire as it runs, from the origin of its graph's contents."""

    wire: Wire
    curve: Curve
    shape: Shape | None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Box:
    """The outline of one card or frame. A criterion made of others is a frame too (`is_container`).

    `ins` are the ports on the left, by number, the last one `spare` where one more wire may come; `line` is
    how far down the first ports are. `children` stand at their place in this box; `origin` is where the
    contents of a graph begin, and from there count `starts` (what its own input gives), `goals` (what its own
    output takes) and `tracks`. `bars` are the joins of stacked branches. `followed` are the parts of
    `sizes` that nobody typed: they follow the wire.
    `is_stack`: a container drawn as one card, with the shapes that go `through` it.
    """

    id: NodeId
    kind: Kind
    w: float
    h: float
    title: str = ""
    sizes: str = ""
    label: str = ""
    category: str = ""
    line: float = 0.0
    ins: tuple[Point, ...] = ()
    spare: bool = False
    outs: tuple[Outlet, ...] = ()
    children: tuple[tuple[Box, Point], ...] = ()
    links: tuple[Link, ...] = ()
    bars: tuple[tuple[Point, Point], ...] = ()
    origin: Point = (0.0, 0.0)
    starts: tuple[Outlet, ...] = ()
    goals: tuple[Point, ...] = ()
    tracks: tuple[Track, ...] = ()
    is_container: bool = False
    followed: tuple[tuple[int, int], ...] = ()
    frozen: bool = False
    muted: bool = False
    through: str = ""
    is_stack: bool = False

    @property
    def is_frame(self) -> bool:
        """Whether other cards can stand in it."""
        return self.kind in ("frame", "graph") or self.is_container
