"""Every colour and measure of the window, named once. Nothing else holds a colour.

Colours are "#rrggbb". Lengths are in logical pixels at 100 %. A name ending in `_text` is strong enough to
write words with; the bare name is for shapes and lines; `_fill` is the faint ground behind such words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

GRID = 8
"""The one grid: positions, gaps and sizes are multiples of it, or of its half."""

REGULAR = 400
STRONG = 600
"""The two weights of the type."""

SMALL, BODY, TITLE, LARGE = 12, 14, 17, 24
"""The four sizes of the type, in pixels at 100 %."""

FAR_BODY, FAR_SMALL = 18, 13
"""Of names and of small words on the canvas where it is presented: larger beside what is around them."""

RADIUS_SMALL, RADIUS = 4, 6
"""Corners: of controls; of cards and frames."""

MARKERS = ("o", "s", "t", "d", "x", "+")
"""pyqtgraph's names for markers that can be told apart."""

DASHES: tuple[tuple[float, ...], ...] = ((), (6, 3), (1.5, 2.5), (8, 2.5, 1.5, 2.5))
"""Line patterns in units of the line's width, as `QPen.setDashPattern` takes them; empty is a solid line."""


class LineStyle(NamedTuple):
    """How one curve of a plot looks; no two of the first `Theme.line_count` are alike."""

    colour: str
    dash: tuple[float, ...]
    marker: str


class Tint(NamedTuple):
    """The colours of a note or region: its ground, on which words and cards stand, and its edge."""

    ground: str
    edge: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme."""

    name: str
    is_dark: bool

    # Grounds, from the window's edge inwards.
    background: str  # the window, its bars and its panels
    canvas: str  # the drawing's paper, also the plots' paper
    grid: str  # the dots on the canvas, the lines in a plot
    surface: str  # fields, lists, tables
    raised: str  # cards, menus, tooltips
    hover: str  # under the pointer
    pressed: str  # held down, or switched on
    border: str  # hairlines between things; decoration only
    outline: str  # edges of cards, frames and fields, and unlit ports: at least 3:1

    # Words.
    text: str
    text_muted: str
    text_disabled: str

    # What the person does.
    accent: str  # the primary button, switches that are on
    accent_hover: str
    on_accent: str  # words on it
    selection: str  # the selected row, the selected text
    selected: str  # the edge of a selected card or wire
    focus: str  # the ring of the keyboard's focus

    # What the network does.
    wire: str
    forward: str
    forward_text: str
    backward: str
    backward_text: str
    running: str
    frozen: str
    muted: str

    # What the program says.
    fault: str
    fault_text: str
    fault_fill: str
    warning: str
    warning_text: str
    warning_fill: str
    ok: str
    ok_text: str
    ok_fill: str

    categories: Mapping[str, str] = field(hash=False)  # strips on cards: Torch's six categories and "data"
    frames: tuple[str, str, str]  # grounds of containers, outermost first: read them by `frame`
    lines: tuple[str, ...]  # plot lines on `canvas`, after Okabe and Ito
    classes: tuple[str, ...]  # fills of data points by class; drawn with an `ink` edge
    ink: str  # that edge
    tints: Mapping[str, Tint] = field(hash=False)  # notes and regions, by the names that documents use

    @property
    def line_count(self) -> int:
        """How many curves can be told apart without their labels."""
        return len(self.lines) * len(DASHES)

    def line(self, index: int) -> LineStyle:
        """The look of curve `index` (from 0): colours first, then dashes and other markers."""
        turn, colour = divmod(index, len(self.lines))
        return LineStyle(self.lines[colour], DASHES[turn % len(DASHES)], MARKERS[turn % len(MARKERS)])

    def ghost(self, index: int) -> LineStyle:
        """The look of another run's curve, `index` from 0: grey, told apart by its dashes."""
        return LineStyle(self.outline, DASHES[index % len(DASHES)], MARKERS[0])

    def frame(self, depth: int) -> str:
        """The ground of a container at `depth` (0 is outermost); then the last two take turns."""
        return self.frames[min(depth, 2 - depth % 2)]

    def colour(self, name: str) -> str:
        """The colour of a token, or of a category. Raises AttributeError for any other name."""
        return self.categories.get(name) or str(getattr(self, name))

    def category(self, name: str) -> str:
        """The strip's colour of a category; a name that is not Torch's is shown in the colour of edges."""
        return self.categories.get(name, self.outline)


