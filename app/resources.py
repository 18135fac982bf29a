"""Where the data that comes with the program lies: fonts, icons, themes, example models."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_HOMES = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")
"""In an installed wheel they lie inside the package; in a checkout beside it."""


class ResourceError(FileNotFoundError):
    """A file that comes with the program is not there: the installation is incomplete."""


def path(*parts: str) -> Path:
    """The file or folder at `parts` below the resources, e.g. `path("icons", "play.svg")`.

    Raises ResourceError, saying where it looked, when there is none.
    """
    found = root().joinpath(*parts)
    if not found.exists():
        name = "/".join(parts)
        raise ResourceError(f"Netloom's own file {name!r} is missing: expected it at {found}. {_REPAIR}")
    return found


@cache
def root() -> Path:
    """The folder of the resources. Raises ResourceError when neither place has it."""
    for home in _HOMES:
        if home.is_dir():
            return home
    looked = " and ".join(str(home) for home in _HOMES)
    raise ResourceError(f"Netloom's resources (fonts, icons) are missing: looked in {looked}. {_REPAIR}")


_REPAIR = "The installation is incomplete; install Netloom again, or run it from a whole checkout."
