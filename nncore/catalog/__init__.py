"""The catalogue: every module and criterion there is, found by its file.

A class stands in the file of its own name, in the folder of its category: `simple/Linear.py`. Nothing else
lists it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from nncore.errors import NNError
from nncore.spec import Spec

CATEGORIES = ("containers", "simple", "transfer", "table", "convolution", "criterions")
"""The folders, in the order of Torch's documentation."""

_HERE = Path(__file__).parents[1]


@cache
def files() -> dict[str, str]:
    """The category of each class by the class's name, in the order of the categories, then by name."""
    return {
        path.stem: category
        for category in CATEGORIES
        for path in sorted((_HERE / category).glob("[A-Za-z]*.py"))
    }


def category(name: str) -> str:
    """The category of a class by its name."""
    return files()[name]


@cache
def find(name: str) -> Any:
    """The class of this name.

    Raises:
        KeyError: when there is none.
    """
    return getattr(import_module(f"nncore.{files()[name]}.{name}"), name)


def everything() -> list[type]:
    """All classes, imported."""
    return [find(name) for name in files()]


def build(name: str, args: dict[str, Any], children: Sequence[Any] = ()) -> Any:
    """The module or criterion `name`, made from its arguments and settings by name, and its children.

    Children are made first, as in Torch (WeightNorm draws after the module it wraps). A class that refers to
    another module (`Spec.refers`) is given that one in their place.

    Raises:
        KeyError: when there is no such class.
        NNError: when an argument does not fit, or the number of children.
    """
    spec = find(name).spec
    settings = {arg.name for arg in spec.settings}
    try:
        spread, named = spec.call({key: value for key, value in args.items() if key not in settings})
    except NNError as error:
        error.module = error.module or name
        raise
    _count(name, spec, len(children))
    wraps = bool(spec.refers) or (spec.children is not None and spec.children.wraps)
    made = find(name)(*children, *spread, **named) if wraps else find(name)(*spread, **named)
    for child in () if wraps else children:
        made.add(child)
    for key in settings & set(args):
        made.assign(key, args[key])
    return made


def _count(name: str, spec: Spec, count: int) -> None:
    """That there are as many children as the class may have, or the one module it refers to."""
    if spec.refers:
        if count != 1:
            needs = f"the {spec.refers} that it refers to"
            raise NNError("it is made for another module", got=str(count), needs=needs, module=name)
        return
    least, most = (spec.children.least, spec.children.most) if spec.children else (0, 0)
    if count < least or (most is not None and count > most):
        some = str(least) if least == most else f"{least} or more" if most is None else f"{least} to {most}"
        raise NNError("the number of children does not fit", got=str(count), needs=some, module=name)
