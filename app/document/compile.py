"""From a document to the engine's objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.document.check import check
from app.document.check.fault import path, sentences
from app.document.described import is_graph, title
from app.document.flow import flow
from app.document.index import index
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Node, NodeId, Wire
from app.document.refused import Refused
from app.document.sharing import group
from nncore import catalog, using
from nncore.containers.gModule import gModule
from nncore.criterion import Criterion
from nncore.errors import NNError
from nncore.module import Module
from nncore.random import Generator


@dataclass(frozen=True, slots=True)
class Compiled:
    """The model as the engine runs it, and the module that each node has become. Unused nodes have none."""

    module: Module
    criterion: Criterion
    nodes: dict[NodeId, Module]


def compile_document(doc: Document, generator: Generator) -> Compiled:
    """The model with first weights drawn from `generator`, in the order in which the modules are computed.

    Raises:
        Refused: when the document cannot run; its text is the blocker's.
    """
    known = check(doc)
    if known.blocker is not None:
        raise Refused(known.blocker.text)
    doc = known.document
    assert doc.criterion is not None
    nodes: dict[NodeId, Module] = {}
    with using(generator):
        module = _build(doc, doc.root, nodes)
        criterion = _build(doc, doc.criterion, {})
    return Compiled(module, criterion, nodes)


def _build(doc: Document, node: Node, nodes: dict[NodeId, Any]) -> Any:
    """The engine's object for a node; its children's are made first."""
    if is_graph(node):
        made = _graph(doc, node, nodes)
    elif (drawn := next((nodes[id] for id in group(doc, node.id) if id in nodes), None)) is not None:
        made = _sharing(node, drawn)
    else:
        children = [_build(doc, child, nodes) for child in node.children]
        children += [nodes[node.refers]] if node.refers is not None else []
        try:
            made = catalog.build(node.module, dict(node.args), children)
        except NNError as error:
            where = path(index(doc), node.id)
            text = sentences(where, title(node), error.what, error.got, error.needs, "it gets")
            raise Refused(text) from error
    nodes[node.id] = made
    return made


def _sharing(node: Node, drawn: Module) -> Any:
    """A module with the parameters and gradients of another; it draws nothing from the generator."""
    with using(Generator(0)):
        made = catalog.build(node.module, dict(node.args), ())
    return made.share(drawn, *{name for _, own, gradient in drawn.holders() for name in (own, gradient)})


def _graph(doc: Document, graph: Node, nodes: dict[NodeId, Any]) -> Any:
    inner = {child.id: child for child in graph.children}
    running = flow(graph)
    order, wires = running.used, running.into
    modules = [_build(doc, inner[id], nodes) for id in order]
    if is_chain(order, wires):
        return catalog.build("Sequential", {}, modules)
    places = {INPUT: INPUT} | {id: number for number, id in enumerate(order)}

    def feeds(id: NodeId) -> list[tuple[int, int | None]]:
        return [(places[wire.source], wire.strand) for wire in wires[id]]

    made = [(module, feeds(id)) for id, module in zip(order, modules, strict=True)]
    return gModule.wired(made, feeds(OUTPUT))


def is_chain(order: list[NodeId], wires: dict[NodeId, list[Wire]]) -> bool:
    """Whether each gets just what the one before gives, from the graph's input to its output."""
    ends = zip([INPUT, *order], [*order, OUTPUT], strict=True)
    return all([(w.source, w.strand) for w in wires[target]] == [(source, None)] for source, target in ends)


assert gModule.__name__ == GRAPH
