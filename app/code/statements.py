"""Modules in variables."""

from __future__ import annotations

from app.code.arguments import assignments
from app.code.expressions import STEP, add_children, adds_many, constructor, expression, is_long
from app.code.languages import LUA
from app.code.learning import is_copy, keeps, waits
from app.code.names import wanted_name
from app.code.page import Page
from app.document.model import Node


def needs_variable(page: Page, node: Node) -> bool:
    """Whether no single expression can say what the module is."""
    return adds_many(node) or bool(assignments(node, page.dialect)) or waits(page, node)


def define(page: Page, node: Node, name: str = "") -> str:
    """Writes the module, once what is inside it is prepared, into a variable. Its name."""
    name = name or page.names.take(wanted_name(node))
    page.write(f"{name} = ")
    if adds_many(node):
        with page.sheet.of(node.id):
            constructor(page, node)
            add_children(page, node, name=name)
    else:
        _value(page, node)
    page.write("\n")
    texts = [] if is_copy(page, node) else assignments(node, page.dialect)
    page.variables[node.id] = name
    for text in texts:
        page.write(f"{name}{text}\n")
    page.write(keeps(page, node, name))
    return name


def _value(page: Page, node: Node) -> None:
    """Writes the module behind a statement's `=`."""
    if page.dialect.language == LUA or not is_long(page, node):
        expression(page, node)
        return
    page.write("(\n" + " " * STEP[1])
    expression(page, node, STEP[1])
    page.write("\n)")
