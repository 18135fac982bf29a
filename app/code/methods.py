"""Methods of modules that say how they are built: add, the setters, clone."""

from __future__ import annotations

from typing import Any

from app.code import sharing
from app.code.arguments import METHODS
from app.code.binding import Placed, checked
from app.code.making import Workshop, put_into
from app.code.syntax import Unread
from app.code.values import IDLE, RUNNING, Made, said
from app.code.written import Span
from app.document.described import find
from nncore.spec import Arg

SWITCHES = {method: (setting, value) for (setting, value), method in METHODS.items()}
"""What a method without arguments sets."""

SETTERS = {
    "setNumInputDims": "numInputDims",
    "setPadding": "paddingValue",
    "setMaxNorm": "maxNorm",
    "setNormType": "normType",
    "setLambda": "lambda",
    "setPartition": "partition",
}
"""What a method with one argument sets."""

HARMLESS = frozenset(("double", "training"))
"""Methods that make what is so anyway."""

IDLE_WHEN_FROZEN = frozenset(("parameters", "accGradParameters", "updateParameters", "parameterPairs"))
"""What is kept from its work to leave a module's parameters as they are."""

RUNS = frozenset(
    ("forward", "backward", "updateOutput", "updateGradInput", "accGradParameters", "zeroGradParameters")
) | frozenset(("updateParameters", "getParameters", "parameters", "evaluate", "reset", "get", "size"))
"""Methods that run or look at a module."""


def method(shop: Workshop, made: Made, name: str, values: list[Placed], at: Span) -> Any:
    """What a method of a module gives.

    Args:
        at: where its name stands.

    Raises:
        Unread: when it does not say how the module is built, or its arguments do not fit.
    """
    if name == "add":
        return _add(made, values, at)
    if name in SWITCHES and _argument(made, SWITCHES[name][0]) is not None:
        setting, value = SWITCHES[name]
        made.args[setting] = value
        return made
    if name in SETTERS and (arg := _argument(made, SETTERS[name])) is not None:
        value, span = _only(made, name, values, at)
        made.args[arg.name] = checked(made.module, arg, value, span)
        return made
    if name == "clone":
        if made.graph is not None:
            raise Unread(at, "A graph cannot be cloned here. Write it out a second time.")
        return sharing.cloned(shop, made, values)
    if name == "share":
        return sharing.shared(made, values, at)
    if name in HARMLESS:
        return made
    if name in RUNS:
        return RUNNING
    raise Unread(at, f"{name} of {made.module} cannot be read here.")


def assign(made: Made, name: str, value: Any, at: Span, place: Span) -> None:
    """`module.name = value`.

    Raises:
        Unread: when there is no such setting, or the value does not fit.
    """
    if name in IDLE_WHEN_FROZEN and (value is IDLE or (name == "parameterPairs" and value == [])):
        made.frozen = True
        return
    arg = _argument(made, name)
    if name in find(made.module).parameterNames:
        raise Unread(at, f"{name} of {made.module} holds weights, which are no part of the text.")
    if arg is None:
        known = ", ".join(arg.name for arg in find(made.module).spec.everything()) or "none"
        raise Unread(at, f"{made.module} has no setting called {name}. It has {known}.")
    if value is None:
        made.args.pop(name, None)
    else:
        made.args[name] = checked(made.module, arg, value, place)


def _add(made: Made, values: list[Placed], at: Span) -> Made:
    if not values:
        raise Unread(at, "add needs a module between its brackets, such as nn.Tanh().")
    put_into(made, *values[0])
    factor = values[1][0] if len(values) > 1 else None
    if len(values) > 2 or (len(values) == 2 and _argument(made, "weights") is None):
        raise Unread(values[-1][1], f"add of {made.module} takes one module.")
    if factor is not None and (isinstance(factor, bool) or not isinstance(factor, (int, float))):
        raise Unread(values[1][1], f"A number was expected here, how much it counts, not {said(factor)}.")
    made.factors.append(factor)
    return made


def _argument(made: Made, name: str) -> Arg | None:
    return next((arg for arg in find(made.module).spec.everything() if arg.name == name), None)


def _only(made: Made, name: str, values: list[Placed], at: Span) -> Placed:
    if len(values) != 1:
        raise Unread(at, f"{name} of {made.module} takes one argument.")
    return values[0]
