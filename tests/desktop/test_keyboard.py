"""The same four networks built with the keyboard alone: the files say the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.desktop.builder import Builder
from tests.desktop.driver import Desktop
from tests.desktop.networks import NETWORKS, Network, Part, built, essence, essence_of


class KeyBuilder(Builder):
    """A person without a mouse, who waits for the keyboard to be where the keys are meant for."""

    def press(self, *keys: str) -> None:
        self.person.keyboard.press(*keys)

    def at(self, *names: str) -> None:
        """Waits until one of these widgets has the keyboard."""
        self.probe.wait_until(
            {"focus": True}, lambda found: found["focus"] in names, why=f"keyboard at {names}"
        )

    def go_to(self, key: str, name: str) -> None:
        self.press(key)
        self.at(name)

    def choose_data(self, title: str) -> None:
        """From the first row of the outline into the inspector, where the list of data is opened."""
        self.go_to("ctrl+3", "outline")
        self.press("Home", "Return")
        self.at("dataSource")
        self.press("alt+Down")
        self.person.keyboard.type(title)
        self.press("Return")
        self.probe.wait_until({"text": "dataSource"}, lambda found: found["text"].startswith(title))

    def type_arguments(self, part: Part) -> None:
        """In the fields of the inspector, from one to the next with Tab."""
        if not part.args:
            return
        self.press("Return")
        for name, value in part.args.items():
            self.at(f"arg:{name}")
            self.person.keyboard.type(str(value))
            self.press("Tab")
        self.go_to("ctrl+3", "outline")


class InOutline(KeyBuilder):
    """Builds in the outline: what is added there is wired as it stands in the list."""

    def build(self, network: Network) -> None:
        self.choose_data(network.data)
        self.go_to("ctrl+3", "outline")
        self.press("Home")
        for part in network.parts:
            self._add(part)
        self._add(Part(network.criterion))
        if network.by_entry:
            self._wire_by_entry(network)

    def _add(self, part: Part) -> None:
        """Behind the current row; then the row is the new one's."""
        self.press("Insert")
        self.at("outlineAddField")
        self.person.keyboard.type(part.module)
        self.press("Return")
        self.at("outline")
        self.type_arguments(part)
        for inner in part.inside:
            self._add(inner)
        if part.inside:
            self.press("Left")  # from the last in it back to the container

    def _wire_by_entry(self, network: Network) -> None:
        """Takes the whole table's wire away, and gives each entry one of its own."""
        first = network.parts[0].module
        self.press("Home", "ctrl+shift+k")
        for entry in (1, 2):
            self.press("ctrl+k")
            self.at("connectToField")
            self.person.keyboard.type(f"{first}, input {entry} entry {entry}")
            self.press("Return")
            self.at("outline")


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_is_built_with_the_keyboard(name: str, desktop: Desktop, tmp_path: Path) -> None:
    desktop.start()
    desktop.come_forward()
    hand = InOutline(desktop)
    hand.build(NETWORKS[name])
    model = tmp_path / "built.netloom"
    hand.save(model)
    assert essence(model) == essence_of(built(NETWORKS[name]))
    desktop.come_forward()
    desktop.keyboard.press("F5")
    assert len(hand.wait_for_epochs(5)) == 5


class OnCanvas(KeyBuilder):
    """Finds modules in the list, and draws wires with the canvas's own keys."""

    def add(self, part: Part) -> None:
        """Behind the card with the focus, which then the new one has."""
        self.go_to("ctrl+2", "paletteSearch")
        self.person.keyboard.type(part.module)
        self.press("Return")
        if part.args:
            self.press("ctrl+4")
            for name, value in part.args.items():
                self.at(f"arg:{name}")
                self.person.keyboard.type(str(value))
                self.press("Tab")

    def fill(self, part: Part) -> None:
        """A container with what is in it; then the focus is on the container again."""
        self.add(part)
        for inner in part.inside:
            self.fill(inner)
        if part.inside:
            self.go_to("ctrl+1", "canvas")
            behind = "ctrl+Right" if part.module == "Sequential" else "ctrl+Down"
            self.press(behind)  # behind the last stands what holds it

    def wire_along(self, modules: list[str]) -> None:
        """From the data on, each card to the next: the hint says where the wire would go."""
        self.go_to("ctrl+1", "canvas")
        self.press(*["ctrl+Left"] * (len(modules) + 1))
        for module in modules:
            self.press("w")
            hint = self._hint(but="")
            while module not in hint:
                self.press("Tab")
                hint = self._hint(but=hint)
            self.press("Return", "ctrl+Right")
            self.probe.wait_for_text("hint", "")

    def _hint(self, but: str) -> str:
        """Where Enter would connect to, once the hint says another thing than `but`."""

        def is_new(answer: dict[str, Any]) -> bool:
            return answer["text"] != but and str(answer["text"]).startswith("Enter connects to ")

        return str(self.probe.wait_until({"text": "hint"}, is_new)["text"])


def test_two_branches_are_built_on_the_canvas_with_its_own_keys(desktop: Desktop, tmp_path: Path) -> None:
    network = NETWORKS["two branches"]
    desktop.start()
    desktop.come_forward()
    hand = OnCanvas(desktop)
    hand.choose_data(network.data)
    for part in network.parts:
        hand.fill(part)
    hand.add(Part(network.criterion))
    hand.wire_along([*(part.module for part in network.parts), network.criterion])
    model = tmp_path / "built.netloom"
    hand.save(model)
    assert essence(model) == essence_of(built(network))
