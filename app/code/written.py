"""A text in which every module can be found, and the modules that a place in it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.document.model import NodeId

Span = tuple[int, int]
"""From and up to which character, counted from 0."""

Spans = Mapping[NodeId, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Written:
    """A model as text.

    Attributes:
        spans: where each module stands: first where it is made, then where its variable is used.
    """

    text: str
    spans: Spans


@dataclass(slots=True)
class Sheet:
    """A text while it is being written."""

    length: int = 0
    _parts: list[str] = field(default_factory=list)
    _spans: dict[NodeId, list[Span]] = field(default_factory=dict)

    def write(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    @contextmanager
    def of(self, id: NodeId) -> Iterator[None]:
        """What is written meanwhile belongs to this module."""
        start = self.length
        places = self._spans.setdefault(id, [])
        number = len(places)
        yield
        places.insert(number, (start, self.length))

    def written(self) -> Written:
        return Written("".join(self._parts), {id: tuple(spans) for id, spans in self._spans.items()})


def modules_at(spans: Spans, start: int, end: int) -> tuple[NodeId, ...]:
    """The modules that are meant by a selection of text: those made within it, the outermost of them.

    Without any: the innermost module around it.
    """
    if start < end:
        within = {
            id: places[0] for id, places in spans.items() if places and _inside(places[0], (start, end))
        }
        if within:
            return tuple(sorted(id for id in within if not _covered(within[id], within.values())))
    around = [(e - s, id) for id, places in spans.items() for s, e in places if s <= start and end <= e]
    return (min(around)[1],) if around else ()


def _inside(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _covered(one: Span, others: Iterable[Span]) -> bool:
    return any(one != other and _inside(one, other) for other in others)
