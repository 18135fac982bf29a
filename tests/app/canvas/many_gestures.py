"""10,000 random sequences of gestures in processes of their own, which work while other tests run.

NETLOOM_GESTURES=100000 tries so many instead, and new ones each time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

MANY = int(os.environ.get("NETLOOM_GESTURES", "0"))
COUNT = MANY or 10_000
PROCESSES = max((os.cpu_count() or 1) - 1, 1)
"""One core is left to the other tests."""


class ManyGestures:
    """The processes; a crash of Qt ends the one in which it happens alone."""

    def __init__(self) -> None:
        self._counts = [COUNT // PROCESSES + (part < COUNT % PROCESSES) for part in range(PROCESSES)]
        self._begun = [_begin(count, part) for part, count in enumerate(self._counts)]

    def outcomes(self) -> list[tuple[str, int]]:
        """What each printed, and its exit code, once it is done."""
        codes = [process.wait() for process, _ in self._begun]
        return [(_read(printed), code) for (_, printed), code in zip(self._begun, codes, strict=True)]

    def stop(self) -> None:
        """Ends those that are still at work: nobody waits for them."""
        for process, printed in self._begun:
            if process.poll() is None:
                process.kill()
                process.wait()
            printed.close()


def _begin(count: int, part: int) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    printed = tempfile.TemporaryFile()  # noqa: SIM115 - `stop` closes it
    seed = [] if MANY else [str(part)]
    process = subprocess.Popen(
        [sys.executable, "-X", "faulthandler", "-m", "tests.app.canvas.gestures", str(count), *seed],
        cwd=Path(__file__).parents[3],
        stdout=printed,
        stderr=subprocess.STDOUT,
    )
    return process, printed


def _read(printed: IO[bytes]) -> str:
    printed.seek(0)
    return printed.read().decode(errors="replace")
