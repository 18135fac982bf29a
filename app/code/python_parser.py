"""Python into expressions and statements, by Python's own parser. Nothing is ever run."""

from __future__ import annotations

import ast
import re
import warnings

from app.code.syntax import (
    Assign,
    Bare,
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
    Unread,
)
from app.code.written import Span

SIGNS: dict[type, str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "^",
    ast.USub: "-",
}

REFUSED: tuple[tuple[tuple[type, ...], str], ...] = (
    ((ast.For, ast.While, ast.AsyncFor), "A loop cannot be read here. Write out what it builds."),
    ((ast.If,), "A condition cannot be read here. Write what it builds in the case that is meant."),
    ((ast.FunctionDef, ast.AsyncFunctionDef), "A function cannot be read here. Write out what it builds."),
    ((ast.ClassDef,), "A class cannot be read here. Only modules of nncore can be used."),
)


def parse_python(text: str) -> list[Statement]:
    """The statements of a text.

    Raises:
        Unread: where it is not Python.
    """
    places = _Places(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except SyntaxError as error:
        raise Unread(places.of_error(error), f"This is not Python: {error.msg}.") from None
    except ValueError as error:
        raise Unread((0, len(text)), f"This is not Python: {error}.") from None
    return [found for node in tree.body if (found := _statement(places, node)) is not None]


class _Places:
    """Python counts lines, and bytes within them; we count characters."""

    def __init__(self, text: str) -> None:
        self._lines = re.findall(r".*?(?:\r\n|\r|\n|\Z)", text, re.DOTALL)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self._length = len(text)

    def of(self, node: ast.stmt | ast.expr | ast.keyword) -> Span:
        end = self._at(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
        return self._at(node.lineno, node.col_offset), end

    def _at(self, line: int, column: int) -> int:
        before = self._lines[line - 1].encode("utf-8")[:column]
        return self._starts[line - 1] + len(before.decode("utf-8", "ignore"))

    def of_error(self, error: SyntaxError) -> Span:
        """Errors count characters, from 1; at least one character that can be seen is meant."""
        line = min(max(error.lineno or 1, 1), len(self._lines))
        start = min(self._starts[line - 1] + max((error.offset or 1) - 1, 0), self._length)
        last = min(max(error.end_lineno or line, line), len(self._lines))
        end = self._starts[last - 1] + max((error.end_offset or 0) - 1, 0)
        start = min(start, max(self._length - 1, 0))
        return start, min(max(end, start + 1), self._length)


def _statement(places: _Places, node: ast.stmt) -> Statement | None:
    span = places.of(node)
    match node:
        case ast.Expr(value):
            return Bare(span, _expression(places, value))
        case ast.Assign(targets, value):
            return _assigned(places, span, targets, value)
        case ast.AnnAssign(target, _, value) if value is not None:
            return _assigned(places, span, [target], value)
        case ast.Import(names):
            return _imported(span, names)
        case ast.ImportFrom(module, names):
            return _imported_from(span, module, names)
        case ast.AugAssign(target, operator, value) if type(operator) in SIGNS:
            parts = (_expression(places, target), _expression(places, value))
            return Assign(span, parts[:1], (Operation(span, SIGNS[type(operator)], parts),))
        case ast.Pass():
            return None
        case ast.For() if (whole := _frozen_in(node)) is not None:
            return Freeze(span, Name(places.of(whole), whole.id))
    message = next((words for kinds, words in REFUSED if isinstance(node, kinds)), "")
    return Refusal(span, message or "This cannot be read here. Only what builds a model can.")


def _frozen_in(node: ast.For) -> ast.Name | None:
    """The container all of whose modules a loop freezes: `for each in whole.listModules():` and then
    `each.parameterPairs = ()`, with `each.updateParameters` or without.
    """
    match node:
        case ast.For(
            ast.Name(each),
            ast.Call(ast.Attribute(ast.Name() as whole, "listModules"), [], []),
            [ast.Assign([target], value)],
            [],
        ):
            first = target.elts[0] if isinstance(target, ast.Tuple) and target.elts else target
            gives = value.elts[0] if isinstance(value, ast.Tuple) and value.elts else value
            stops = isinstance(first, ast.Attribute) and first.attr == "parameterPairs"
            same = (
                isinstance(first, ast.Attribute)
                and isinstance(first.value, ast.Name)
                and first.value.id == each
            )
            if stops and same and isinstance(gives, ast.Tuple) and not gives.elts:
                return whole
    return None


def _imported(span: Span, names: list[ast.alias]) -> Statement | None:
    """`import nncore as nn` gives a name; what else is imported builds no model."""
    for alias in names:
        if alias.name == "nncore":
            return Assign(span, (Name(span, alias.asname or "nncore"),), (Name(span, "nn"),))
    return None


def _imported_from(span: Span, module: str | None, names: list[ast.alias]) -> Statement | None:
    """`from nncore import Linear` gives these names; what other libraries give builds no model."""
    if module != "nncore":
        return None
    if any(alias.name == "*" for alias in names):
        return Refusal(
            span, "This cannot be read here. Write import nncore as nn, and nn. before each module."
        )
    targets = tuple(Name(span, alias.asname or alias.name) for alias in names)
    return Assign(span, targets, tuple(Member(span, Name(span, "nn"), alias.name) for alias in names))


def _assigned(places: _Places, span: Span, targets: list[ast.expr], value: ast.expr) -> Statement:
    if len(targets) > 1:
        return Refusal(span, "Two assignments in one cannot be read here. Write a line for each.")
    names = _entries(places, targets[0])
    return Assign(span, names, _entries(places, value) if len(names) > 1 else (_expression(places, value),))


def _entries(places: _Places, node: ast.expr) -> tuple[Expression, ...]:
    """`a, b` as two expressions; anything else as one."""
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    return tuple(_expression(places, part) for part in parts)


def _expression(places: _Places, node: ast.expr) -> Expression:
    span = places.of(node)
    match node:
        case ast.Name(name):
            return Name(span, name)
        case ast.Constant(value) if value is None or isinstance(value, (bool, int, float, str)):
            return Constant(span, value)
        case ast.List(entries) | ast.Tuple(entries):
            return Listed(span, tuple(_expression(places, entry) for entry in entries))
        case ast.Dict(keys, values) if all(_is_text(key) for key in keys):
            names = (str(key.value) for key in keys if isinstance(key, ast.Constant))
            return Keyed(span, tuple(zip(names, (_expression(places, v) for v in values), strict=True)))
        case ast.Attribute() | ast.Subscript() | ast.Call():
            return _chain(places, node)
        case ast.BinOp(left, operator, right) if type(operator) in SIGNS:
            parts = (_expression(places, left), _expression(places, right))
            return Operation(span, SIGNS[type(operator)], parts)
        case ast.UnaryOp(operator, part) if type(operator) in SIGNS:
            return Operation(span, SIGNS[type(operator)], (_expression(places, part),))
        case ast.Lambda(_, ast.Constant(None)):
            return Idle(span)
    return Foreign(span, "This cannot be read here. A module, a number or a list was expected.")


def _is_text(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _chain(places: _Places, node: ast.expr) -> Expression:
    """Members, entries and calls behind one another, which may be many: without recursion."""
    links: list[ast.Attribute | ast.Subscript | ast.Call] = []
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        links.append(node)
        node = node.func if isinstance(node, ast.Call) else node.value
    value = _expression(places, node)
    for link in reversed(links):
        span = places.of(link)
        if isinstance(link, ast.Attribute):
            value = Member(span, value, link.attr, colon=True)
        elif isinstance(link, ast.Subscript):
            value = Entry(span, value, _expression(places, link.slice), first=0)
        else:
            value = _call(places, span, value, link.args, link.keywords)
    return value


def _call(
    places: _Places,
    span: Span,
    function: Expression,
    arguments: list[ast.expr],
    keywords: list[ast.keyword],
) -> Expression:
    named = tuple((k.arg, _expression(places, k.value)) for k in keywords if k.arg is not None)
    if len(named) < len(keywords):
        return Foreign(span, "Arguments with ** cannot be read here. Write them out.")
    given = tuple(_expression(places, argument) for argument in arguments)
    return Call(span, function, given, named)
