"""Graphs that are plain chains, seen as the Sequential that they run as."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from app.document.compile import is_chain
from app.document.described import is_graph
from app.document.flow import flow
from app.document.model import Node


def as_chain(graph: Node) -> Node | None:
    """The graph as a Sequential with its id; None when it is more than a chain."""
    running = flow(graph)
    first = all(wire.port == 0 for wire in graph.wires)
    if not first or running.idle or not is_chain(running.used, defaultdict(list, running.into)):
        return None
    inner = {child.id: child for child in graph.children}
    return replace(graph, module="Sequential", children=tuple(inner[id] for id in running.used), wires=())


def with_chains(node: Node) -> Node:
    """The module with all graphs inside it that are plain chains, itself included, as Sequentials."""
    children = tuple(map(with_chains, node.children))
    if any(new is not old for new, old in zip(children, node.children, strict=True)):
        node = replace(node, children=children)
    return (as_chain(node) if is_graph(node) else None) or node


def loose_children(graph: Node) -> tuple[Node, tuple[Node, ...]]:
    """The graph without the children that no wire is at, and those."""
    wired = {end for wire in graph.wires for end in (wire.source, wire.target)}
    loose = tuple(child for child in graph.children if child.id not in wired)
    return replace(graph, children=tuple(child for child in graph.children if child.id in wired)), loose
