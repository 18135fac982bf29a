"""A hand on the real mouse and one on the real keyboard of a display, through xdotool."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.desktop.xvfb import Display, require

Point = tuple[float, float]  # pixels of the screen, from its top left corner

LEFT, MIDDLE, RIGHT = 1, 2, 3
MOVES = 10  # of a drag: a program sees a hand move, not jump
PAUSE = "0.01"  # seconds between two of them; a hand's pace, nothing waits for it


class _Hand:
    def __init__(self, display: Display) -> None:
        self._program = require("xdotool")
        self._env = os.environ | {"DISPLAY": display.name}

    def do(self, *words: object) -> None:
        """Have xdotool do `words`."""
        command = [self._program, *map(str, words)]
        subprocess.run(command, env=self._env, check=True, capture_output=True, timeout=60)


class Mouse(_Hand):
    """The mouse. Places are in pixels of the screen."""

    at: Point = (0, 0)

    def move(self, to: Point) -> None:
        """Go to `to` in small moves, as a hand does."""
        self.do(*self._way(to))

    def press(self, button: int = LEFT) -> None:
        self.do("mousedown", button)

    def release(self, button: int = LEFT) -> None:
        self.do("mouseup", button)

    def click(self, at: Point, button: int = LEFT, times: int = 1) -> None:
        self.do(*self._way(at, moves=2), "click", "--repeat", times, "--delay", 40, button)

    def double_click(self, at: Point) -> None:
        self.click(at, times=2)

    def drag(self, start: Point, *stops: Point, button: int = LEFT) -> None:
        """Press at `start`, move past each of `stops` in small moves, release at the last."""
        self.do(*self._way(start, moves=2), "mousedown", button)
        for stop in stops:
            self.do(*self._way(stop))
        self.do("sleep", PAUSE, "mouseup", button)

    def scroll(self, at: Point, clicks: int) -> None:
        """Turn the wheel at `at`: up, away from the hand, for positive `clicks`."""
        self.do(
            *self._way(at, moves=2), "click", "--repeat", abs(clicks), "--delay", 10, 4 if clicks > 0 else 5
        )

    def _way(self, to: Point, moves: int = MOVES) -> list[object]:
        """The words that take the pointer to `to`."""
        (x0, y0), (x1, y1) = self.at, to
        self.at = to
        words: list[object] = []
        for step in range(1, moves + 1):
            share = step / moves
            words += [
                "mousemove",
                round(x0 + (x1 - x0) * share),
                round(y0 + (y1 - y0) * share),
                "sleep",
                PAUSE,
            ]
        return words


class Keyboard(_Hand):
    """The keyboard. Keys have X's names, combined by +: `ctrl+s`, `Return`, `Delete`, `shift+Right`."""

    def type(self, text: str) -> None:
        self.do("type", "--delay", 8, "--", text)

    def press(self, *keys: str) -> None:
        """Press and release each of `keys` in turn."""
        self.do("key", "--delay", 12, *keys)

    @contextmanager
    def held(self, *keys: str) -> Iterator[None]:
        """Hold `keys` down while the block acts."""
        self.do("keydown", *keys)
        try:
            yield
        finally:
            self.do("keyup", *keys)
