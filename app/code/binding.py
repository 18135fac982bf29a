"""The arguments of a call as those of a module: by place and by name, each checked by its description."""

from __future__ import annotations

from typing import Any

from app.code.syntax import Unread
from app.code.values import RUNNING, said
from app.code.written import Span
from nncore.errors import NNError
from nncore.spec import REQUIRED, Arg, Pairs, Spec

Placed = tuple[Any, Span]
"""A value and where it stands."""


def bound(
    module: str, spec: Spec, values: list[Placed], named: list[tuple[str, Placed]], call: Span
) -> dict[str, Any]:
    """The arguments that a call gives, by name. Nothing (nil, None) leaves one at its default, or open.

    Raises:
        Unread: for too many, unknown, missing or unfitting ones.
    """
    args: dict[str, Any] = {}
    given: set[str] = set()
    rest = list(values)
    for arg in spec.args:
        if not rest:
            break
        taken = _spread(arg, rest) if arg.spreads else [rest[0]]
        value, span = _joined(arg, taken)
        del rest[: len(taken)]
        given.add(arg.name)
        _put(args, module, arg, value, span)
    if rest:
        raise Unread((rest[0][1][0], rest[-1][1][1]), _too_many(module, spec))
    _by_name(args, given, module, spec, named)
    for arg in spec.args:
        if arg.default is REQUIRED and arg.name not in given:
            raise Unread(call, f"{arg.name} of {module} is missing: {arg.wants}.")
    return args


def _by_name(
    args: dict[str, Any], given: set[str], module: str, spec: Spec, named: list[tuple[str, Placed]]
) -> None:
    known = {arg.name: arg for arg in spec.args}
    for name, (value, span) in named:
        if name not in known:
            names = ", ".join(known) or "none"
            raise Unread(span, f"{module} has no argument called {name}. It has {names}.")
        if name in given:
            raise Unread(span, f"{name} of {module} is given twice.")
        given.add(name)
        _put(args, module, known[name], value, span)


def _put(args: dict[str, Any], module: str, arg: Arg, value: Any, span: Span) -> None:
    if value is not None:
        args[arg.name] = checked(module, arg, value, span)


def checked(module: str, arg: Arg, value: Any, span: Span) -> Any:
    """A value as this argument takes it.

    Raises:
        Unread: when it does not fit, with what would.
    """
    plain = _tuples(value)
    if plain is RUNNING or not _is_plain(plain):
        raise Unread(span, f"{arg.name} of {module} must be {arg.wants}, not {said(value)}.")
    try:
        return arg.check(plain)
    except NNError:
        raise Unread(span, f"{arg.name} of {module} must be {arg.wants}, not {said(value)}.") from None


def _spread(arg: Arg, rest: list[Placed]) -> list[Placed]:
    """The values that belong to an argument which takes several places."""
    kind = list if isinstance(arg, Pairs) else (int, float)
    count = 0
    while count < len(rest) and isinstance(rest[count][0], kind) and not isinstance(rest[count][0], bool):
        count += 1
    return rest[: max(count, 1)]


def _joined(arg: Arg, taken: list[Placed]) -> Placed:
    if not arg.spreads:
        return taken[0]
    span = (taken[0][1][0], taken[-1][1][1])
    only = taken[0][0]
    alone = len(taken) == 1 and not isinstance(arg, Pairs)
    return (only if alone or only is None else [value for value, _ in taken]), span


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _is_plain(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, (bool, int, float, str))


def _too_many(module: str, spec: Spec) -> str:
    names = [arg.name for arg in spec.args]
    if not names:
        return f"{module} takes no arguments."
    count = "one argument" if len(names) == 1 else f"{len(names)} arguments"
    return f"{module} takes {count}: {', '.join(names)}. This is more."
