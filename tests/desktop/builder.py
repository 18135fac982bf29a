"""Building a network as a person does: drags from the palette, wires, sizes typed in the inspector."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.desktop.driver import Desktop
from tests.desktop.probe import Box

GRASP = 5
"""So many pixels wide are ports, with their surroundings, that a hand can grasp."""


STILL = 4
"""So many looks in a row at the same place mean that a thing rests."""


class Builder:
    """A person at the canvas. Cards are named by module and number: ("Linear", 2) is the second Linear."""

    def __init__(self, person: Desktop) -> None:
        self.person = person
        self.probe = person.probe

    def card(self, module: str, number: int = 1) -> Box:
        return self.probe.find(card=module, n=number)

    def id(self, module: str, number: int = 1) -> int:
        return int(self.probe.ask({"card": module, "n": number})["node"])

    def id_when_there(self, module: str, number: int = 1) -> int:
        """The id of a card that is just being made."""
        found = self.probe.wait_until({"card": module, "n": number}, lambda answer: "node" in answer)
        return int(found["node"])

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

    def wire_closely(self, source: dict[str, Any], target: dict[str, Any]) -> None:
        """The same, from a view of the whole with the wheel turned until the ports can be grasped."""
        self.see_all()
        port = {"port": "out", "index": 0} | source
        while (box := self.still(port)).w < GRASP:
            self.person.mouse.scroll(box.centre, 2)
        self.wire(source, target)

    def see_all(self) -> None:
        """Frames the whole drawing and waits until it stands still."""
        self.person.click("frame_all")
        self.still({"slot": "data"})

    def still(self, query: dict[str, Any]) -> Box:
        """Where something is, once it has been there for a while: keys and clicks take a moment to arrive."""
        seen: list[Any] = []

        def rests(answer: dict[str, Any]) -> bool:
            seen.append(tuple(answer[side] for side in "xywh"))
            return len(seen) > STILL and len(set(seen[-STILL:])) == 1

        self.probe.wait_until(query, rests)
        return Box(*seen[-1])

    def set(self, module: str, number: int = 1, **values: int | str) -> None:
        """Selects a card and types its arguments in the inspector."""
        self.person.mouse.click(self.card(module, number).at(0.5, 0.25))
        for name, value in values.items():
            self.person.fill(f"arg:{name}", str(value))

    def save(self, path: Path) -> None:
        """Saves the model under a new name."""
        person = self.person
        person.keyboard.press("ctrl+shift+s")
        person.probe.wait_until({"focus": True}, lambda found: found["focus"] == "fileNameEdit")
        person.keyboard.press("ctrl+a")
        person.keyboard.type(str(path))
        person.keyboard.press("Return")
        person.probe.wait_until({"find": "window"}, lambda found: found["text"].startswith(path.stem))

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
