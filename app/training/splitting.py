"""Some of the examples are held out of training, to see what the network makes of what it never saw."""

from __future__ import annotations

import numpy as np

from app.training.examples import Examples
from nncore.random import Generator


def split(examples: Examples, share: float, seed: int) -> tuple[Examples, Examples]:
    """The examples to train on, and those held out: about `share` of all, chosen by `seed`.

    Both keep the data's order. Classes (a target of one index, or of one number with two values) are held out
    in proportion, and each keeps at least one example to train on. With a share above 0 and two examples or
    more, neither part is empty; with a share of 0 the first is `examples` itself.

    Raises:
        ValueError: for a share below 0, or of 1 and more.
    """
    held = held_out(examples, share, seed)
    if not held.any():
        return examples, examples.taken(held)
    return examples.taken(~held), examples.taken(held)


def held_out(examples: Examples, share: float, seed: int) -> np.ndarray:
    """Which rows `split` holds out, as a mask.

    Raises:
        ValueError: as `split`.
    """
    if not 0 <= share < 1:
        raise ValueError(f"the share that is held out is {share}; it must be from 0 to below 1")
    rows, held = examples.rows, np.zeros(examples.rows, dtype=bool)
    count = min(max(round(share * rows), 1), rows - 1) if share > 0 and rows > 1 else 0
    if not count:
        return held
    shuffled = np.argsort(Generator(seed).unit(rows), kind="stable")
    classes = _classes(examples.target)
    if classes is None:
        held[shuffled[:count]] = True
        return held
    for number, most in enumerate(_apportioned(count, np.bincount(classes))):
        members = shuffled[classes[shuffled] == number]
        held[members[:most]] = True
    return held


def _classes(target: np.ndarray) -> np.ndarray | None:
    """Each row's class, from 0; None where the target is no class, or nearly every row has one of its own."""
    if target.size != len(target):
        return None
    values, classes = np.unique(target.reshape(-1), return_inverse=True)
    few = 2 * len(values) <= len(target) and (target.dtype.kind == "i" or len(values) == 2)
    return classes.reshape(-1) if few else None


def _apportioned(count: int, sizes: np.ndarray) -> np.ndarray:
    """How many of each class are held out: in proportion, `count` in all, the largest remainders rounded up.

    A class keeps one example at least, so that with very large shares it can be fewer than `count`.
    """
    exact = count * sizes / sizes.sum()
    most = np.maximum(sizes - 1, 0)
    parts: np.ndarray = np.minimum(np.floor(exact).astype(np.int64), most)
    while (left := min(count, int(most.sum())) - int(parts.sum())) > 0:
        behind = np.where(parts < most, exact - parts, -np.inf)
        parts[np.argsort(-behind, kind="stable")[: min(left, int((parts < most).sum()))]] += 1
    return parts
