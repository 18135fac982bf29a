"""Steps of the set-up: one clean line each with its duration, and the whole output when one fails."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

TAIL = 40  # lines of a failed command's output worth showing


class Stop(Exception):
    """The command cannot go on. Its text says what happened and what to do."""


def say(text: str) -> None:
    print(text, flush=True)


@contextmanager
def step(words: str) -> Iterator[None]:
    """Print `words`, then, when the block is through, how long it took."""
    began = time.monotonic()
    live = sys.stdout.isatty()
    if live:
        print(f"{words} ...", end="", flush=True)
    try:
        yield
    except BaseException:
        print(" failed" if live else f"{words} ... failed", flush=True)
        raise
    print((" " if live else f"{words} ... ") + seconds(time.monotonic() - began), flush=True)


def seconds(duration: float) -> str:
    """`duration` in seconds for people: 0.4 s, 12 s, 3 min 5 s."""
    if duration < 9.95:
        return f"{duration:.1f} s"
    if duration < 119.5:
        return f"{duration:.0f} s"
    return f"{int(duration + 0.5) // 60} min {int(duration + 0.5) % 60} s"


def quietly(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> str:
    """Run `command` without a word and return what it printed; Stop with the end of that when it fails."""
    words = [str(part) for part in command]
    try:
        done = subprocess.run(
            words,
            env=None if env is None else dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise Stop(f"could not start {words[0]}: {error.strerror or error}") from error
    if done.returncode:
        tail = "\n".join("    " + line for line in done.stdout.splitlines()[-TAIL:])
        raise Stop(f"this command failed (exit code {done.returncode}):\n    {' '.join(words)}\n{tail}")
    return done.stdout


def succeeds(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> bool:
    """Whether `command` can be run and says all is well."""
    try:
        quietly(command, env)
    except Stop:
        return False
    return True


def replace_with(command: Sequence[str | Path], env: Mapping[str, str]) -> int:
    """Become `command` where the system can (so signals reach it), else run it; its exit code."""
    words = [str(part) for part in command]
    sys.stdout.flush()
    if os.name == "posix":
        os.execve(words[0], words, dict(env))
    return subprocess.call(words, env=dict(env))
