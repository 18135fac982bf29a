"""Models and training states to be written down."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy

from app.document.examples import sparse_dense
from app.document.model import Checkpoint, Document
from nncore import Generator

TYPES = st.sampled_from([np.float64, np.float32, np.int64, np.int32, np.uint8, np.uint32, np.bool_])
ARRAYS = st_numpy.arrays(TYPES, st_numpy.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3))
PLAIN = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=6) | ARRAYS
KEYS = st.text(max_size=4) | st.just("$")
VALUES: Any = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=3)
        | st.dictionaries(
            st.integers(0, 9) | st.tuples(st.integers(0, 3), st.text(max_size=2)), inner, max_size=3
        )
    ),
    max_leaves=8,
)
SCORES = st.lists(st.integers(1, 99), unique=True, max_size=3).flatmap(
    lambda epochs: st.tuples(
        *(st.tuples(st.just(epoch), st.floats(), st.floats()) for epoch in sorted(epochs))
    )
)
STATES = st.dictionaries(KEYS, VALUES, max_size=4)


@st.composite
def checkpoints(draw: Any) -> Checkpoint:
    """Any training state at all."""
    return Checkpoint(
        weights=draw(
            st.dictionaries(st.integers(0, 99), st.lists(ARRAYS, max_size=3).map(tuple), max_size=4)
        ),
        losses=tuple(draw(st.lists(st.floats(), max_size=5))),
        step=draw(st.integers(0, 2**53)),
        position=draw(st.integers(0, 1000)),
        partial=draw(st.floats()),
        optimiser=draw(STATES),
        random=draw(STATES),
        omitted=draw(st.integers(0, 10)),
        scores=draw(SCORES),
        gradients=draw(st.dictionaries(st.integers(0, 99), ARRAYS, max_size=2)),
    )


def trained() -> tuple[Document, Checkpoint]:
    """A model in the middle of its training."""
    random = np.random.default_rng(0)
    weights = {2: (random.normal(size=(5, 2)),), 3: (random.normal(size=(2, 3)), random.normal(size=2))}
    generator = Generator(287)
    generator.normal(size=3)
    return sparse_dense(), Checkpoint(
        weights=weights,
        losses=(3.25, 1.0000000000000002, 0.1),
        step=7,
        position=4,
        partial=0.125,
        optimiser={
            "method": "sgd",
            "nodes": np.array([2, 3]),
            "velocity": random.normal(size=18),
            "evals": 7,
        },
        random=generator.state(),
    )


def alike(one: Any, other: Any) -> bool:
    """Whether two values are the same to the last bit."""
    if isinstance(one, np.ndarray):
        return (
            isinstance(other, np.ndarray)
            and (one.dtype, one.shape) == (other.dtype, other.shape)
            and one.tobytes() == other.tobytes()
        )
    if isinstance(one, float):
        return isinstance(other, float) and repr(one) == repr(other)
    if hasattr(one, "keys"):
        return (
            hasattr(other, "keys") and list(one) == list(other) and all(alike(one[k], other[k]) for k in one)
        )
    if isinstance(one, (list, tuple)):
        return type(one) is type(other) and len(one) == len(other) and all(map(alike, one, other))
    return type(one) is type(other) and one == other


def same_state(one: Checkpoint, other: Checkpoint) -> bool:
    return all(alike(getattr(one, name), getattr(other, name)) for name in Checkpoint.__slots__)
