"""The small drawings inside controls (ticks, chevrons): a stylesheet takes these from files only."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.look.svg import tinted


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="netloom-look-")  # removed when the program ends


@cache
def mark(name: str, colour: str) -> str:
    """The address, for a stylesheet's `url()`, of icon `name` in `colour` bold enough for 12 px."""
    file = Path(_folder().name) / f"{name}-{colour.removeprefix('#')}.svg"
    file.write_bytes(tinted(name, colour, 2.5))
    return file.as_posix()
