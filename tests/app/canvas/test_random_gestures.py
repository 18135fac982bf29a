"""10,000 random sequences of gestures, by several processes at once.

NETLOOM_GESTURES=100000 tries so many instead, and new ones each time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MANY = int(os.environ.get("NETLOOM_GESTURES", "0"))
COUNT = MANY or 10_000
PROCESSES = os.cpu_count() or 1


def test_random_gestures():
    parts = [COUNT // PROCESSES + (part < COUNT % PROCESSES) for part in range(PROCESSES)]
    tries = [_tries(count, part) for part, count in enumerate(parts)]
    outcomes = [(process.communicate()[0], process.returncode) for process in tries]
    for text, code in outcomes:
        assert code == 0, f"ended with {code}:\n{text[-10_000:]}"
    assert sum(int(text.split()[-2]) for text, _ in outcomes) == COUNT


def _tries(count: int, part: int) -> subprocess.Popen[str]:
    """A process that tries so many sequences; crashes of Qt end it alone."""
    number = [] if MANY else [str(part)]
    return subprocess.Popen(
        [sys.executable, "-X", "faulthandler", "-m", "tests.app.canvas.gestures", str(count), *number],
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
