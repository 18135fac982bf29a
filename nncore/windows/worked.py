r"""An element of a convolution or a pooling worked out in numbers: the window that it looks at.

What lies on the margin around the input counts as 0 in a sum, and does not count in a maximum.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import Any

import numpy as np

from nncore.windows.geometry import Geometry
from nncore.worked import MOST, Place, Values, array, index, number, plain, products, terms, total

Tap = tuple[Place, Place]
"""A place of the kernel, and the place of the input that lies under it, from 0."""


def taps(geometry: Geometry, at: Place, sizes: tuple[int, ...]) -> list[Tap]:
    """What one position of the kernel sees of an input of these sizes; places on the margin are left out."""
    found = []
    for tap in product(*map(range, geometry.kernel)):
        place = tuple(
            i * step - pad + k * apart
            for i, step, pad, k, apart in zip(
                at, geometry.stride, geometry.pad, tap, geometry.dilation, strict=True
            )
        )
        if all(0 <= where < size for where, size in zip(place, sizes, strict=True)):
            found.append((tap, place))
    return found


def seeing(geometry: Geometry, place: Place, counts: tuple[int, ...]) -> list[Tap]:
    """The positions of the kernel that see a place of the input, each behind the tap that lies on it."""
    found = []
    for tap in product(*map(range, geometry.kernel)):
        spots = [
            divmod(where + pad - k * apart, step)
            for where, step, pad, k, apart in zip(
                place, geometry.stride, geometry.pad, tap, geometry.dilation, strict=True
            )
        ]
        at = tuple(spot for spot, _ in spots)
        if not any(rest for _, rest in spots) and all(
            0 <= i < count for i, count in zip(at, counts, strict=True)
        ):
            found.append((tap, at))
    return found


def convolution(geometry: Geometry, values: Values, name: str, at: Place) -> list[str]:
    """The lines of an element of the output or of a gradient, for planes × places with or without a batch."""
    x, w, g = (array(values, key) for key in ("input", "weight", "gradOutput"))
    dims = len(geometry.kernel)
    if x is None or w is None or x.ndim not in (dims + 1, dims + 2):
        return []
    w = w.reshape(w.shape[0], x.shape[-dims - 1], *geometry.kernel)
    if name == "output":
        return _summed(geometry, x, w, array(values, "bias"), at)
    if g is None:
        return []
    if name == "gradInput":
        return _given_back(geometry, g, w, at)
    gradients = g if g.ndim == dims + 2 else g[None]
    images = x if x.ndim == dims + 2 else x[None]
    if name == "gradBias":
        o = at[-1] if at else 0
        return [rf"gradBias{index(o)} = \sum gradOutput{index('n', o)}", f"= {total(gradients[:, o])}"]
    shape = array(values, "gradWeight")
    if name != "gradWeight" or shape is None:
        return []
    spot = np.unravel_index(int(np.ravel_multi_index(at, shape.shape)), w.shape)
    return _learnt(geometry, images, gradients, tuple(map(int, spot)), at)


def _summed(geometry: Geometry, x: np.ndarray, w: np.ndarray, b: np.ndarray | None, at: Place) -> list[str]:
    dims = len(geometry.kernel)
    image, o, place = at[: -dims - 1], at[-dims - 1], at[-dims:]
    seen = taps(geometry, place, x.shape[-dims:])
    pairs = [(w[(o, c, *tap)], x[(*image, c, *under)]) for c in range(w.shape[1]) for tap, under in seen]
    bias = "" if b is None else f" + {number(b[o])}"
    letters = ("k", "l", "m")[:dims]
    offsets = _along(geometry, letters, place)
    below = ", ".join(_below(letter, i * step - pad) for letter, i, step, pad in offsets)
    rule = rf"\sum_{{c, {', '.join(letters)}}} w{index(o, 'c', *letters)} x{index(*image, 'c', below)}"
    lines = [f"y{index(*at)} = {rule}" + ("" if b is None else f" + b{index(o)}")]
    if missing := prod(geometry.kernel) - len(seen):
        lines.append(rf"\text{{{missing} of {prod(geometry.kernel)} places are on the margin: 0}}")
    ones, others = np.array(pairs).T if pairs else np.empty((2, 0))
    return [*lines, f"= {products(ones, others)}{bias}"]


def _given_back(geometry: Geometry, g: np.ndarray, w: np.ndarray, at: Place) -> list[str]:
    dims = len(geometry.kernel)
    image, c, place = at[: -dims - 1], at[-dims - 1], at[-dims:]
    seen = seeing(geometry, place, g.shape[-dims:])
    pairs = [(g[(*image, o, *there)], w[(o, c, *tap)]) for o in range(w.shape[0]) for tap, there in seen]
    ones, others = np.array(pairs).T if pairs else np.empty((2, 0))
    rule = rf"\sum gradOutput{index(*image, 'o', 'i')} w{index('o', c, 'k')}"
    return [rf"gradInput{index(*at)} = {rule}", f"= {products(ones, others)}"]


def _learnt(geometry: Geometry, x: np.ndarray, g: np.ndarray, weight: Place, at: Place) -> list[str]:
    o, c, *tap = weight
    dims, pairs = len(geometry.kernel), []
    for n, *place in np.ndindex(len(g), *g.shape[-dims:]):
        under = dict(taps(geometry, tuple(place), x.shape[-dims:])).get(tuple(tap))
        if under is not None:
            pairs.append((g[(n, o, *place)], x[(n, c, *under)]))
    ones, others = np.array(pairs).T if pairs else np.empty((2, 0))
    rule = rf"\sum_{{n, i}} gradOutput{index('n', o, 'i')} x{index('n', c, 'i + k')}"
    return [f"gradWeight{index(*at)} = {rule}", f"= {products(ones, others)}"]


def maximum(geometry: Geometry, values: Values, name: str, at: Place) -> list[str]:
    """The lines of an element of a max pooling's output."""
    x = array(values, "input")
    if name != "output" or x is None:
        return []
    seen, rule = _window(geometry, x, at)
    return [rf"y{index(*at)} = \max x{rule}", rf"= \max({_listed(seen)})"]


