"""The inspector's histograms of first weights."""

from __future__ import annotations

from typing import Any

import pytest

from app.document import edits, examples
from app.panels.histogram import Histogram
from app.panels.inspector import InspectorPanel
from app.session import Session
from app.training.first_weights import spreads


@pytest.fixture
def panel(qtbot: Any) -> InspectorPanel:
    """The inspector of the tutorial's model."""
    session = Session(examples.tutorial())
    made = InspectorPanel(session)
    made.session = session  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    made.resize(304, 900)
    made.show()
    return made


def shown(panel: InspectorPanel) -> dict[str, Histogram]:
    found = [each for each in panel.findChildren(Histogram) if each.isVisible() and each.spread]
    return {each.spread.name: each for each in found if each.spread}


def module(session: Session, name: str) -> int:
    return next(node.id for node in session.document.root.walk() if node.module == name)


def test_a_linear_shows_its_weight_and_its_bias_as_the_seed_draws_them(panel, qtbot):
    session = panel.session
    id = module(session, "Linear")
    session.select([id])
    qtbot.waitUntil(lambda: set(shown(panel)) == {"weight", "bias"})
    assert shown(panel)["weight"].spread == spreads(session.document, id)[0]
    before = shown(panel)["weight"].spread
    session.apply("seed", edits.set_training(session.document, seed=3))
    qtbot.waitUntil(lambda: shown(panel)["weight"].spread != before)


def test_a_module_that_learns_nothing_shows_none(panel, qtbot):
    session = panel.session
    session.select([module(session, "Linear")])
    qtbot.waitUntil(lambda: bool(shown(panel)))
    session.select([module(session, "Tanh")])
    assert not shown(panel)


def test_a_model_that_cannot_run_says_why_instead(panel, qtbot):
    session = panel.session
    session.apply("break", edits.remove(session.document, [session.document.criterion.id]))
    session.select([module(session, "Linear")])
    qtbot.waitUntil(lambda: "once the model can run" in panel.findChild(object, "noWeights").text())
    assert not shown(panel)


def test_a_bar_says_how_many_numbers_it_stands_for(panel, qtbot):
    session = panel.session
    session.select([module(session, "Linear")])
    qtbot.waitUntil(lambda: bool(shown(panel)))
    picture = shown(panel)["weight"]
    said = {picture.said_at(x) for x in range(picture.width())} - {""}
    assert len(said) == len(picture.spread.counts)
    assert all("of 12 between" in each for each in said)
