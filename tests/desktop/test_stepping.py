"""What a lecturer does with the tutorial's section 2d, in a real window."""

from __future__ import annotations

import pytest

from tests.desktop.builder import Builder
from tests.desktop.driver import Desktop

F_WEIGHT = "-0.3180\n-0.0484\n 0.1885\n 0.4165\n 0.3364\n"
F_OUTPUT = "-0.3180 -0.0968  0.5655  1.6661  1.6822\n"
H_GRAD_INPUT = "-0.5353 -0.0815  0.3173  0.7012  0.5664\n"
G_GRAD_INPUT = " 1.6834  1.6834  1.6834  1.6834  1.6834\n"
F_GRAD_WEIGHT = " 1.6834\n 3.3668\n 5.0503\n 6.7337\n 8.4171\n"
"""What the notebook prints; with x as a batch of one, vectors of 5 are rows."""
FORWARD, BACKWARD, UPDATED = 6, 15, 16
"""After so many steps forward is done, backward is done, and the parameters are updated."""


@pytest.fixture
def hand(desktop: Desktop) -> Builder:
    """The example, found by its name, and the microscope opened on its CMul."""
    desktop.start()
    desktop.come_forward()
    hand = Builder(desktop)
    desktop.keyboard.press("ctrl+shift+p")
    desktop.probe.wait_until({"focus": True}, lambda found: found["focus"] == "commandsField")
    desktop.keyboard.type("example: backward")
    desktop.keyboard.press("Return")
    hand.id_when_there("CMul")
    desktop.keyboard.press("F4")
    desktop.probe.wait_until({"find": "microscopeView"}, lambda found: found["visible"])
    desktop.mouse.click(hand.still({"card": "CMul"}).at(0.5, 0.3))
    return hand


def walk(hand: Builder, key: str, place: int) -> None:
    """Presses a key, and waits until the step is done."""
    hand.person.keyboard.press(key)
    words = f"{place} of {UPDATED}"
    hand.probe.wait_until({"text": "captionPlace"}, lambda found: found["text"] == words, why=words)


def value(hand: Builder, name: str, expected: str) -> None:
    """Waits until the microscope shows these numbers for a value of the selected module."""
    hand.probe.wait_until(
        {"text": f"value:{name}"},
        lambda found: found["text"].startswith(expected),
        why=f"{name}: {expected}",
    )


def test_the_backward_pass_is_walked_and_read_as_in_the_notebook(hand: Builder) -> None:
    value(hand, "weight", F_WEIGHT)
    for place in range(1, FORWARD + 3):
        walk(hand, "F9", place)
    assert "MSECriterion.backward" in hand.probe.text("captionText")
    value(hand, "output", F_OUTPUT)

    for place in range(FORWARD + 3, FORWARD + 6):
        walk(hand, "F9", place)
    assert "Sum.updateGradInput" in hand.probe.text("captionText")
    person, box = hand.person, hand.card("Sum")
    person.mouse.click(box.at(0.5, 0.3))
    value(hand, "gradOutput", " 1.6834\n")
    value(hand, "gradInput", G_GRAD_INPUT)

    person.mouse.click(hand.card("CMul").at(0.5, 0.3))
    walk(hand, "F9", FORWARD + 6)
    assert "CMul.updateGradInput" in hand.probe.text("captionText")
    value(hand, "gradOutput", G_GRAD_INPUT)
    value(hand, "gradInput", H_GRAD_INPUT)
    value(hand, "gradWeight", " 0\n 0\n 0\n 0\n 0\n")
    walk(hand, "F9", FORWARD + 7)
    assert "CMul.accGradParameters" in hand.probe.text("captionText")
    value(hand, "gradWeight", F_GRAD_WEIGHT)


def test_the_update_can_be_passed_and_taken_back(hand: Builder) -> None:
    for place in range(1, UPDATED + 1):
        walk(hand, "F9", place)
    value(hand, "weight", "-0.3348\n-0.0821\n 0.1380\n 0.3492\n 0.2523\n")
    walk(hand, "shift+F9", BACKWARD)
    value(hand, "weight", F_WEIGHT)
    value(hand, "gradWeight", F_GRAD_WEIGHT)
    for place in range(BACKWARD - 1, BACKWARD - 4, -1):
        walk(hand, "shift+F9", place)
    value(hand, "gradOutput", G_GRAD_INPUT)


def test_an_element_is_worked_out_and_a_wire_shows_its_numbers(hand: Builder) -> None:
    person = hand.person
    person.mouse.click(hand.still({"find": "value:output"}).at(0.3, 0.5))
    hand.probe.wait_until({"text": "scopeWorked"}, lambda found: "−0.0484" in found["text"].replace("-", "−"))
    middle = hand.probe.find(None, wire=[0, -1, hand.id("Sequential"), 0]).centre
    person.mouse.move(middle)
    person.mouse.move((middle[0] + 1, middle[1]))
    hand.probe.wait_until(
        {"find": "wireValuesText"}, lambda found: found["visible"] and "+0.7012" in found["text"]
    )
