"""Which Python to use. Old syntax only: a Python that is too old has to read this to be told so."""

import shutil
import subprocess
import sys

LOWEST = (3, 11)
BEYOND = (3, 15)
ASK = "import sys; print(sys.version_info[0], sys.version_info[1])"


def fits(version: "tuple[int, ...]") -> bool:
    """Whether a Python of this (major, minor) runs Netloom."""
    return LOWEST <= tuple(version[:2]) < BEYOND


def candidates() -> "list[str]":
    """Commands that may be a fitting Python, the newest first."""
    minors = range(BEYOND[1] - 1, LOWEST[1] - 1, -1)
    names = ["python3.%d" % minor for minor in minors] + ["python3", "python"]
    return [path for path in map(shutil.which, names) if path]


def version_of(path: str) -> "tuple[int, int]":
    """The (major, minor) that the Python at `path` says it is, or (0, 0) when it does not answer."""
    try:
        said = subprocess.check_output([path, "-c", ASK], stderr=subprocess.DEVNULL)
        major, minor = said.split()
        return int(major), int(minor)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return 0, 0


def find() -> "str | None":
    """The path of a fitting Python: this one if it is, else one on PATH, else None."""
    if fits(sys.version_info[:2]):
        return sys.executable
    for path in candidates():
        if fits(version_of(path)):
            return path
    return None


def wanted() -> str:
    """What to tell a person who has no fitting Python."""
    return (
        "Netloom needs Python 3.%d to 3.%d; this is %d.%d (%s), and PATH has no other that fits.\n"
        "Install one and run this again with it, for example: python3.%d packaging/dev.py"
        % (LOWEST[1], BEYOND[1] - 1, sys.version_info[0], sys.version_info[1], sys.executable, BEYOND[1] - 2)
    )
