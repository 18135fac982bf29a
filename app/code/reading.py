"""A text as part of a document; all of it, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.code.evaluating import Reader
from app.code.fragment import Fragment
from app.code.languages import LUA, READABLE
from app.code.lua_parser import parse_lua
from app.code.nodes import Builder
from app.code.python_parser import parse_python
from app.code.syntax import Underline, Unread
from app.code.values import Made
from app.code.written import Spans
from app.document.described import is_criterion
from app.document.edits.tree import height
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, Node, NodeId, Wire
from app.document.sharing import groups
from app.document.wellformed import DEPTH

ROOT: NodeId = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, or, where something could not be, the places and why."""

    fragment: Fragment | None
    underlines: tuple[Underline, ...] = ()


def read(text: str, language: str) -> Reading:
    """Reads what a text builds. It parses; nothing is ever run."""
    reader = Reader()
    try:
        reader.read(parse_lua(text) if language == LUA else parse_python(text))
        if reader.underlines:
            return Reading(None, tuple(reader.underlines))
        return Reading(_fragment(reader))
    except Unread as error:
        return Reading(None, (*reader.underlines, error.underline))
    except (RecursionError, MemoryError):
        return Reading(None, (Underline(0, len(text), "This is nested too deep to be read."),))


def recognised(text: str) -> Fragment | None:
    """What a text builds that may be in either language; None when it builds nothing."""
    for language in READABLE:
        found = read(text, language).fragment
        if found is not None and (found.root.children or found.criterion is not None):
            return found
    return None


def unreadable(text: str) -> str:
    """What first cannot be read of a text that should build a model, with its line; "" of other texts."""
    if not re.search(r"\bnn(core)?\s*\.\s*[A-Za-z]", text):
        return ""
    tries = [read(text, language).underlines for language in READABLE]
    if not all(tries):
        return ""
    fewest = tries[0] if len(tries[0]) <= len(tries[1]) else tries[1]
    first = min(fewest, key=lambda line: line.start)
    return f"Line {text.count(chr(10), 0, first.start) + 1} cannot be read. {first.message}"


def _fragment(reader: Reader) -> Fragment:
    made = reader.shop.left()
    tops = [one for one in made if not one.placed]
    criterions = [one for one in tops if is_criterion(one.module)]
    if len(criterions) > 1:
        raise Unread(criterions[1].spans[0], "A model has one criterion, and this is a second one.")
    builder = Builder(made, reader.wiring.steps)
    criterion = builder.node(criterions[0]) if criterions else None
    modules = [one for one in tops if one not in criterions]
    model = _model(modules)
    root = _root(builder, model, [one for one in modules if one is not model])
    if model is not None and model.frozen and (model.graph is not None or model.module == "Sequential"):
        root = replace(root, children=tuple(replace(child, frozen=True) for child in root.children))
    _check_sharing(root, made)
    spans = _spans(made, model, root, criterion)
    _check_depth(root, criterion, spans)
    return Fragment(root, criterion, reader.seed, spans)


def _spans(made: list[Made], model: Made | None, root: Node, criterion: Node | None) -> Spans:
    """The places of all that has become a node; a model that has become the canvas has its place."""
    kept = {node.id for top in (root, criterion) if top is not None for node in top.walk()}
    spans = {one.id: tuple(one.spans) for one in made if one.id in kept}
    return spans if model is None or model.id in kept else spans | {ROOT: tuple(model.spans)}


def _root(builder: Builder, model: Made | None, loose: list[Made]) -> Node:
    """The canvas: the model wired to its ends, with everything else beside it."""
    if model is None or model.graph is None:
        root = builder.graph(ROOT, None, loose)
        return root if model is None else _with_line(root, builder.node(model))
    root = builder.graph(ROOT, model.graph, loose)
    strays = builder.graph(ROOT, None)
    children = tuple(sorted((*root.children, *strays.children), key=lambda node: node.id))
    return replace(root, children=children, wires=tuple(sorted((*root.wires, *strays.wires), key=_end)))


def _model(tops: list[Made]) -> Made | None:
    """Which of the modules that stand nowhere is the model: the only one, or the last that reads like one."""
    if len(tops) == 1:
        return tops[0]
    whole = [one for one in tops if one.graph is not None or one.module == "Sequential"]
    return whole[-1] if whole else None


def _with_line(root: Node, model: Node) -> Node:
    """With the model between the ends: the modules of a Sequential one behind the other."""
    line = model.children if model.module == "Sequential" else (model,)
    ids = [INPUT, *(child.id for child in line), OUTPUT]
    wires = [*root.wires, *(Wire(a, b) for a, b in zip(ids, ids[1:], strict=False))]
    children = tuple(sorted((*root.children, *line), key=lambda node: node.id))
    return replace(root, children=children, wires=tuple(sorted(wires, key=_end)))


def _check_sharing(root: Node, made: list[Made]) -> None:
    """That those which share are all trained, or none of them; and that what others are made for is there."""
    lone = Document(root, fresh=max((node.id for node in root.walk()), default=0) + 1)
    found = index(lone)
    still = {inner.id for node in root.walk() if node.frozen for inner in node.walk()}
    places = {one.id: one.spans for one in made}
    for id, other in found.refers.items():
        if other is not None and other not in found.nodes:
            raise Unread(places[id][0], "This is made for a module that is not in the model.")
    for original, ids in groups(lone).items():
        if original not in found.nodes:
            raise Unread(
                places[ids[1]][0], "This shares the parameters of a module that is not in the model."
            )
        if 0 < len(still.intersection(ids)) < len(ids):
            trained = next(id for id in ids if id not in still)
            raise Unread(
                places[trained][0], "This shares its parameters with a module that is frozen. Freeze both."
            )


def _end(wire: Wire) -> tuple[NodeId, int]:
    return wire.target, wire.port


def _check_depth(root: Node, criterion: Node | None, spans: Spans) -> None:
    for node in (*root.children, *((criterion,) if criterion else ())):
        if height(node) >= DEPTH:
            raise Unread(spans[node.id][0], f"Containers can be nested {DEPTH} deep, and this is deeper.")
