"""Building a network as a person does: drags from the palette, wires, sizes typed in the inspector."""

from __future__ import annotations

from typing import Any

from tests.desktop.driver import Desktop
from tests.desktop.probe import Box


class Builder:
    """A person at the canvas. Cards are named by module and number: ("Linear", 2) is the second Linear."""

    def __init__(self, person: Desktop) -> None:
        self.person = person
        self.probe = person.probe

    def card(self, module: str, number: int = 1) -> Box:
        return self.probe.find(card=module, n=number)

    def id(self, module: str, number: int = 1) -> int:
        return int(self.probe.ask({"card": module, "n": number})["node"])

    def drag_in(self, module: str, x: float, y: float) -> None:
        """Drags `module` from the palette to a place on the canvas, in shares of its width and height."""
        self.search(module)
        self.person.drag(f"palette:{module}", self.probe.find("canvas").at(x, y))

    def drag_into(self, module: str, frame: str) -> None:
        """Drags `module` from the palette into a container's frame, behind what is there."""
        self.search(module)
        box = self.card(frame)
        self.person.drag(f"palette:{module}", box.at(0.5, 0.95))

    def search(self, module: str) -> None:
        self.person.fill("paletteSearch", module)

    def wire(self, source: dict[str, Any], target: dict[str, Any]) -> None:
        """Drags a wire from an output port to an input port."""
        start = self.probe.find(None, **({"port": "out", "index": 0} | source))
        end = self.probe.find(None, **({"port": "in", "index": 0} | target))
        self.person.mouse.drag(start.centre, end.centre)

    def set(self, module: str, number: int = 1, **values: int | str) -> None:
        """Selects a card and types its arguments in the inspector."""
        self.person.mouse.click(self.card(module, number).at(0.5, 0.25))
        for name, value in values.items():
            self.person.fill(f"arg:{name}", str(value))

    def losses(self) -> list[float]:
        """The losses that the window shows, one for each epoch."""
        lines = self.person.probe.text("lossLog").splitlines()
        return [float(line.partition("loss:")[2]) for line in lines if "loss:" in line]

    def wait_for_epochs(self, count: int, timeout: float = 30) -> list[float]:
        self.probe.wait_until(
            {"text": "lossLog"},
            lambda found: f"epoch {count}, loss:" in found["text"],
            timeout,
            f"epoch {count}",
        )
        return self.losses()
