"""What expressions stand for while a text is read: modules, values of a graph, libraries, plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from app.code.written import Span
from app.document.model import NodeId


@dataclass(eq=False, slots=True)
class Made:
    """A module or a criterion that the text makes.

    Attributes:
        placed: whether it stands somewhere: in a container, or in a graph.
        factors: of a criterion that holds others, the factor of each as far as given.
        graph: what it holds when it is a graph.
        shares: the module whose parameters it uses.
        frozen: whether its parameters stay as they are.
        refers: the module that it is made for.
    """

    id: NodeId
    module: str
    args: dict[str, Any] = field(default_factory=dict)
    children: list[Made] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    placed: bool = False
    factors: list[float | None] = field(default_factory=list)
    graph: Graph | None = None
    shares: Made | None = None
    frozen: bool = False
    refers: Made | None = None


@dataclass(eq=False, slots=True)
class Step:
    """A module called in a graph, and what feeds it by port; None where nothing does."""

    made: Made
    feeds: list[Given | None]


@dataclass(frozen=True, slots=True)
class Given:
    """What a step gives, or one entry of it (from 0), and where the text says so."""

    step: Step
    strand: int | None
    span: Span


@dataclass(eq=False, slots=True)
class Graph:
    """What `nn.gModule(inputs, outputs)` was given."""

    inputs: list[Given]
    outputs: list[Given | None]


@dataclass(frozen=True, slots=True)
class Library:
    """nn, torch, and others of which nothing builds a model."""

    name: str


@dataclass(frozen=True, slots=True)
class Function:
    """Something of a library, or of the language itself (library "")."""

    library: str
    name: str


class Only(Enum):
    """RUNNING: a value that is known only when the text is run. BROKEN: one that could not be read. IDLE: a
    function that does nothing.
    """

    RUNNING = "running"
    BROKEN = "broken"
    IDLE = "idle"


RUNNING = Only.RUNNING
BROKEN = Only.BROKEN
IDLE = Only.IDLE


def said(value: Any) -> str:
    """A value in few words, for a message."""
    if isinstance(value, Made):
        return f"a {value.module}"
    if isinstance(value, Given):
        return f"what {value.step.made.module} gives"
    if value is RUNNING:
        return "something that is known only when it runs"
    if value is IDLE:
        return "a function"
    if isinstance(value, (Library, Function)):
        return value.name
    if isinstance(value, list):
        return f"{{{', '.join(map(said, value))}}}"
    if isinstance(value, dict):
        return "a table with names"
    if value is None or isinstance(value, bool):
        return "nothing" if value is None else str(value).lower()
    return repr(value) if isinstance(value, (int, float, str)) else "this"
