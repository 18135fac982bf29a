"""Training settings: every optimiser and schedule has its own, and what does not fit is refused in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document.edits import choose_optimiser, set_options, set_training
from app.document.essence import essence
from app.document.examples import tutorial
from app.document.model import Training
from app.document.refused import Refused
from app.document.schedules import SCHEDULES
from app.document.training import LIVE, SETTINGS, TITLES, has_rate, method, options_of, rate, usual_rate
from nncore.optim import METHODS


def scheduled(schedule: str, **options: Any) -> list[float]:
    training = Training(learning_rate=1.0, schedule=schedule, schedule_options=tuple(options.items()))
    return [rate(training, epoch) for epoch in range(5)]


def test_every_setting_is_described_and_titled() -> None:
    assert {*SETTINGS, "options", "schedule_options", "faults"} == set(Training.__dataclass_fields__)
    assert SETTINGS.keys() == TITLES.keys()


@pytest.mark.parametrize("name", METHODS)
def test_every_optimiser_can_be_chosen_and_takes_its_options(name: str) -> None:
    doc = choose_optimiser(tutorial(), name)
    assert type(method(doc.training)) is METHODS[name]
    assert doc.training.learning_rate == (usual_rate(name) if has_rate(name) else 0.01)
    for arg in options_of(name):
        value = arg.default if arg.default is not None else 1.0
        assert dict(set_options(doc, "options", arg.name, value).training.options) == {arg.name: value}


def test_the_rate_and_the_decay_reach_the_method() -> None:
    made = method(Training("adam", 0.25, weight_decay=0.5))
    assert (made.args.learningRate, made.args.weightDecay) == (0.25, 0.5)
    assert method(Training("asgd", 0.25)).args.eta0 == 0.25


def test_another_optimiser_begins_with_its_own_options() -> None:
    doc = set_options(tutorial(), "options", "momentum", 0.9)
    assert method(doc.training).args.momentum == 0.9
    assert choose_optimiser(doc, "adam").training.options == ()
    assert choose_optimiser(doc, "sgd") is doc
    assert set_options(doc, "options", "momentum", None).training.options == ()


def test_options_that_do_not_fit_are_refused() -> None:
    with pytest.raises(Refused, match="sgd has no setting called beta1"):
        set_options(tutorial(), "options", "beta1", 0.9)
    with pytest.raises(Refused, match="momentum of sgd must be a number from 0 to 1, not 2"):
        set_options(tutorial(), "options", "momentum", 2)
    with pytest.raises(Refused, match="Nesterov momentum does not go"):
        set_options(tutorial(), "options", "nesterov", True)
    with pytest.raises(Refused, match="validation must be a number from 0 to 0.9"):
        set_training(tutorial(), validation=1)


def test_schedules() -> None:
    assert scheduled("constant") == [1, 1, 1, 1, 1]
    assert scheduled("step", every=2, factor=0.5) == [1, 1, 0.5, 0.5, 0.25]
    assert scheduled("exponential", factor=0.5) == [1, 0.5, 0.25, 0.125, 0.0625]
    assert scheduled("inverse", decay=1) == pytest.approx([1, 1 / 2, 1 / 3, 1 / 4, 1 / 5])
    assert scheduled("cosine", over=4, floor=0.5) == pytest.approx([1, 0.9267767, 0.75, 0.5732233, 0.5])
    assert scheduled("warm-up", warm=1, over=3) == pytest.approx([0.5, 1, 0.5, 0, 0])


@given(st.sampled_from(sorted(SCHEDULES)), st.integers(0, 100_000))
def test_a_schedule_never_turns_the_rate_round(schedule: str, epoch: int) -> None:
    assert 0 <= rate(Training(learning_rate=0.5, schedule=schedule), epoch) <= 0.5


@pytest.mark.parametrize("name", sorted(set(Training.__dataclass_fields__)))
def test_what_a_run_can_take_on_does_not_change_what_the_model_is(name: str) -> None:
    doc = tutorial()
    other = replace(doc, training=replace(doc.training, **{name: "other"}))
    assert (essence(other) == essence(doc)) == (name in LIVE)
