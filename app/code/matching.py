"""Which module of the document each module of a text is: so it keeps its id, its weights and its place."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from difflib import SequenceMatcher

from app.code.chains import as_chain
from app.document.described import is_graph, spec_of
from app.document.flow import flow
from app.document.model import Node, NodeId
from nncore.spec import REQUIRED

Match = dict[NodeId, Node]
"""By the id of the new node, the old one."""


def matched(pairs: Iterable[tuple[Node | None, Node | None]]) -> Match:
    """Pairs the modules within old and new trees.

    First those that stand where they stood, those that are the same before those that are only of the same
    class; then, anywhere, those that are the same.
    """
    found: Match = {}
    trees = [(old, new) for old, new in pairs if old is not None and new is not None]
    for old, new in trees:
        if _kind(old) == _kind(new):
            _pair(old, new, found)
    used = {old.id for old in found.values()}
    rest: dict[Hashable, list[Node]] = {}
    for old, _ in trees:
        for node in old.walk():
            if node.id not in used:
                rest.setdefault(_key(node), []).append(node)
    for _, new in trees:
        for node in new.walk():
            if node.id not in found and (same := _unused(rest.get(_key(node), []), used)) is not None:
                _pair(same, node, found)
                used |= {old.id for old in found.values()}
    return found


def same_arguments(old: Node, new: Node) -> bool:
    """Whether two modules of one class have the same arguments, those left at their defaults included."""
    return _arguments(old) == _arguments(new)


def in_order(node: Node) -> list[Node]:
    """The modules that a node holds, a graph's in the order in which they are computed."""
    if not is_graph(node):
        return list(node.children)
    inner = {child.id: child for child in node.children}
    running = flow(node)
    return [inner[id] for id in [*running.used, *running.idle]]


def _pair(old: Node, new: Node, found: Match) -> None:
    """Notes that these are the same, and pairs what they hold."""
    found[new.id] = old
    before, now = in_order(old), in_order(new)
    keys = [_key(node) for node in before], [_key(node) for node in now]
    for start, stop, other, end, same in _blocks(*keys):
        if same:
            for one, two in zip(before[start:stop], now[other:end], strict=True):
                _pair(one, two, found)
        else:
            _pair_alike(before[start:stop], now[other:end], found)


def _pair_alike(before: list[Node], now: list[Node], found: Match) -> None:
    """Pairs modules of the same class in their order."""
    kinds: tuple[list[Hashable], list[Hashable]] = ([*map(_kind, before)], [*map(_kind, now)])
    for start, stop, other, end, same in _blocks(*kinds):
        if same:
            for one, two in zip(before[start:stop], now[other:end], strict=True):
                _pair(one, two, found)


def _blocks(before: list[Hashable], now: list[Hashable]) -> Iterator[tuple[int, int, int, int, bool]]:
    """Runs of the two lists, in order: from and to in each, and whether they are the same."""
    first = 0
    while first < min(len(before), len(now)) and before[first] == now[first]:
        first += 1
    last = 0
    while last < min(len(before), len(now)) - first and before[-1 - last] == now[-1 - last]:
        last += 1
    ends = len(before) - last, len(now) - last
    yield 0, first, 0, first, True
    middle = SequenceMatcher(None, before[first : ends[0]], now[first : ends[1]], autojunk=False)
    for kind, a, b, c, d in middle.get_opcodes():
        yield first + a, first + b, first + c, first + d, kind == "equal"
    yield ends[0], len(before), ends[1], len(now), True


def _class(node: Node) -> str:
    """The module's name; a graph that is a plain chain reads as a Sequential."""
    return "Sequential" if is_graph(node) and as_chain(node) is not None else node.module


def _kind(node: Node) -> str:
    """The module's name; a graph and a Sequential may become each other."""
    return "Sequential" if is_graph(node) else node.module


def _key(node: Node) -> Hashable:
    """Equal for modules that are the same, with all inside them."""
    if not node.children:
        return _class(node), _arguments(node)
    return _class(node), _arguments(node), tuple(_key(child) for child in in_order(node))


def _arguments(node: Node) -> Hashable:
    given = dict(node.args)
    everything = ((arg.name, given.get(arg.name, arg.default)) for arg in spec_of(node).everything())
    return tuple((name, None if value is REQUIRED else value) for name, value in everything)


def _unused(nodes: list[Node], used: set[NodeId]) -> Node | None:
    return next((node for node in nodes if all(inner.id not in used for inner in node.walk())), None)
