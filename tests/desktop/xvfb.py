"""A display without a screen: an X server that draws into a file."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

PACKAGES = {"Xvfb": "xvfb", "xdotool": "xdotool"}


class MissingProgram(Exception):
    """A program that these tests cannot do without is not installed."""


@dataclass(frozen=True)
class Display:
    """A running display: its name as in DISPLAY, its size in pixels, the file that it draws into."""

    name: str
    width: int
    height: int
    frame: Path

    def picture(self) -> QImage:
        """What the screen shows now."""
        data = self.frame.read_bytes()
        header = struct.unpack(">25I", data[:100])  # XWDFile.h: sizes, then the masks of the colours
        skip, width, height, stride, colours = header[0], header[4], header[5], header[12], header[19]
        pixels = data[skip + 12 * colours :]
        return QImage(pixels, width, height, stride, QImage.Format.Format_RGB32).copy()


def require(program: str) -> str:
    """The path of `program`. Raises MissingProgram, with what to install."""
    if found := shutil.which(program):
        return found
    raise MissingProgram(
        f"{program} is not installed, and the tests of the real window need it. On Debian and Ubuntu: "
        f"apt-get install {PACKAGES[program]}. `python3 packaging/dev.py test` tells it for others."
    )


@contextmanager
def display(width: int = 1280, height: int = 800) -> Iterator[Display]:
    """A display of that size on a free number, ended with the block. Raises MissingProgram."""
    server = require("Xvfb")
    with tempfile.TemporaryDirectory(prefix="netloom-xvfb-") as folder:
        reading, writing = os.pipe()
        screen = ["-screen", "0", f"{width}x{height}x24", "-dpi", "96", "-fbdir", folder]
        command = [server, "-displayfd", str(writing), *screen, "-nolisten", "tcp", "-noreset"]
        with (
            (Path(folder) / "log").open("wb") as log,
            subprocess.Popen(command, pass_fds=[writing], stderr=log, stdin=subprocess.DEVNULL) as process,
        ):
            os.close(writing)
            try:
                with os.fdopen(reading) as answer:
                    number = answer.readline().strip()  # empty when the server ended
                if not number:
                    words = (Path(folder) / "log").read_text(errors="replace").strip()
                    raise RuntimeError(f"Xvfb did not start: {words}")
                yield Display(f":{number}", width, height, Path(folder) / "Xvfb_screen0")
            finally:
                process.terminate()
