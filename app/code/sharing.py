"""`clone` and `share` as they are read: modules that use the parameters of others."""

from __future__ import annotations

from app.code.binding import Placed
from app.code.making import Workshop
from app.code.syntax import Unread
from app.code.values import Made, said
from app.code.written import Span
from app.document.arguments import arguments
from app.document.described import find, is_criterion
from app.document.model import Node
from app.document.parameters import own_parameters


def cloned(shop: Workshop, made: Made, names: list[Placed]) -> Made:
    """A copy of a module, which uses the parameters that are named.

    Their gradients may be named or not: where each module has its own, both are applied.

    Raises:
        Unread: for names of something else than all of its parameters.
    """
    copy = shop.copy(made)
    if names:
        _tie(copy, made, names)
    return copy


def shared(made: Made, values: list[Placed], at: Span) -> Made:
    """A module that uses the parameters of another: `module:share(other, 'weight', 'bias')`.

    Raises:
        Unread: when the other is built in another way, and as for `cloned`.
    """
    if len(values) < 2 or not isinstance(values[0][0], Made):
        raise Unread(at, "share takes another module, and the names of what is shared: 'weight', 'bias'.")
    other, span = values[0]
    if not _alike(made, other):
        message = f"{made.module} cannot share with {said(other)} of another kind or size."
        raise Unread(span, message)
    _tie(made, other, values[1:])
    return made


def _tie(made: Made, other: Made, names: list[Placed]) -> None:
    given = [name for name, _ in names]
    span = (names[0][1][0], names[-1][1][1])
    if not all(isinstance(name, str) for name in given):
        raise Unread(span, "The names of parameters were expected here: 'weight', 'bias'.")
    if not made.children:
        wanted = _parameters(other)
        missing = [name for name in wanted if name not in given]
        if wanted and missing:
            raise Unread(span, f"{made.module} shares all its parameters or none: {missing[0]} is missing.")
        if wanted and made is not other and not is_criterion(made.module):
            made.shares = other.shares or other
    for child, twin in zip(made.children, other.children, strict=True):
        _tie(child, twin, names)


def _alike(made: Made, other: Made) -> bool:
    same = made.module == other.module and len(made.children) == len(other.children)
    if not same or made.graph is not None or _sizes(made) != _sizes(other):
        return False
    return all(_alike(child, twin) for child, twin in zip(made.children, other.children, strict=True))


def _sizes(made: Made) -> object:
    if find(made.module).spec.children is not None:
        return None
    return own_parameters(Node(made.id, made.module, arguments(made.module, made.args)))


def _parameters(made: Made) -> list[str]:
    if find(made.module).spec.children is not None:
        return []
    sizes = own_parameters(Node(made.id, made.module, arguments(made.module, made.args)))
    names: tuple[str, ...] = find(made.module).parameterNames
    return list(names) if sizes is None else [name for name, _ in sizes]
