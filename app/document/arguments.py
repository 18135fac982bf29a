"""The arguments of a module as a node keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.document.described import find
from app.document.refused import Refused
from nncore.errors import NNError


def arguments(module: str, values: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """The arguments of a module as a node keeps them: checked, in the constructor's order, those given only.

    Raises:
        Refused: for an unknown name or a value that does not fit, with the allowed range.
    """
    known = {arg.name: arg for arg in find(module).spec.everything()}
    for name in values:
        if name not in known:
            raise Refused(f"{module} has no argument called {name}. It has {', '.join(known) or 'none'}.")
    checked: list[tuple[str, Any]] = []
    for name, arg in known.items():
        if values.get(name) is None:
            continue
        try:
            checked.append((name, arg.check(values[name])))
        except NNError as error:
            raise Refused(f"{name} of {module} must be {arg.wants}, not {error.got}.") from None
    return tuple(checked)
