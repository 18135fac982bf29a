"""Torch7's random streams: the same draws in the same order, for every distribution and odd seeds too."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from recorded import DATA, load

import nncore as nn

Draw = Callable[[nn.Generator], Any]


def _between(g: nn.Generator) -> Any:
    """Three normal numbers, two uniform ones, then four normal ones: the first is the half that waited."""
    g.normal(size=3)
    g.uniform(-2, 5, 2)
    return g.normal(10, 0.5, 4)


def _single(g: nn.Generator) -> Any:
    """As FloatTensors are filled: in double precision, with the half that waited since the log-normals."""
    g.logNormal(1, 2, 5)
    g.words(41)
    return g.normal(1, 2, 7).astype(np.float32)


# One recorded stream each: its number, the draws it consists of, and how many words were drawn before it.
STREAMS: dict[str, tuple[int, int, Draw]] = {
    "raw words": (0, 0, lambda g: [g.random() for _ in range(700)]),
    "uniform": (1, 700, lambda g: g.uniform(size=5)),
    "normal": (2, 705, lambda g: g.normal(size=3)),
    "uniform, -2 to 5": (3, 709, lambda g: g.uniform(-2, 5, 2)),
    "the pending half behind uniform ones": (4, 705, _between),
    "many normals": (5, 713, lambda g: g.normal(size=22)[1:]),  # the cosine half was drawn before
    "1 to 10": (6, 735, lambda g: [g.random(10) for _ in range(9)]),
    "-3 to 3": (7, 744, lambda g: [g.random(-3, 3) for _ in range(9)]),
    "bernoulli": (8, 753, lambda g: g.bernoulli(0.3, 20)),
    "exponential": (9, 773, lambda g: g.exponential(2, 5)),
    "cauchy": (10, 778, lambda g: g.cauchy(1, 2, 5)),
    "log-normal": (11, 783, lambda g: g.logNormal(1, 2, 5)),
    "geometric": (12, 789, lambda g: g.geometric(0.3, 5)),
    "permutation": (13, 794, lambda g: g.randperm(13)),
    "multinomial": (14, 806, lambda g: g.multinomial(np.array([1.0, 2, 3, 4]), 6, replacement=True)),
    "without replacement": (15, 812, lambda g: g.multinomial(np.arange(1.0, 6), 5)),
    "tensor, uniform": (16, 817, lambda g: g.uniform(size=(2, 3))),
    "normal float tensor behind log-normals": (18, 783, _single),
    "float tensor": (17, 823, lambda g: g.uniform(-1, 1, 7).astype(np.float32)),
    "16 uniform": (19, 836, lambda g: g.uniform(size=16)),
    "18 normal": (20, 852, lambda g: g.normal(size=18)),
    "1 to 6": (21, 870, lambda g: [g.random(6) for _ in range(10)]),
    "int tensor": (22, 880, lambda g: [g.random() % 2**31 for _ in range(6)]),
    "byte tensor": (23, 886, lambda g: [g.random() % 2**8 for _ in range(6)]),
    # The record keeps no probabilities, but that the first is 0, the second 1, and others lie near these.
    "bernoulli, each with its own probability": (
        24,
        892,
        lambda g: g.bernoulli(np.array([0, 1, 0.5, 0.25, 0.75, 0.1]), 6),
    ),
    "words again": (25, 898, lambda g: [g.random() for _ in range(5)]),
}


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("recorded", load("rng_streams"), ids=lambda recorded: str(recorded["seed"]))
def test_a_stream_is_torch_s(recorded: dict[str, Any], name: str) -> None:
    number, before, draw = STREAMS[name]
    generator = nn.Generator(recorded["seed"])
    generator.words(before)
    ours = np.ravel(draw(generator))
    np.testing.assert_allclose(ours, recorded["streams"][number], rtol=1e-14, atol=1e-16)


def test_all_distributions_follow_each_other_as_in_torch() -> None:
    theirs = json.loads((DATA / "training.json").read_text())["rng"]
    g = nn.Generator(theirs["seed"])
    ours = {
        "random": [g.random() for _ in range(5)],
        "uniform": g.uniform(size=5),
        "normal": g.normal(size=5),
        "random_1_10": [g.random(1, 10) for _ in range(8)],
        "bernoulli_0.3": g.bernoulli(0.3, 8),
        "exponential_2": g.exponential(2, 3),
        "cauchy": g.cauchy(size=3),
        "logNormal_1_2": g.logNormal(1, 2, 3),
        "geometric_0.3": g.geometric(0.3, 3),
        "randperm_7": g.randperm(7),
        "randn_2x3": g.normal(size=(2, 3)),
        "rand_3": g.uniform(size=3),
        "multinomial": g.multinomial(np.array([0.1, 0.2, 0.3, 0.4]), 6, replacement=True),
    }
    assert set(ours) == set(theirs) - {"seed"}
    for name, values in ours.items():
        recorded = theirs[name]["data"] if isinstance(theirs[name], dict) else theirs[name]
        np.testing.assert_allclose(np.ravel(values), recorded, rtol=1e-10, err_msg=name)


def test_the_pending_half_of_a_pair_outlives_other_draws_but_not_a_seed() -> None:
    g = nn.Generator(287)
    pair = g.normal(size=2)
    g.seed(287)
    first = g.normal()
    g.uniform(size=4)
    assert [float(first), float(g.normal(size=1)[0])] == pair.tolist()
    g.normal()
    g.seed(287)
    assert g.normal() == first


def test_a_state_can_be_kept_and_gone_on_from() -> None:
    g = nn.Generator(287)
    g.normal(size=3)
    state = g.state()
    ahead = g.normal(size=7)
    g.restore(state)
    np.testing.assert_array_equal(g.normal(size=7), ahead)


def test_within_a_using_block_everything_is_drawn_from_the_other_generator() -> None:
    nn.manualSeed(5)
    outside = nn.randn(3)
    nn.manualSeed(5)
    with nn.using(nn.Generator(287)) as other:
        nn.rand(4)
        assert nn.generator() is other
    np.testing.assert_array_equal(nn.randn(3), outside)


def test_a_seed_that_is_no_number_is_refused_and_changes_nothing() -> None:
    g = nn.Generator(287)
    g.normal(size=3)
    state = g.state()
    for wrong in ("a", None, float("nan"), float("inf"), [1, 2]):
        with pytest.raises(nn.NNError, match="manualSeed: the seed is not a number"):
            g.seed(wrong)  # type: ignore[arg-type]
    ahead = g.normal(size=4)
    g.restore(state)
    np.testing.assert_array_equal(g.normal(size=4), ahead)
