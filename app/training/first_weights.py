"""The weights that a run begins with, as the document's seed draws them, and how they are distributed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.document.check import check
from app.document.compile import compile_document
from app.document.essence import essence
from app.document.index import index
from app.document.model import Document, NodeId
from app.document.parameters import own_parameters, parameter_count
from app.document.refused import Refused
from app.training import sources
from nncore.random import Generator

MOST = 2_000_000
"""Of a model that learns more numbers than this none are drawn: it would take seconds."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How the numbers of one parameter are distributed: `counts` of them between neighbouring `edges`, which
    rise; how many there are, their mean and their standard deviation.
    """

    name: str
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    size: int
    mean: float
    deviation: float


def first_weights(doc: Document, id: NodeId) -> dict[str, np.ndarray]:
    """The parameters of a module by Torch's names, as a run from the start has them before its first step.

    Raises:
        Refused: when the model cannot run, or learns too many numbers for that.
    """
    known = check(doc)
    if known.blocker is not None:
        raise Refused(f"Known once the model can run. {known.blocker.text}")
    node = index(known.document).nodes.get(id)
    names = [name for name, _ in own_parameters(node) or ()] if node else []
    if not names:
        return {}
    total = parameter_count(known.document.root)
    if total is None or total > MOST:
        raise Refused(f"Not drawn for a model that learns more than {MOST:,} numbers.")
    module = _drawn(doc).get(id)
    return {} if module is None else {name: module[name] for name in names if name in module}


def spreads(doc: Document, id: NodeId) -> tuple[Spread, ...]:
    """How the first weights of a module are distributed, one for each of its parameters.

    Raises:
        Refused: as `first_weights`.
    """
    return tuple(
        spread(name, values, min(max(round(2 * values.size**0.5), 4), 24))
        for name, values in first_weights(doc, id).items()
    )


def spread(name: str, values: np.ndarray, bins: int = 24) -> Spread:
    """The distribution of some numbers, at least one, over about `bins` parts of equal width that meet at
    zero where they lie on both sides of it; numbers that are all the same have one part.
    """
    flat = np.asarray(values, dtype=np.float64).ravel()
    low, high = float(flat.min()), float(flat.max())
    if low == high:
        return Spread(name, (low, high), (flat.size,), flat.size, low, 0.0)
    if low < 0 < high:
        width = (high - low) / (bins - 1)
        below = int(np.ceil(-low / width))
        above = int(np.ceil(high / width))
        edges = np.arange(-below, above + 1) * width
        edges[0], edges[-1] = min(edges[0], low), max(edges[-1], high)
    else:
        edges = np.linspace(low, high, bins + 1)
    counts = _counts(flat, edges)
    return Spread(
        name,
        tuple(map(float, edges)),
        tuple(map(int, counts)),
        flat.size,
        float(flat.mean()),
        float(flat.std()),
    )


def _counts(flat: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """How many numbers lie between neighbouring edges, which are equally far from each other and hold all.

    As `np.histogram` counts, which for edges that it is given sorts the numbers: five times the work.
    """
    last = len(edges) - 2
    place = ((flat - edges[0]) * ((last + 1) / (edges[-1] - edges[0]))).astype(np.intp).clip(0, last)
    place -= flat < edges[place]  # rounding may be off by one
    place += (flat >= edges[place + 1]) & (place < last)
    return np.bincount(place, minlength=last + 1)


def _drawn(doc: Document) -> dict[NodeId, dict[str, np.ndarray]]:
    """The parameters of all modules; kept until something that they depend on changes."""
    key = essence(doc)
    if not _lately or _lately[0][0] != key:
        generator = Generator(doc.training.seed)
        sources.find(doc.data.source).skip(doc.data.options, generator)
        compiled = compile_document(doc, generator)
        weights = {
            id: {name: getattr(holder, name) for holder, name, _ in module.holders()}
            for id, module in compiled.nodes.items()
        }
        _lately[:] = [(key, weights)]
    return _lately[0][1]


_lately: list[tuple[object, dict[NodeId, dict[str, np.ndarray]]]] = []
"""The last that were drawn, with what they were drawn for."""
