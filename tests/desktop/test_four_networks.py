"""Four networks built from nothing, with mouse and keyboard, in a real window."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.desktop.builder import Builder
from tests.desktop.driver import Desktop
from tests.desktop.networks import NETWORKS, Network, Part, built, essence, essence_of


class MouseBuilder(Builder):
    """A person who drags modules in, drops them into frames, draws wires and types sizes."""

    def __init__(self, person: Desktop) -> None:
        super().__init__(person)
        self._made: Counter[str] = Counter()

    def build(self, network: Network) -> None:
        """Single modules along the top, containers below; then all is arranged and wired."""
        person = self.person
        person.mouse.click(self.probe.find(slot="data").at(0.5, 0.5))
        person.choose("dataSource", network.data)
        tops: dict[int, int] = {}
        order = sorted(range(len(network.parts)), key=lambda number: bool(network.parts[number].inside))
        for place, number in enumerate(order):
            part = network.parts[number]
            spot = (0.3, 0.45) if part.inside else (0.3 + 0.2 * place, 0.08)
            self.drag_in(part.module, *spot)
            tops[number] = self._dropped(part)
            self._fill(part, tops[number])
        self.drag_in(network.criterion, 0.9, 0.8)
        self.id_when_there(network.criterion)
        person.keyboard.press("ctrl+shift+a")
        self._wire(network, [tops[number] for number in range(len(tops))])

    def _fill(self, part: Part, holder: int) -> None:
        """Drops each module behind all others of a frame."""
        for inner in part.inside:
            self.see_all()
            self.search(inner.module)
            frame = self.still({"node": holder})
            spot = frame.at(1 - 16 / frame.w, 0.6) if part.module == "Sequential" else frame.at(0.5, 0.93)
            self.person.drag(f"palette:{inner.module}", spot)
            self._fill(inner, self._dropped(inner))

    def _dropped(self, part: Part) -> int:
        """Waits for the new card and types its arguments."""
        self._made[part.module] += 1
        number = self._made[part.module]
        new = self.id_when_there(part.module, number)
        if part.args:
            self.set(part.module, number, **part.args)
        return new

    def _wire(self, network: Network, tops: list[int]) -> None:
        if network.by_entry:
            for entry in range(2):
                self.wire_closely({"node": -1, "index": entry + 1}, {"node": tops[0], "index": entry})
        else:
            self.wire_closely({"node": -1}, {"node": tops[0]})
        for one, other in zip(tops, tops[1:], strict=False):
            self.wire_closely({"node": one}, {"node": other})
        self.wire_closely({"node": tops[-1]}, {"node": -2})


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_is_built_with_the_mouse(name: str, desktop: Desktop, tmp_path: Path) -> None:
    desktop.start()
    hand = MouseBuilder(desktop)
    hand.build(NETWORKS[name])
    model = tmp_path / "built.netloom"
    hand.save(model)
    assert essence(model) == essence_of(built(NETWORKS[name]))
    desktop.fill("epochs", "2")
    desktop.click("run")
    assert len(hand.wait_for_epochs(2)) == 2
    desktop.screenshot(tmp_path / f"{name}.png")
