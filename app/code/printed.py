"""A model as Torch prints it: the tree of its modules. Works for what is not complete yet, too."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from app.code.chains import as_chain, loose_children
from app.code.written import Span, Written
from app.document.described import find, is_graph
from app.document.flow import flow
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, Node, NodeId, Wire
from nncore import catalog, printing, using
from nncore.container import Container
from nncore.errors import NNError
from nncore.random import Generator
from nncore.spec import REQUIRED

OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
"""Stand around a module's text, and behind its id, while it is put together: private characters."""

Args = tuple[tuple[str, Any], ...]
Nodes = Mapping[NodeId, Node]

MOST = 200_000
"""A module with more parameters is not built to be printed."""

MARKS = re.compile(f"{OPEN}(\\d+){MIDDLE}|{CLOSE}")


def printed(document: Document, chosen: list[NodeId] | None = None) -> Written:
    """The whole model, with unused modules and the criterion below it; or the chosen modules."""
    wired, loose = loose_children(document.root)
    tops = [wired if wired.children or wired.wires else None, *loose, document.criterion]
    if chosen is not None:
        tops = [index(document).nodes[id] for id in chosen]
    nodes = index(document).nodes
    return _found("".join(f"{_text(top, nodes)}\n\n" for top in tops if top is not None).rstrip("\n"))


def _text(node: Node, nodes: Nodes) -> str:
    """What Torch prints for a module, with the marks."""
    chain = as_chain(node) if is_graph(node) else None
    text = _graph(node, nodes) if is_graph(node) and chain is None else _bare_text(chain or node, nodes)
    return f"{OPEN}{node.id}{MIDDLE}{text}{CLOSE}"


class _Child:
    """A module inside another, printed already."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text


def _bare_text(node: Node, nodes: Nodes) -> str:
    """What the class's own `__str__` says. Nothing is built or drawn for it."""
    if not node.children:
        other = nodes.get(-1 if node.refers is None else node.refers)
        return (
            _leaf(node.module, node.args)
            if other is None
            else _made_for(node.module, other.module, other.args)
        )
    children = [_Child(_text(child, nodes)) for child in node.children]
    try:
        return str(_bare(node.module, node.args, children))
    except (AttributeError, TypeError, ValueError, IndexError):
        return printing.branches(node.module, children)


@lru_cache(maxsize=256)
def _made_for(module: str, other: str, args: Args) -> str:
    """What Torch prints for a module that is made for another one."""
    try:
        return str(catalog.build(module, {}, [catalog.build(other, dict(args))]))
    except NNError:  # they do not fit
        return f"nn.{module}"


@lru_cache(maxsize=4096)
def _leaf(module: str, args: Args) -> str:
    try:
        if math.prod(sorted(value for _, value in args if isinstance(value, int))[-2:]) <= MOST:
            with using(Generator(0)):
                return str(catalog.build(module, dict(args)))
    except NNError:
        pass  # it is not complete yet
    try:
        return str(_bare(module, args, []))
    except (AttributeError, TypeError, ValueError, IndexError):
        return f"nn.{module}"


def _bare(module: str, args: Args, children: list[_Child]) -> Any:
    """An object of the class with its arguments and children only; what is not known is a question mark."""
    cls = find(module)
    if cls.spec.children is None and issubclass(cls, Container):
        raise AttributeError(f"{module} is made of others by its constructor")
    made = cls.__new__(cls)
    defaults = {arg.name: arg.default for arg in cls.spec.everything()}
    known = {name: "?" if value in (None, REQUIRED) else value for name, value in defaults.items()}
    made.args = SimpleNamespace(**known | dict(args))
    made.modules = children
    for name in cls.parameterNames:  # Torch's text says whether they are there
        made.__dict__[name] = None if getattr(made.args, name, True) is False else True
    return made


def _graph(graph: Node, nodes: Nodes) -> str:
    """A graph's modules, each with what feeds it."""
    running = flow(graph)
    order = [*running.used, *running.idle]
    numbers = {id: f"({number})" for number, id in enumerate(order, start=1)} | {INPUT: "input"}
    inner = {child.id: child for child in graph.children}
    lines = []
    for id in order:
        fed = _fed(running.into.get(id, []), numbers)
        text = _text(inner[id], nodes).replace("\n", "\n  ")
        lines.append(f"  {numbers[id]}{fed}: {text}\n")
    return f"nn.gModule {{\n{''.join(lines)}  output{_fed(running.into.get(OUTPUT, []), numbers)}\n}}"


def _fed(wires: list[Wire], numbers: dict[NodeId, str]) -> str:
    sources = [numbers[w.source] + ("" if w.strand is None else f"[{w.strand + 1}]") for w in wires]
    return f" <- {', '.join(sources)}" if sources else ""


def _found(marked: str) -> Written:
    """The text without its marks, and where they were."""
    spans: dict[NodeId, tuple[Span, ...]] = {}
    parts: list[str] = []
    open_at: list[tuple[NodeId, int]] = []
    length = last = 0
    for mark in MARKS.finditer(marked):
        parts.append(marked[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if mark[1] is not None:
            open_at.append((int(mark[1]), length))
        else:
            id, start = open_at.pop()
            spans[id] = ((start, length),)
    return Written("".join(parts), spans)
