"""The first whole way through the product: by hand, with the mouse, in a real window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop.builder import Builder
from tests.desktop.driver import Desktop

NOTEBOOK = (1.4847964912907, 1.4471538022835, 1.4123791149845, 1.3801837665443, 1.3503120157518)
"""The five losses that the notebook's section 4 prints."""
DATA, OUTPUT = {"node": -1}, {"node": -2}


@pytest.fixture
def hand(desktop: Desktop) -> Builder:
    desktop.start()
    return Builder(desktop)


def build_mlp(hand: Builder) -> None:
    """Linear, Tanh, Linear and MSECriterion: dragged in, wired, sized 4, 3, 1."""
    for module, x, y in (
        ("Linear", 0.25, 0.3),
        ("Tanh", 0.45, 0.3),
        ("Linear", 0.65, 0.3),
        ("MSECriterion", 0.85, 0.3),
    ):
        hand.drag_in(module, x, y)
    first, tanh, second = hand.id("Linear"), hand.id("Tanh"), hand.id("Linear", 2)
    hand.wire(DATA, {"node": first})
    hand.wire({"node": first}, {"node": tanh})
    hand.wire({"node": tanh}, {"node": second})
    hand.wire({"node": second}, OUTPUT)
    hand.set("Linear", 1, inputSize=4, outputSize=3)
    hand.set("Linear", 2, inputSize=3, outputSize=1)


def save_as(person: Desktop, path: Path) -> None:
    person.keyboard.press("ctrl+shift+s")
    person.probe.wait_until({"focus": True}, lambda found: found["focus"] == "fileNameEdit")
    person.keyboard.press("ctrl+a")
    person.keyboard.type(str(path))
    person.keyboard.press("Return")
    person.probe.wait_until({"find": "window"}, lambda found: found["text"].startswith(path.stem))


def test_the_tutorials_network_gives_the_notebooks_losses(hand: Builder, tmp_path: Path) -> None:
    person = hand.person
    build_mlp(hand)
    person.screenshot(tmp_path / "built.png")
    person.click("run")
    assert hand.wait_for_epochs(5) == pytest.approx(NOTEBOOK, rel=1e-12)
    model = tmp_path / "tutorial.netloom"
    save_as(person, model)

    person.click("run")
    uninterrupted = hand.wait_for_epochs(10)

    person.keyboard.press("ctrl+q")
    person.click("unsavedDiscard")
    assert person.wait_closed() == 0
    person.start(model)
    again = Builder(person)
    assert again.losses() == pytest.approx(NOTEBOOK, rel=1e-12)
    person.click("run")
    assert again.wait_for_epochs(10) == uninterrupted


def test_the_sparse_and_dense_model_is_built_and_trains(hand: Builder) -> None:
    person = hand.person
    person.mouse.click(person.probe.find(slot="data").at(0.5, 0.5))
    person.choose("dataSource", "Sparse")
    hand.drag_in("ParallelTable", 0.48, 0.25)
    hand.drag_into("LookupTable", "ParallelTable")
    hand.drag_into("Linear", "ParallelTable")
    hand.drag_in("CAddTable", 0.76, 0.3)
    hand.drag_in("MSECriterion", 0.88, 0.7)
    table, add = hand.id("ParallelTable"), hand.id("CAddTable")
    hand.wire(DATA | {"index": 1}, {"node": table, "index": 0})
    hand.wire(DATA | {"index": 2}, {"node": table, "index": 1})
    hand.wire({"node": table}, {"node": add})
    hand.wire({"node": add}, OUTPUT)
    hand.set("LookupTable", nIndex=5, nOutput=2)
    hand.set("Linear", inputSize=3, outputSize=2)
    person.fill("learningRate", "0.1")
    person.fill("epochs", "20")
    person.click("run")
    losses = hand.wait_for_epochs(20)
    assert losses[-1] < losses[0] / 2
