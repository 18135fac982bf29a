"""What a lecturer does with a run: trains, goes back to epoch 2, forks with another rate, compares, saves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.desktop.builder import Builder
from tests.desktop.driver import Desktop

NOTEBOOK = (1.4847964912907, 1.4471538022835, 1.4123791149845, 1.3801837665443, 1.3503120157518)


@pytest.fixture
def hand(desktop: Desktop) -> Builder:
    desktop.start()
    desktop.come_forward()
    find_command(desktop, "tutorial")
    return Builder(desktop)


def find_command(person: Desktop, words: str) -> None:
    person.keyboard.press("ctrl+shift+p")
    person.probe.wait_until({"focus": True}, lambda found: found["focus"] == "commandsField")
    person.keyboard.type(words)
    person.keyboard.press("Return")


def loss_plot(person: Desktop, lines: int, epochs: int) -> dict[str, Any]:
    """What the loss plot shows, once it has so many lines and its own is so long."""

    def is_there(found: dict[str, Any]) -> bool:
        drawn = found["lines"]
        return len(drawn) == lines and len(drawn.get("loss", [[]])[0]) == epochs

    return person.probe.wait_until({"plot": "loss"}, is_there)


def test_scrub_back_to_epoch_2_fork_with_another_rate_and_compare(hand: Builder, tmp_path: Path) -> None:
    person, probe = hand.person, hand.probe
    person.keyboard.press("F5")
    first = hand.wait_for_epochs(5)
    assert first == pytest.approx(NOTEBOOK, rel=1e-12)

    # With the keyboard on the slider: to the start, then two epochs on.
    person.mouse.click(probe.find("timeline").at(0.5, 0.5))
    for key in ("Home", "Right", "Right"):
        person.keyboard.press(key)
    said = probe.wait_until({"text": "timelineWords"}, lambda found: found["text"].startswith("Epoch 2 "))
    assert said["text"] == f"Epoch 2 · loss {first[1]:.5g}"
    assert probe.wait_until({"plot": "loss"}, lambda found: found["moment"] is not None)["moment"] == 2
    person.click("continue_hereButton")
    probe.wait_until({"text": "epochReadout"}, lambda found: found["text"] == "2")

    person.fill("learningRate", "0.1")
    person.keyboard.press("F5")
    hand.wait_for_epochs(5)
    second = hand.losses()
    assert second[:3] == first[:3]
    assert second[4] < first[4]

    shown = loss_plot(person, lines=2, epochs=5)
    assert shown["moment"] is None
    assert shown["lines"]["loss"] == [[1, 2, 3, 4, 5], pytest.approx(second, rel=1e-12)]
    assert shown["lines"]["ghost 0"] == [[1, 2, 3, 4, 5], pytest.approx(first, rel=1e-12)]
    assert any(label.startswith("Run 1 ") for label in shown["labels"])

    # The list says in what they differ; a name of one's own; all of it is there after opening the file again.
    person.keyboard.press("ctrl+7")
    probe.wait_until({"focus": True}, lambda found: found["focus"] == "runs")
    titles, now, run = probe.ask({"table": "runs"})["rows"]
    assert titles == ["Run", "Last loss", "Learning rate", "Best loss", "Epochs", "From"]
    assert now == ["Now", f"{second[4]:.5g}", "0.1", f"{second[4]:.5g}", "5", "Run 1, epoch 2"]
    assert run == ["Run 1", f"{first[4]:.5g}", "0.01", f"{first[4]:.5g}", "5", "–"]
    person.keyboard.press("F2")
    person.keyboard.press("ctrl+a")
    person.keyboard.type("small steps")
    person.keyboard.press("Return")
    assert probe.find("runs:small steps").w > 0
    model = tmp_path / "forked.netloom"
    hand.save(model)
    person.start(model)
    person.come_forward()
    shown = loss_plot(person, lines=2, epochs=5)
    assert shown["lines"]["ghost 0"][1] == pytest.approx(first, rel=1e-12)
    assert any(label.startswith("small steps ") for label in shown["labels"])

    # Back to the first run: its losses and its rate; training goes on as it would have.
    person.keyboard.press("ctrl+7")
    person.keyboard.press("Return")
    person.probe.wait_until({"text": "lossReadout"}, lambda found: float(found["text"]) > 1.3)
    person.keyboard.press("F5")
    again = Builder(person)
    assert again.wait_for_epochs(10)[:5] == first
