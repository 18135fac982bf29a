"""How a text says that modules share their parameters, and that parameters stay as they are.

A module that shares is made from the one that is written first, as in Torch: `clone('weight', ...)`, or,
where its other arguments differ, `share`. Parameters that are frozen are kept from training: in Torch a
module whose `parameters` gives nothing is left out by `getParameters` and by most of what else changes them;
nncore asks `parameterPairs` for that. Some classes have an `updateParameters` of their own, which is then to
do nothing.
"""

from __future__ import annotations

from app.code.languages import LUA
from app.code.page import Page
from app.document.described import find
from app.document.index import index
from app.document.model import Document, Node, NodeId
from app.document.parameters import own_parameters
from app.document.sharing import can_share, frozen, group


def members(page: Page, node: Node) -> tuple[NodeId, ...]:
    """The modules that share the parameters of this one, itself included; only itself where nobody does."""
    found = index(page.document)
    if not found.shares or node.id not in found.nodes or not can_share(node):
        return (node.id,)
    return group(page.document, node.id)


def waits(page: Page, node: Node) -> bool:
    """Whether it must stand in a variable: others that come later use it, or it stays as it is."""
    others = members(page, node)
    is_first = len(others) > 1 and not any(id in page.variables for id in others)
    is_first = is_first and sum(id in page.written for id in others) > 1
    return is_first or node.id in page.referred or keeps(page, node) != ""


def first_of(page: Page, node: Node) -> str:
    """The variable of the module whose parameters this one takes; "" where it has its own."""
    others = (id for id in members(page, node) if id != node.id)
    return next((page.variables[id] for id in others if id in page.variables), "")


def is_copy(page: Page, node: Node) -> bool:
    """Whether it is like the one it shares with in all but its place: a clone says all of it."""
    nodes = index(page.document).nodes
    first = next((id for id in members(page, node) if id != node.id and id in page.variables), None)
    return first is not None and nodes[first].args == nodes[node.id].args


def names(page: Page, node: Node) -> str:
    """The parameters and their gradients, as `clone` and `share` take them."""
    there = [name for name, _ in own_parameters(node) or ()]
    pairs = [pair for pair in find(node.module).parameterPairs if pair[0] in there]
    quote = "'" if page.dialect.language == LUA else '"'
    every = [name for name, _ in pairs] + [gradient for _, gradient in pairs]
    return ", ".join(f"{quote}{name}{quote}" for name in every)


def keeps(page: Page, node: Node, name: str = "") -> str:
    """The line that keeps its parameters from training, written for the variable `name`; "" for none."""
    if not (node.frozen or _by_others(page.document, node)):
        return ""
    is_lua = page.dialect.language == LUA
    if not node.children:
        return f"{_stopped(name, is_lua)}  {page.dialect.comment} frozen\n"
    stop = _stopped("module", is_lua)
    if is_lua:
        return f"for _, module in ipairs({name}:listModules()) do  -- frozen\n  {stop}\nend\n"
    return f"for module in {name}.listModules():  # frozen\n    {stop}\n"


def _stopped(name: str, is_lua: bool) -> str:
    if is_lua:
        return f"{name}.parameters, {name}.updateParameters = function() end, function() end"
    return f"{name}.parameterPairs, {name}.updateParameters = (), lambda rate: None"


def _by_others(document: Document, node: Node) -> bool:
    """Whether only those that it shares with make it stay as it is."""
    found = index(document)
    if not found.shares:
        return False
    if node.id not in found.shares and node.id not in found.shares.values():
        return False
    around = (found.nodes[id].frozen for id in found.chain(node.id) if id in found.nodes)
    return node.id in frozen(document) and not any(around)
