"""A lecture about common bugs, in a real window: forget zeroGradParameters, be told, repair."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop.builder import Builder
from tests.desktop.driver import Desktop


@pytest.fixture
def hand(desktop: Desktop) -> Builder:
    desktop.start()
    desktop.come_forward()
    return Builder(desktop)


def command(person: Desktop, text: str) -> None:
    """Finds a command by its words and carries it out."""
    person.keyboard.press("ctrl+shift+p")
    person.probe.wait_until({"focus": True}, lambda found: found["focus"] == "commandsField")
    person.keyboard.type(text)
    person.keyboard.press("Return")


def wait_for(person: Desktop, name: str, words: str) -> str:
    """Waits until what is called `name` says these words; all that it says."""
    found = person.probe.wait_until(
        {"text": name}, lambda answer: words in str(answer.get("text", "")), 20, f"{words} in {name}"
    )
    return str(found["text"])


def test_forget_zero_grad_parameters_be_told_repair(hand: Builder, tmp_path: Path) -> None:
    person = hand.person
    command(person, "classifier")
    person.probe.wait_until({"card": "LogSoftMax"}, lambda found: "node" in found)
    person.keyboard.press("ctrl+8")
    person.probe.wait_until({"focus": True}, lambda found: found["focus"] == "bug:no_zero")
    person.keyboard.press("space")
    wait_for(person, "bugCode:no_zero", "-- gradParams:zero()")

    person.keyboard.press("F5")
    wrong = hand.wait_for_epochs(200)
    assert wrong[-1] > 0.3

    wait_for(person, "labStatus", "Gradients are not set to zero")
    person.click("labStatus")
    why = wait_for(person, "findingWhy:no_zero", "should have been 0")
    assert "the sum of all gradients so far" in why
    person.screenshot(tmp_path / "told.png")
    person.mouse.click(hand.still({"find": "repairFinding:no_zero"}).centre)
    wait_for(person, "diagnosisNote", "Nothing wrong was found at the start")  # it begins anew

    person.keyboard.press("F5")
    right = hand.wait_for_epochs(200)
    assert right[-1] < 0.02 < wrong[-1]
    wait_for(person, "diagnosisNote", "Nothing wrong was found after 2,000 steps")
