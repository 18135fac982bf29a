"""A module as an expression: `nn.Sequential():add(nn.Linear(4, 3))`."""

from __future__ import annotations

from app.code.arguments import child_weights, constructor_arguments, method_calls
from app.code.languages import LUA
from app.code.literals import plain
from app.code.page import Page
from app.document.described import holds
from app.document.model import Node

STEP = 2, 4
"""How far lines are indented in Lua, and in Python."""


def is_long(page: Page, node: Node) -> bool:
    """Whether the expression takes more than one line."""
    if node.id in page.variables or not node.children:
        return False
    return not _wraps(node) or any(is_long(page, child) for child in node.children)


def expression(page: Page, node: Node, indent: int = 0) -> None:
    """Writes the module, which begins where the text ends now; further lines are indented so far.

    What cannot be written so (a graph, settings that are assigned) must stand in a variable already.
    """
    with page.sheet.of(node.id):
        if (name := page.variables.get(node.id)) is not None:
            page.write(name)
            return
        page.write(f"nn.{node.module}(")
        _constructor(page, node, indent)
        page.write(")")
        for call in method_calls(node, page.dialect):
            page.write(page.dialect.dot + call)
        if not _wraps(node):
            _adds(page, node, indent)


def _wraps(node: Node) -> bool:
    children = holds(node)
    return children is not None and children.wraps


def _constructor(page: Page, node: Node, indent: int) -> None:
    """What stands between the constructor's brackets."""
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


def _adds(page: Page, node: Node, indent: int) -> None:
    """One line for each child that is added."""
    weights = child_weights(node)
    for number, child in enumerate(node.children):
        factor = f", {plain(weights[number], page.dialect)}" if weights else ""
        if page.dialect.language == LUA:
            page.write(f"{_line(indent + STEP[0])}:add(")
            expression(page, child, indent + STEP[0])
            page.write(f"{factor})")
        elif is_long(page, child):
            page.write(f"{_line(indent)}.add({_line(indent + STEP[1])}")
            expression(page, child, indent + STEP[1])
            page.write(f"{factor}{_line(indent)})")
        else:
            page.write(f"{_line(indent)}.add(")
            expression(page, child, indent)
            page.write(f"{factor})")


def _line(indent: int) -> str:
    return "\n" + " " * indent
