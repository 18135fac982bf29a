"""A module as an expression: `nn.Sequential():add(nn.Linear(4, 3))`."""

from __future__ import annotations

from app.code.arguments import child_weights, constructor_arguments, method_calls
from app.code.languages import LUA
from app.code.learning import first_of, is_copy, names
from app.code.literals import plain
from app.code.page import Page
from app.document.described import holds, referred
from app.document.model import Node

STEP = 2, 4
"""How far lines are indented in Lua, and in Python."""


MANY = 60
"""A container with more modules is no single expression: parsers bear only so many calls in a row."""


def is_long(page: Page, node: Node) -> bool:
    """Whether the expression takes more than one line."""
    if node.id in page.variables or not node.children:
        return False
    return not _wraps(node) or any(is_long(page, child) for child in node.children)


def adds_many(node: Node) -> bool:
    """Whether each module that it holds is added by a statement of its own."""
    return len(node.children) > MANY and not _wraps(node)


def expression(page: Page, node: Node, indent: int = 0) -> None:
    """Writes the module, which begins where the text ends now; further lines are indented so far.

    What cannot be written so (a graph, settings that are assigned) must stand in a variable already.
    """
    with page.sheet.of(node.id):
        if (name := page.variables.get(node.id)) is not None:
            page.write(name)
            return
        constructor(page, node, indent)
        if not _wraps(node):
            add_children(page, node, indent)


def constructor(page: Page, node: Node, indent: int = 0) -> None:
    """Writes the module without what is added to it; one that shares from the one it shares with."""
    first = first_of(page, node)
    if first and is_copy(page, node):
        page.write(f"{first}{page.dialect.dot}clone({names(page, node)})")
        return
    page.write(f"nn.{node.module}(")
    _arguments(page, node, indent)
    page.write(")")
    for call in method_calls(node, page.dialect):
        page.write(page.dialect.dot + call)
    if first:
        page.write(f"{page.dialect.dot}share({first}, {names(page, node)})")


def add_children(page: Page, node: Node, indent: int = 0, name: str = "") -> None:
    """Writes a line for each module that is added: to `name`, or to what stands in the line before."""
    weights = child_weights(node)
    inner = indent if name or page.dialect.language != LUA else indent + STEP[0]
    for number, child in enumerate(node.children):
        page.write(f"{_line(inner)}{name}{page.dialect.dot}add(")
        long = page.dialect.language != LUA and is_long(page, child)
        if long:
            page.write(_line(inner + STEP[1]))
        expression(page, child, inner + STEP[1] if long else inner)
        if weights:
            page.write(f", {plain(weights[number], page.dialect)}")
        page.write(f"{_line(inner)})" if long else ")")


def _wraps(node: Node) -> bool:
    children = holds(node)
    return children is not None and children.wraps


def _arguments(page: Page, node: Node, indent: int) -> None:
    """What stands between the constructor's brackets."""
    if referred(node.module):
        other = page.variables.get(-1 if node.refers is None else node.refers)
        page.write(other or page.dialect.nothing)
        return
    children = node.children if _wraps(node) else ()
    most = kind.most or 0 if (kind := holds(node)) is not None and kind.wraps else 0
    texts = constructor_arguments(node, page.dialect, most - len(children))
    long = any(is_long(page, child) for child in children)
    inner = indent + STEP[page.dialect.language != LUA] if long else indent
    for number, child in enumerate(children):
        page.write(f"{',' if number else ''}{_line(inner) if long else ' ' if number else ''}")
        expression(page, child, inner)
    for number, text in enumerate(texts):
        page.write(f"{', ' if number or children else ''}{text}")
    if long:
        page.write(_line(indent))


def _line(indent: int) -> str:
    return "\n" + " " * indent
