"""The examples that were made last, so that panel, preview and training do not read a file three times."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Hashable
from pathlib import Path

from app.training.examples import Examples

_lock = threading.RLock()
_last: list[tuple[Hashable, Examples]] = []


def kept(key: Hashable, make: Callable[[], Examples]) -> Examples:
    """What `make` made for this `key`, if that was the last one asked for; else what it makes now."""
    with _lock:
        if not _last or _last[0][0] != key:
            _last.clear()
            _last.append((key, make()))
        return _last[0][1]


def stamp(path: Path) -> Hashable:
    """Changes when the file does, or anything in the folder and the folders in it."""
    try:
        if path.is_dir():
            folders = (path, *sorted(entry for entry in path.iterdir() if entry.is_dir()))
            return (path, *(_stamps(folder) for folder in folders))
        found = path.stat()
    except OSError:
        return path
    return path, found.st_mtime_ns, found.st_size


def _stamps(folder: Path) -> int:
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.stat().st_mtime_ns, entry.stat().st_size) for entry in entries)
    return hash(tuple(found))
