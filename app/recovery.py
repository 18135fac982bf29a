"""Copies of unsaved work, hidden beside the model, for the next start after a crash.

Two generations are kept, so that a copy that could not be finished costs one, not both. They go when the
model is saved, or when the person chooses not to save.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from app.claim import Claim, is_claimed
from app.document.model import Checkpoint
from app.files.model_file import FileError, Opened, load_all, save
from app.runner import Runner
from app.session import Session

QUIET = 2_000
"""Milliseconds without a change after which a copy is made."""
EVERY = 30_000
"""Milliseconds between two copies while it trains."""
MARK, OLDER = ".unsaved", ".unsaved~"


@dataclass(frozen=True, slots=True)
class Copy:
    """Unsaved work that was found: where it lies, and which file it was made of (None when never saved)."""

    place: Path
    original: Path | None

    @property
    def name(self) -> str:
        return self.original.stem if self.original else "Untitled"

    @property
    def when(self) -> datetime:
        return datetime.fromtimestamp(self.place.stat().st_mtime)

    def load(self) -> Opened:
        """The newest generation that can be read. Raises FileError when none can."""
        try:
            return load_all(self.place)
        except FileError:
            if not _older(self.place).exists():
                raise
            return load_all(_older(self.place))

    def remove(self) -> None:
        """Takes both generations away."""
        for file in (self.place, _older(self.place)):
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)


class Recovery(QObject):
    """Keeps a copy of the session's unsaved work. `home` is for models that were never saved."""

    def __init__(self, session: Session, runner: Runner, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._runner, self._home = session, runner, home
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="recovery")
        self._last: Future[None] | None = None
        self._claim: Claim | None = None
        self._copies: list[Copy] = []  # made or opened here, to be removed by a save
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self.write)
        self._while_running = QTimer(self)
        self._while_running.setInterval(EVERY)
        self._while_running.timeout.connect(self.write)
        session.history_changed.connect(self._ask)
        session.saved_changed.connect(self._clean)
        runner.state_changed.connect(self._follow_run)

    def set_quiet(self, seconds: float) -> None:
        """How long a rest after a change there is until a copy is made."""
        self._quiet.setInterval(round(seconds * 1000))

    def write(self) -> None:
        """Makes a copy now, in another thread; of a run as far as it is."""
        if self._session.is_modified or self._runner.is_running:
            document, runs = self._session.document, self._session.runs

            def write(checkpoint: Checkpoint) -> None:
                runner = self._runner
                self._write(Opened(document, checkpoint, runs, runner.moments, runner.curves.kept()))

            self._runner.with_checkpoint(write)

    def adopt(self, copy: Copy) -> None:
        """The copy was opened: it is kept until what was opened is saved."""
        self._copies.append(copy)

    def forget(self) -> None:
        """The work is saved, or is not to be: its copies go."""
        self._quiet.stop()
        self.wait()
        for copy in self._copies:
            copy.remove()
        self._copies.clear()
        if self._claim:
            self._claim.release()
            self._claim = None

    def wait(self) -> None:
        """Until the copy that is being written is done."""
        if self._last is not None:
            self._last.result()

    def close(self) -> None:
        """Ends the thread that writes."""
        self._quiet.stop()
        self._while_running.stop()
        self._writer.shutdown()

    def _ask(self) -> None:
        if self._session.is_modified:
            self._quiet.start()

    def _clean(self) -> None:
        if not self._session.is_modified:
            self.forget()

    def _follow_run(self) -> None:
        if self._runner.is_running:
            self._while_running.start()
        else:
            self._while_running.stop()

    def _write(self, work: Opened) -> None:
        copy = Copy(_place(self._session.path, self._home), self._session.path)
        if copy not in self._copies:
            self._copies.append(copy)
            self._claim = Claim(copy.place, self)
        self._last = self._writer.submit(_keep, copy.place, work)


def found(recent: Iterable[Path], home: Path) -> list[Copy]:
    """Unsaved work of programs that are no longer there, the newest first."""
    copies = [Copy(place, None) for place in home.glob(f"*{MARK}")] if home.is_dir() else []
    copies += [Copy(_place(path, home), path) for path in recent]
    return sorted(filter(_is_left, copies), key=lambda copy: copy.when, reverse=True)


def beside(path: Path, home: Path) -> Copy | None:
    """Unsaved work on the file at `path` that a crash has left."""
    copy = Copy(_place(path, home), path)
    return copy if _is_left(copy) else None


def _is_left(copy: Copy) -> bool:
    return copy.place.exists() and not is_claimed(copy.place)


def _place(path: Path | None, home: Path) -> Path:
    """Where the copy of a model lies."""
    if path is None:
        return home / f"untitled-{_NUMBER}{MARK}"
    return path.with_name(f".{path.name}{MARK}")


def _older(place: Path) -> Path:
    return place.with_name(place.name.removesuffix(MARK) + OLDER)


def _keep(place: Path, work: Opened) -> None:
    """Writes a copy; the one before becomes the older generation. A full disk is no reason to stop."""
    with contextlib.suppress(OSError, FileError):
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            place.replace(_older(place))
        save(place, *work)


_NUMBER = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
"""Tells the untitled models of several programs apart."""
