"""Statements into modules, by walking over them. Only what builds a model has a meaning; nothing is run."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

from app.code import methods
from app.code.binding import Placed
from app.code.constants import FUNCTIONS, calculated, entry, worked_out
from app.code.making import Workshop
from app.code.syntax import (
    Assign,
    Call,
    Constant,
    Entry,
    Expression,
    Foreign,
    Freeze,
    Idle,
    Keyed,
    Listed,
    Member,
    Name,
    Operation,
    Refusal,
    Statement,
    Underline,
    Unread,
)
from app.code.values import BROKEN, IDLE, RUNNING, Function, Given, Library, Made, said
from app.code.wiring import Wiring

LIBRARIES = ("nn", "torch", "math", "np", "optim", "nngraph")
LANGUAGE = ("require", "print", "assert", "float", "int", "round", "len", "max", "min", "abs")
"""Names that are known from the beginning."""

INFINITE = (("math", "huge"), ("math", "inf"), ("np", "inf"))
"""What of the libraries is infinity."""

TENSORS = ("Tensor", "DoubleTensor", "FloatTensor", "LongTensor", "LongStorage")
"""What of torch, made from a table, stands for that table."""


class Follows(Unread):
    """What cannot be read because of something that is underlined already."""


class Reader:
    """Reads statement after statement.

    Attributes:
        seed: what the random numbers begin with, where the text says so.
        underlines: what could not be read.
    """

    def __init__(self) -> None:
        self.shop = Workshop()
        self.wiring = Wiring(self.shop)
        self.seed: int | None = None
        self.underlines: list[Underline] = []
        self._variables: dict[str, Any] = {name: Library(name) for name in LIBRARIES}
        self._variables |= {name: Function("", name) for name in LANGUAGE}

    def read(self, statements: list[Statement]) -> None:
        for statement in statements:
            try:
                self._statement(statement)
            except Unread as error:
                self._refuse(error)
                if isinstance(statement, Assign):
                    names = [target.name for target in statement.targets if isinstance(target, Name)]
                    self._variables |= dict.fromkeys(names, BROKEN)

    def _refuse(self, error: Unread) -> None:
        if not isinstance(error, Follows):
            self.underlines.append(error.underline)

    # Statements.

    def _statement(self, statement: Statement) -> None:
        if isinstance(statement, Refusal):
            raise Unread(statement.span, statement.message)
        if isinstance(statement, Freeze):
            whole = self._value(statement.target)
            if not isinstance(whole, Made):
                raise Unread(statement.target.span, f"A module was expected here, not {said(whole)}.")
            whole.frozen = True
        elif isinstance(statement, Assign):
            self._assign(statement)
        elif self._value(statement.value) is RUNNING:
            raise Unread(statement.span, "This only computes. What builds a model can be read here, no more.")

    def _assign(self, statement: Assign) -> None:
        values = list(zip(statement.values, self._values(statement.values), strict=True))
        targets = statement.targets
        if len(values) == 1 and len(targets) > 1:
            part, value = values[0]
            spread = [RUNNING] * len(targets) if value is RUNNING else value
            if not isinstance(spread, list) or len(spread) != len(targets):
                raise Unread(part.span, f"{len(targets)} values were expected here.")
            values = [(part, entry) for entry in spread]
        if len(values) > len(targets):
            raise Unread(values[-1][0].span, "There is no variable for this value.")
        values += [(statement.values[-1], None)] * (len(targets) - len(values))
        for target, (part, value) in zip(targets, values, strict=True):
            self._put(target, part, value)

    def _put(self, target: Expression, part: Expression, value: Any) -> None:
        if isinstance(target, Name):
            before = self._variables.get(target.name)
            self._variables[target.name] = value
            if isinstance(before, Made) and not any(before is other for other in self._variables.values()):
                self.shop.let_go(before)
            return
        owner = self._value(target.owner) if isinstance(target, Member) else None
        if not isinstance(target, Member) or not isinstance(owner, Made):
            raise Unread(target.span, "Only variables and settings of modules can be given a value here.")
        methods.assign(owner, target.name, value, target.span, part.span)

    # Expressions.

    def _value(self, expression: Expression) -> Any:
        """What an expression stands for; a module notes where it is written."""
        value = self._meaning(expression)
        _note(value, expression)
        return value

    def _values(self, parts: Sequence[Expression]) -> list[Any]:
        """What several expressions stand for; of those that cannot be read, each is underlined."""
        found, broken = [], None
        for part in parts:
            try:
                found.append(self._value(part))
            except Unread as error:
                self._refuse(error)
                broken = part
        if broken is not None:
            raise Follows(broken.span, "")
        return found

    def _meaning(self, expression: Expression) -> Any:
        match expression:
            case Constant(_, value):
                return value
            case Name(span, name):
                if name not in self._variables:
                    raise Unread(span, f"{name} has no value yet.")
                if self._variables[name] is BROKEN:
                    raise Follows(span, "")
                return self._variables[name]
            case Listed(_, listed):
                return self._values(listed)
            case Keyed(_, entries):
                values = self._values([part for _, part in entries])
                return dict(zip((name for name, _ in entries), values, strict=True))
            case Operation(span, sign, parts):
                values = self._values(parts)
                if sign == "-" and isinstance(values[-1], Made):
                    return self.wiring.called(values[-1], list(zip(parts, values, strict=True))[:-1], span)
                return calculated(expression, values)
            case Member(_, owner, name):
                return self._member(expression, self._value(owner), name)
            case Entry(_, owner, key):
                return self._entry(expression, self._value(owner), self._value(key))
            case Call():
                return self._call(expression)
            case Idle():
                return IDLE
            case Foreign(span, message):
                raise Unread(span, message)
        raise AssertionError(expression)

    def _member(self, expression: Member, owner: Any, name: str) -> Any:
        if isinstance(owner, Library):
            return inf if (owner.name, name) in INFINITE else Function(owner.name, name)
        if owner is RUNNING or isinstance(owner, (Made, Function)):
            return RUNNING
        if isinstance(owner, dict):
            return entry(owner, name, 1, expression.span)
        raise Unread(expression.span, f"{said(owner)[:1].upper()}{said(owner)[1:]} has no {name}.")

    def _entry(self, expression: Entry, owner: Any, key: Any) -> Any:
        if owner is RUNNING or key is RUNNING or isinstance(owner, (Made, Library, Function)):
            return RUNNING
        return entry(owner, key, expression.first, expression.span)

    # Calls.

    def _call(self, call: Call) -> Any:
        """A call; of methods called one behind the other, which may be many, the first one first.

        Where one cannot be read, the arguments of the others are looked at all the same.
        """
        links = [call]
        while isinstance(owner := _owner(links[-1]), Call):
            links.append(owner)
        value: Any = None
        is_broken = False
        for link in reversed(links):
            try:
                if is_broken:
                    self._values(link.arguments)
                else:
                    value = self._link(link, value, link is links[-1])
                    _note(value, link)
            except Unread as error:
                self._refuse(error)
                is_broken = True
        if is_broken:
            raise Follows(call.span, "")
        return value

    def _link(self, call: Call, value: Any, is_first: bool) -> Any:
        """One call of several; the first one says itself what is called."""
        owner = _owner(call)
        if owner is None:
            return self._called(call, self._value(call.function))
        value = self._value(owner) if is_first else value
        assert isinstance(call.function, Member)
        if isinstance(value, (Made, Given)):
            return self._method(call, call.function, value)
        return self._called(call, self._member(call.function, value, call.function.name))

    def _called(self, call: Call, function: Any) -> Any:
        if isinstance(function, Function):
            return self._library_call(call, function)
        if isinstance(function, Made):
            return self.wiring.called(function, self._paired(call), call.span)
        if function is RUNNING:
            return RUNNING
        raise Unread(call.function.span, f"{said(function)} cannot be called.")

    def _method(self, call: Call, member: Member, owner: Made | Given) -> Any:
        at = (member.span[1] - len(member.name), member.span[1])
        if not member.colon:
            raise Unread(at, f"A method is called with a colon: {_source(member)}:{member.name}(...).")
        if call.named:
            raise Unread(call.span, f"{member.name} takes no arguments by name.")
        if isinstance(owner, Given):
            if member.name != "split":
                raise Unread(at, f"{member.name} cannot be read here.")
            return self.wiring.split(owner, self._values(call.arguments), call.span)
        if member.name in methods.RUNS:
            return RUNNING
        return methods.method(self.shop, owner, member.name, self._placed(call), at)

    def _library_call(self, call: Call, function: Function) -> Any:
        match (function.library, function.name):
            case ("", "print" | "assert"):
                return None  # what it says changes nothing
            case ("", "require"):
                return self._required(call)
            case ("", "float"):
                return self._infinity(call)
            case ("", "len") if len(call.arguments) == 1:
                value = self._value(call.arguments[0])
                return len(value) if isinstance(value, (list, dict, str)) else RUNNING
            case ("" | "math", name) if name in FUNCTIONS:
                return worked_out(name, self._values(call.arguments))
            case ("torch", "setdefaulttensortype" | "setnumthreads"):
                return None
            case ("nn", "gModule"):
                return self.wiring.graph(self._paired(call), call.span)
            case ("nn" | "torch", "manualSeed"):
                self._seed(call)
                return None
            case ("nn", name):
                start, end = call.function.span
                at = (max(start, end - len(name)), end)
                return self.shop.construct(name, self._placed(call), self._named(call), at, call.span)
            case ("torch", name) if name in TENSORS and len(call.arguments) == 1:
                value = self._value(call.arguments[0])
                return value if isinstance(value, list) else RUNNING
        return RUNNING

    def _placed(self, call: Call) -> list[Placed]:
        return [(value, part.span) for part, value in self._paired(call)]

    def _paired(self, call: Call) -> list[tuple[Expression, Any]]:
        return list(zip(call.arguments, self._values(call.arguments), strict=True))

    def _named(self, call: Call) -> list[tuple[str, Placed]]:
        values = self._values([part for _, part in call.named])
        return [(name, (value, part.span)) for (name, part), value in zip(call.named, values, strict=True)]

    def _required(self, call: Call) -> Any:
        value = self._value(call.arguments[0]) if len(call.arguments) == 1 else None
        return Library(value) if isinstance(value, str) else RUNNING

    def _infinity(self, call: Call) -> float:
        if len(call.arguments) == 1 and self._value(call.arguments[0]) in ("inf", "Infinity"):
            return inf
        raise Unread(call.span, 'Only float("inf") can be read here.')

    def _seed(self, call: Call) -> None:
        value = self._value(call.arguments[0]) if len(call.arguments) == 1 else None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise Unread(call.span, "manualSeed takes a whole number, at least 0.")
        self.seed = value


def _owner(call: Call) -> Expression | None:
    """Whose method is called, if it is one."""
    return call.function.owner if isinstance(call.function, Member) else None


def _note(value: Any, expression: Expression) -> None:
    """Where a module is made, as far as that text goes (`nn.Sequential():add(...)`), or is used again."""
    if isinstance(value, Given) and value.strand is None and value.span == expression.span:
        value = value.step.made
    if not isinstance(value, Made):
        return
    start, end = expression.span
    if value.spans and value.spans[-1][0] == start and value.spans[-1][1] <= end:
        value.spans[-1] = (start, end)
    else:
        value.spans.append((start, end))


def _source(member: Member) -> str:
    return member.owner.name if isinstance(member.owner, Name) else "..."
