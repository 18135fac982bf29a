"""The commands of dev.py."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import system
from environment import Environment
from steps import Stop, replace_with, say, seconds

ROOT = Path(__file__).resolve().parent.parent
PLAIN = ("tests/nncore", *(f"tests/app/{name}" for name in ("code", "document", "files", "training")))
"""The tests that need no window: they run beside those that do."""
NO_DISPLAY = "No display: neither DISPLAY nor WAYLAND_DISPLAY is set, so no window can open."


def main(arguments: list[str], usage: str) -> int:
    """Do what `arguments` ask for; the exit code."""
    commands = {"run": run, "test": test, "bench": bench, "python": python}
    name, *rest = arguments or [""]
    if name not in commands:
        print(usage.strip(), file=sys.stdout if name in ("-h", "--help", "help") else sys.stderr)
        return 0 if name in ("-h", "--help", "help") else 2
    try:
        return commands[name](Environment(ROOT), rest)
    except Stop as stop:
        print(f"dev.py {name}: {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(environment: Environment, arguments: list[str]) -> int:
    """Open the window; where there is no display, show the example training run in pictures instead."""
    environment.prepare()
    env = environment.variables()
    if opens_window(arguments):
        if has_display(env):
            system.provide_qt(environment.python, env, window_plugins(env))
        else:
            arguments = ["demo", "--out", str(ROOT / "build" / "demo")]
            say(f"{NO_DISPLAY}\nTraining the example off screen instead.")
    if not has_display(env):
        env["QT_QPA_PLATFORM"] = "offscreen"
        system.provide_qt(environment.python, env)
    return replace_with([environment.python, "-m", "app", *arguments], env)


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether the program, given these, opens its window: not for a bare word like `train`, nor for help."""
    if not arguments:
        return True
    first = arguments[0]
    command = first.isidentifier() and not Path(first).exists()
    return not command and first not in ("-h", "--help", "--version")


def has_display(env: Mapping[str, str]) -> bool:
    """Whether a window can be shown, or the person chose Qt's platform and knows best."""
    if sys.platform != "linux":
        return True
    return any(env.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def window_plugins(env: Mapping[str, str]) -> tuple[str, ...]:
    """Qt's plugins that can show a window on this display, as patterns of their file names."""
    if env.get("QT_QPA_PLATFORM"):
        return (f"libq{env['QT_QPA_PLATFORM'].split(':')[0]}.so",)
    wayland = ("libqwayland*.so",) if env.get("WAYLAND_DISPLAY") else ()
    x11 = ("libqxcb.so",) if env.get("DISPLAY") else ()
    return wayland + x11


def test(environment: Environment, arguments: list[str]) -> int:
    """Lint, types and tests, all of them even if one fails."""
    environment.prepare("dev")
    env = environment.variables()
    try:
        system.provide_desktop()
    except Stop as stop:  # the other tests need none of it; those that do will say so again
        say(str(stop))
    system.provide_qt(environment.python, env, ("libqxcb.so",))
    module = [str(environment.python), "-m"]
    checks = {
        "ruff": [*module, "ruff", "check", "--output-format=concise", "."],
        "mypy": [*module, "mypy"],
    }
    results = [(name, *timed(name, words, env)) for name, words in checks.items()]
    pytest = [*module, "pytest"]
    if arguments:
        results.append(("pytest", *timed("pytest", [*pytest, *arguments], env)))
    else:
        plain, rest = [*pytest, *PLAIN], [*pytest, *(f"--ignore={folder}" for folder in PLAIN)]
        results += timed_beside(("plain", plain), ("window", rest), env)
    say("")
    for name, code, duration in results:
        say(f"{name:8}{'FAILED' if code else 'passed':8}{seconds(duration):>12}")
    return 1 if any(code for _, code, _ in results) else 0


def timed(name: str, command: list[str], env: Mapping[str, str]) -> tuple[int, float]:
    """Run `command` in the checkout for all to see; its exit code and its duration in seconds."""
    say(f"\n{name}: {' '.join(command[2:])}")
    began = time.monotonic()
    code = subprocess.call(command, cwd=ROOT, env=dict(env))
    return code, time.monotonic() - began


def timed_beside(
    quiet: tuple[str, list[str]], loud: tuple[str, list[str]], env: Mapping[str, str]
) -> list[tuple[str, int, float]]:
    """Run both at once, the first with what time the second leaves; what it says comes after."""
    name, command = quiet
    behind = ["nice", "-n", "10"] if os.name == "posix" else []
    began = time.monotonic()
    ended: list[float] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as told:
        beside = subprocess.Popen(
            [*behind, *command], stdout=told, stderr=subprocess.STDOUT, cwd=ROOT, env=dict(env)
        )

        def wait() -> None:
            beside.wait()
            ended.append(time.monotonic())

        watch = threading.Thread(target=wait)
        watch.start()
        second = (loud[0], *timed(*loud, env))
        watch.join()
        told.seek(0)
        say(f"\n{name}: {' '.join(command[2:])}\n{told.read()}")
    return [(name, beside.returncode, ended[0] - began), second]


def bench(environment: Environment, arguments: list[str]) -> int:
    """Make the measurement that is named, or list what there is."""
    folder = ROOT / "tests" / "bench"
    names = sorted(file.stem.removeprefix("bench_") for file in folder.glob("bench_*.py"))
    if not arguments:
        say("Measurements: " + (", ".join(names) or "none yet"))
        return 0
    name, *rest = arguments
    if name not in names:
        raise Stop(f"there is no measurement {name!r}; there are: {', '.join(names) or 'none yet'}")
    file = folder / f"bench_{name}.py"
    torch = re.search(r"^\s*(import|from) torch\b", file.read_text(encoding="utf-8"), re.MULTILINE)
    environment.prepare("dev", *(["bench"] if torch else []))
    env = environment.variables()
    system.provide_qt(environment.python, env)
    os.chdir(ROOT)
    return replace_with([environment.python, file, *rest], env)


def python(environment: Environment, arguments: list[str]) -> int:
    """The environment's Python, with Netloom and nncore installed."""
    environment.prepare()
    return replace_with([environment.python, *arguments], environment.variables())
