"""A person at a desktop: starts the program, finds things, uses mouse and keyboard, takes pictures."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.desktop.mouse import Keyboard, Mouse, Point
from tests.desktop.probe import EVERY, Probe, TooLate
from tests.desktop.xvfb import Display

NETLOOM = (sys.executable, "-m", "app")
ROOT = Path(__file__).resolve().parents[2]


class ProgramEnded(Exception):
    """The program ended when it should not have. Its text has what the program printed last."""


class Desktop:
    """One program at a time on `display`, whose settings and files are under `home`.

    A test may start it again: what it keeps in `home` it finds there, as a person's program does.
    """

    def __init__(self, display: Display, home: Path) -> None:
        self.display = display
        self.home = home
        self.mouse = Mouse(display)
        self.keyboard = Keyboard(display)
        self.log = home / "program.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._probe: Probe | None = None
        self._sockets = tempfile.TemporaryDirectory(prefix="nl-")  # a socket's path must be short

    @property
    def probe(self) -> Probe:
        if self._probe is None:
            raise ProgramEnded("the program was not started, or has been stopped")
        return self._probe

    def start(
        self,
        *arguments: str | Path,
        program: Sequence[str] = NETLOOM,
        env: Mapping[str, str] | None = None,
        timeout: float = 30,
    ) -> None:
        """Start `program` with `arguments` and wait until its window can be seen.

        Raises ProgramEnded when it ends before that, TooLate after `timeout` seconds.
        """
        self.stop()
        socket = Path(self._sockets.name) / "probe"
        socket.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*program, *map(str, arguments)],
                env=self._variables(socket) | dict(env or {}),
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._probe = self._connect(socket, timeout)
        self._probe.wait_until({"windows": True}, lambda found: bool(found["windows"]), timeout, "a window")

    def _variables(self, socket: Path) -> dict[str, str]:
        kept = ("PATH", "LD_LIBRARY_PATH", "COVERAGE_PROCESS_START")
        runtime = self.home / "run"
        runtime.mkdir(mode=0o700, exist_ok=True)
        return {name: os.environ[name] for name in kept if name in os.environ} | {
            "DISPLAY": self.display.name,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(runtime),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "NETLOOM_PROBE": str(socket),
        }

    def _connect(self, socket: Path, timeout: float) -> Probe:
        end = time.monotonic() + timeout
        while True:
            with contextlib.suppress(OSError):
                return Probe(socket)
            self._expect_alive()
            if time.monotonic() > end:
                raise TooLate(
                    f"the program did not listen at NETLOOM_PROBE within {timeout} s\n{self.printed()}"
                )
            time.sleep(EVERY)

    def _expect_alive(self) -> None:
        code = self._process.poll() if self._process else None
        if code is not None:
            raise ProgramEnded(f"the program ended with exit code {code}\n{self.printed()}")

    def printed(self) -> str:
        """The last lines that the program wrote to its standard output and error."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-40:])

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def wait_closed(self, timeout: float = 10) -> int:
        """Wait until the program ended by itself, as after Ctrl+Q; its exit code. Raises TooLate."""
        if self._process is None:
            raise ProgramEnded("the program was not started")
        try:
            return self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise TooLate(f"the program was still running after {timeout} s") from None

    def stop(self) -> None:
        """End the program, however it is."""
        if self._probe is not None:
            self._probe.close()
            self._probe = None
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def close(self) -> None:
        """Stop, and clear away what the driver itself made."""
        self.stop()
        self._sockets.cleanup()

    def come_forward(self) -> None:
        """Give the window the keyboard, as a window manager does with what it opens; there is none here."""
        self.keyboard.do("search", "--onlyvisible", "--name", "Netloom", "windowfocus")
        self.probe.wait_until({"windows": True}, lambda found: any(w["active"] for w in found["windows"]))

    # What a person does most, by the names of things

    def click(self, name: str, times: int = 1) -> None:
        self.mouse.click(self.probe.find_at_rest(name).centre, times=times)

    def drag(self, name: str, to: Point) -> None:
        self.mouse.drag(self.probe.find(name).centre, to)

    def fill(self, name: str, text: str) -> None:
        """Replace what stands in the field `name`, and press Tab."""
        self.click(name)
        self.probe.wait_until({"focus": True}, lambda found: found["focus"] == name)
        self.keyboard.press("ctrl+a")
        self.keyboard.type(text)
        self.keyboard.press("Tab")

    def choose(self, name: str, text: str) -> None:
        """Choose the entry that begins with `text` in the list field `name`, with the keyboard."""
        self.click(name)
        self.keyboard.type(text)
        self.keyboard.press("Return")

    def screenshot(self, path: Path) -> Path:
        """Write what the screen shows as a PNG file. Raises OSError when it cannot be written."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self.display.picture().save(str(path)):
            raise OSError(f"cannot write {path}")
        return path