def average(geometry: Geometry, values: Values, name: str, at: Place) -> list[str]:
    """The lines of an element of an average pooling's output: the sum, by what makes it the mean."""
    x, y = array(values, "input"), array(values, "output")
    if name != "output" or x is None or y is None:
        return []
    seen, rule = _window(geometry, x, at)
    whole = float(np.sum(seen))
    count = round(whole / float(y[at])) if y[at] else len(seen)
    share = rf"\frac{{1}}{{{count}}} "
    return [
        rf"y{index(*at)} = {share}\sum x{rule}",
        rf"= {share}\cdot ({terms(number(value) for value in seen)})",
    ]


def _window(geometry: Geometry, x: np.ndarray, at: Place) -> tuple[np.ndarray, str]:
    """What a window sees, and its indices in words: `_{1, 3..4, 1..2}`."""
    dims = len(geometry.kernel)
    plane, seen = at[:-dims], taps(geometry, at[-dims:], x.shape[-dims:])
    places = [place for _, place in seen]
    along = list(zip(*places, strict=True))
    spans = [f"{min(each) + 1}..{max(each) + 1}" for each in along]
    return np.array([x[(*plane, *place)] for place in places]), index(*plane, *spans)


def _listed(seen: np.ndarray) -> str:
    """All the numbers, or the first and the largest: so that the line comes to the same."""
    if len(seen) <= MOST + 3:
        return ", ".join(plain(value) for value in seen)
    first = ", ".join(plain(value) for value in seen[:MOST])
    return rf"{first}, \ldots, {plain(seen.max())}"


def _along(geometry: Geometry, letters: tuple[str, ...], place: Place) -> list[tuple[Any, ...]]:
    shown = [
        letter if apart == 1 else f"{apart} {letter}"
        for letter, apart in zip(letters, geometry.dilation, strict=True)
    ]
    return list(zip(shown, place, geometry.stride, geometry.pad, strict=True))


def _below(letter: str, offset: int) -> str:
    return letter if not offset else f"{letter} {'+' if offset > 0 else '-'} {abs(offset)}"