LIGHT = Theme(
    name="light",
    is_dark=False,
    background="#f6f6f4",
    canvas="#ffffff",
    grid="#e0e0db",
    surface="#ffffff",
    raised="#ffffff",
    hover="#eaeae6",
    pressed="#dddcd7",
    border="#dcdcd7",
    outline="#7c7e83",
    text="#1b1d21",
    text_muted="#41454b",
    text_disabled="#8c9096",
    accent="#4a3a8f",
    accent_hover="#3b2d78",
    on_accent="#ffffff",
    selection="#e2ddf3",
    selected="#4a3a8f",
    focus="#6d58c4",
    wire="#5a6069",
    forward="#0072b2",
    forward_text="#004a76",
    backward="#c75300",
    backward_text="#7c3300",
    running="#0072b2",
    frozen="#5b7c99",
    muted="#7c7e83",
    fault="#c4232f",
    fault_text="#9a1420",
    fault_fill="#fdecec",
    warning="#a86a00",
    warning_text="#6e4500",
    warning_fill="#fdf3dc",
    ok="#1a7f4b",
    ok_text="#0f5a34",
    ok_fill="#e6f4ec",
    categories=MappingProxyType(
        {
            "containers": "#6b7280",
            "simple": "#2a7f86",
            "transfer": "#6f7d1f",
            "table": "#9a4f93",
            "convolution": "#8a6234",
            "criterions": "#a8485c",
            "data": "#3d434b",
        }
    ),
    frames=("#f6f6f3", "#edede9", "#e4e4e0"),
    lines=("#0072b2", "#d55e00", "#008f68", "#b05a8c", "#1b1d21"),
    classes=("#56b4e9", "#e69f00", "#009e73", "#f0e442", "#cc79a7", "#0072b2", "#d55e00", "#999999"),
    ink="#1b1d21",
    tints=MappingProxyType(
        {
            "yellow": Tint("#fbf3d6", "#9a7812"),
            "green": Tint("#e4f1e5", "#4f8a5b"),
            "blue": Tint("#e2edf8", "#4a7fb0"),
            "pink": Tint("#f8e5ee", "#b0608a"),
            "grey": Tint("#ececea", "#7c7e83"),
        }
    ),
)

DARK = Theme(
    name="dark",
    is_dark=True,
    background="#1d1f23",
    canvas="#15171a",
    grid="#2a2d32",
    surface="#15171a",
    raised="#292c32",
    hover="#2b2e34",
    pressed="#363a42",
    border="#34383f",
    outline="#7d848e",
    text="#eceef1",
    text_muted="#adb3bc",
    text_disabled="#6f757e",
    accent="#7a65d2",
    accent_hover="#6b55c6",
    on_accent="#ffffff",
    selection="#3b3560",
    selected="#b6a4f2",
    focus="#a28df0",
    wire="#9aa1ab",
    forward="#56b4e9",
    forward_text="#7cc6ef",
    backward="#f0973a",
    backward_text="#f5ac60",
    running="#56b4e9",
    frozen="#86a9c9",
    muted="#7d848e",
    fault="#ff6b6b",
    fault_text="#ff9a98",
    fault_fill="#3c2226",
    warning="#e0a030",
    warning_text="#efc06a",
    warning_fill="#372c18",
    ok="#4cc38a",
    ok_text="#7bd7a8",
    ok_fill="#18322a",
    categories=MappingProxyType(
        {
            "containers": "#9aa3b2",
            "simple": "#4fb3ba",
            "transfer": "#a9b84a",
            "table": "#d08ac9",
            "convolution": "#c79a62",
            "criterions": "#e08a9c",
            "data": "#c9ced6",
        }
    ),
    frames=("#1c1e22", "#23262b", "#2a2e34"),
    lines=("#56b4e9", "#e69f00", "#2dbd94", "#cc79a7", "#f0e442", "#f2f3f5"),
    classes=("#56b4e9", "#e69f00", "#009e73", "#f0e442", "#cc79a7", "#4a90c2", "#d55e00", "#a0a0a0"),
    ink="#f2f3f5",
    tints=MappingProxyType(
        {
            "yellow": Tint("#383320", "#b89a48"),
            "green": Tint("#20352a", "#5fa377"),
            "blue": Tint("#1e3046", "#6796c4"),
            "pink": Tint("#3d2634", "#c07a9e"),
            "grey": Tint("#2c2f35", "#868d97"),
        }
    ),
)
