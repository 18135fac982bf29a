"""Modules that the text makes, and what it puts into them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from app.code.binding import Placed, bound
from app.code.syntax import Unread
from app.code.values import Made, said
from app.code.written import Span
from app.document.described import find, is_criterion
from nncore import catalog
from nncore.spec import Children

FEW = 3
"""How many similar names are offered."""


class Workshop:
    """Makes modules, each with a number of its own."""

    def __init__(self) -> None:
        self.made: list[Made] = []
        self._let_go: list[Made] = []
        self._count = 0

    def construct(
        self, name: str, values: list[Placed], named: list[tuple[str, Placed]], at: Span, call: Span
    ) -> Made:
        """The module of this name, from a call's arguments.

        Args:
            at: where its name stands.

        Raises:
            Unread: when there is none, or its arguments do not fit.
        """
        if name not in catalog.files():
            raise Unread(at, _unknown(name))
        spec = find(name).spec
        made = self._new(name)
        values = list(values)
        if spec.refers and values:
            made.refers = _other(name, spec.refers, *values.pop(0))
        elif spec.refers:
            raise Unread(call, f"{name} takes the {spec.refers} that it undoes.")
        if spec.children is not None and spec.children.wraps:
            for _ in range(spec.children.most or 0):
                if values and isinstance(values[0][0], Made):
                    put_into(made, *values.pop(0))
                elif values and values[0][0] is None:
                    values.pop(0)
        elif values and isinstance(values[0][0], Made):
            raise Unread(values[0][1], _not_by_constructor(name, spec.children))
        made.args = bound(name, spec, values, named, call)
        self.made.append(made)
        return made

    def graph(self) -> Made:
        """An empty graph."""
        self.made.append(self._new("gModule"))
        return self.made[-1]

    def copy(self, made: Made) -> Made:
        """A module like this one, with all inside it."""
        new = self._new(made.module)
        new.args, new.factors, new.frozen = dict(made.args), list(made.factors), made.frozen
        new.refers = made.refers
        self.made.append(new)
        for child in made.children:
            new.children.append(self.copy(child))
            new.children[-1].placed = True
        return new

    def forget(self, made: Made) -> None:
        """Leaves a module out that stands for something else."""
        self.made.remove(made)

    def let_go(self, made: Made) -> None:
        """Notes that no variable holds a module any more."""
        self._let_go.append(made)

    def left(self) -> list[Made]:
        """The modules without those that nothing holds at the end."""
        used = [other for made in self.made for other in (made.shares, made.refers)]
        gone = [one for one in self._let_go if not one.placed and one.graph is None and one not in used]
        inside = {inner.id for one in gone for inner in _all_in(one)}
        return [made for made in self.made if made.id not in inside]

    def _new(self, name: str) -> Made:
        self._count += 1
        return Made(self._count, name)


def _other(name: str, wanted: str, value: Any, at: Span) -> Made | None:
    """The module that one is made for; nothing while that is open.

    Raises:
        Unread: when it is another thing.
    """
    if value is None:
        return None
    if not isinstance(value, Made) or value.module != wanted:
        raise Unread(at, f"{name} takes the {wanted} that it undoes, not {said(value)}.")
    return value


def put_into(holder: Made, child: Any, at: Span) -> None:
    """Puts a module into a container, behind those it holds.

    Raises:
        Unread: when it is no module, stands somewhere already, or cannot be inside this one.
    """
    kind = find(holder.module).spec.children
    if kind is None or kind.feed == "graph":
        raise Unread(at, f"{holder.module} holds no other modules. A container such as Sequential does.")
    if not isinstance(child, Made):
        raise Unread(at, f"A module was expected here, such as nn.Tanh(), not {said(child)}.")
    if child.placed or child is holder or child in _inside(child, holder):
        raise Unread(at, f"This {child.module} stands in the model already. Make another one, or a clone().")
    if is_criterion(child.module) != kind.criterions:
        raise Unread(at, _foreign(holder, child, kind.criterions))
    if kind.most is not None and len(holder.children) >= kind.most:
        some = "one module" if kind.most == 1 else f"{kind.most} modules"
        raise Unread(at, f"{holder.module} holds {some} only.")
    child.placed = True
    holder.children.append(child)


def _all_in(made: Made) -> Iterator[Made]:
    yield made
    for child in made.children:
        yield from _all_in(child)


def _inside(made: Made, wanted: Made) -> Iterator[Made]:
    """`made` itself when `wanted` is somewhere inside it."""
    stack = [made]
    while stack:
        one = stack.pop()
        if one is wanted:
            yield made
        stack.extend(one.children)


def _foreign(holder: Made, child: Made, criterions: bool) -> str:
    if criterions:
        return f"{holder.module} holds criterions only, and {child.module} is a module."
    return f"{child.module} is a criterion: it stands at the model's end, not inside {holder.module}."


def _not_by_constructor(name: str, children: Children | None) -> str:
    if children is None:
        return f"{name} holds no other modules. A container such as Sequential does."
    return f"{name} takes no modules between its brackets. Give them to add, one by one."


def _unknown(name: str) -> str:
    similar = get_close_matches(name, catalog.files(), FEW, 0.6)
    folded = [known for known in catalog.files() if known.casefold() == name.casefold()]
    offered = list(dict.fromkeys([*folded, *similar]))[:FEW]
    hint = f" Did you mean {' or '.join(offered)}?" if offered else " Look it up in the list of modules."
    return f"nn has no module called {name}.{hint}"
