"""Asks the running program where things are and what they say; app/probe.py answers."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Answer = dict[str, Any]
EVERY = 0.02  # seconds between two looks at a state that is waited for


class NoAnswer(Exception):
    """The program could not answer a query, or ended."""


class TooLate(Exception):
    """What was waited for did not come in time."""


@dataclass(frozen=True)
class Box:
    """A rectangle on the screen, in pixels."""

    x: int
    y: int
    w: int
    h: int

    @property
    def centre(self) -> tuple[float, float]:
        return self.at(0.5, 0.5)

    def at(self, across: float, down: float) -> tuple[float, float]:
        """The point that lies at these shares of the width and the height."""
        return self.x + self.w * across, self.y + self.h * down


class Probe:
    """A line to the program that listens at `path`. Raises OSError when nothing listens there yet."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(20)
        try:
            self._socket.connect(str(path))
        except OSError:
            self._socket.close()
            raise
        self._lines = self._socket.makefile("rwb")

    def close(self) -> None:
        self._lines.close()
        self._socket.close()

    def ask(self, query: Answer) -> Answer:
        """The program's answer to `query`. Raises NoAnswer, with its words."""
        try:
            self._lines.write(json.dumps(query).encode() + b"\n")
            self._lines.flush()
            line = self._lines.readline()
        except OSError as error:
            raise NoAnswer(f"the program does not answer {query}: {error}") from error
        if not line:
            raise NoAnswer(f"the program ended before it answered {query}")
        answer = json.loads(line)
        if "error" in answer:
            raise NoAnswer(f"{query}: {answer['error']}")
        return dict(answer)

    def find(self, name: str | None = None, **query: Any) -> Box:
        """Where the thing called `name`, or the one `query` describes, can be seen; waits until it can."""
        asked = query if name is None else {"find": name, **query}
        answer = self.wait_until(asked, lambda found: bool(found.get("visible", True)))
        return Box(answer["x"], answer["y"], answer["w"], answer["h"])

    def find_at_rest(self, name: str) -> Box:
        """The same once it stands still: what is said above a field can move it."""
        seen: list[Box] = []

        def stands_still(_: Answer) -> bool:
            seen.append(self.find(name))
            return len(seen) > 1 and seen[-1] == seen[-2]

        self.wait_until({"find": name}, stands_still)
        return seen[-1]

    def text(self, name: str) -> str:
        """What the widget `name` shows now."""
        return str(self.ask({"text": name})["text"])

    def wait_until(
        self, query: Answer, holds: Callable[[Answer], bool], timeout: float = 10, why: str = ""
    ) -> Answer:
        """Ask until the answer `holds`, and return it; TooLate after `timeout` seconds.

        A name that nothing has yet is waited for too.
        """
        end = time.monotonic() + timeout
        while True:
            last: Answer | NoAnswer
            try:
                last = self.ask(query)
                if holds(last):
                    return last
            except NoAnswer as fault:
                last = fault
            if time.monotonic() > end:
                raise TooLate(f"{why or query} did not come within {timeout} s; the last answer was {last}")
            time.sleep(EVERY)

    def wait_for_text(self, name: str, text: str, timeout: float = 10) -> None:
        """Wait until the widget `name` shows `text`."""
        self.wait_until({"text": name}, lambda found: found["text"] == text, timeout, f"{text!r} in {name}")
