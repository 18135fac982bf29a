"""The first weights that are shown are those that a run begins with."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document import edits, examples
from app.document.model import Document
from app.document.refused import Refused
from app.training import first_weights
from app.training.first_weights import spread, spreads
from app.training.run import Run


@pytest.mark.parametrize("make", [examples.tutorial, examples.sparse_dense, examples.classifier])
def test_they_are_those_of_a_run_before_its_first_step(make):
    doc = make()
    run = Run(doc)
    for node in doc.root.walk():
        found = first_weights.first_weights(doc, node.id)
        if node.children or not found:
            continue
        for mine, theirs in zip(found.values(), run.layout.own(node.id), strict=True):
            np.testing.assert_array_equal(mine, theirs)


def test_another_seed_draws_others_and_the_same_seed_the_same():
    doc = examples.tutorial()
    (id,) = [node.id for node in doc.root.walk() if node.module == "Linear"][:1]
    other = replace(doc, training=replace(doc.training, seed=1))
    one, two = spreads(doc, id), spreads(other, id)
    assert [s.name for s in one] == ["weight", "bias"]
    assert one != two and spreads(doc, id) == one


def test_moving_a_card_draws_nothing_anew(monkeypatch):
    doc = examples.tutorial()
    id = doc.root.children[0].id
    before = spreads(doc, id)
    monkeypatch.setattr(first_weights, "compile_document", None)
    assert spreads(edits.move(doc, {id: (800.0, 0.0)}), id) == before


def test_a_model_that_cannot_run_says_why():
    with pytest.raises(Refused, match="once the model can run"):
        spreads(Document(), 0)


def test_a_very_large_one_is_not_drawn(monkeypatch):
    monkeypatch.setattr(first_weights, "MOST", 5)
    doc = examples.tutorial()
    with pytest.raises(Refused, match="more than 5 numbers"):
        spreads(doc, doc.root.children[0].id)


def test_modules_without_parameters_have_none():
    doc = examples.tutorial()
    (tanh,) = [node.id for node in doc.root.walk() if node.module == "Tanh"]
    assert spreads(doc, tanh) == ()


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50))
def test_every_number_is_counted_once_and_none_stands_across_zero(values):
    found = spread("weight", np.array(values))
    assert sum(found.counts) == found.size == len(values)
    assert list(found.edges) == sorted(found.edges)
    assert found.edges[0] <= min(values) and found.edges[-1] >= max(values)
    if min(values) < 0 < max(values):
        assert 0.0 in found.edges


@pytest.mark.parametrize("seed", range(40))
def test_numbers_are_counted_as_numpy_counts_them(seed: int) -> None:
    """Those that stand right at an edge, too."""
    draw = np.random.default_rng(seed)
    values = draw.normal(size=draw.integers(2, 3000)) * 10.0 ** draw.integers(-6, 6) + draw.choice((0, 0, 3))
    values = np.round(values, 1) if seed % 2 else np.concatenate((values, (0.0, values.min(), values.max())))
    found = spread("weight", np.append(values, values[0] + 1.0), int(draw.integers(4, 25)))
    expected, _ = np.histogram(np.append(values, values[0] + 1.0), found.edges)
    assert found.counts == tuple(expected)
