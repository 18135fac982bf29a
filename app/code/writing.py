"""A model, or some of its modules, as text in one of the languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.code.chains import as_chain, loose_children, with_chains
from app.code.graphs import define_any, define_graph, wired_modules
from app.code.languages import DIALECTS, PRINTED
from app.code.page import Page
from app.code.printed import printed
from app.code.taps import Taps
from app.code.written import Written
from app.document.check import check
from app.document.described import is_graph
from app.document.edits.nesting import inner_wires
from app.document.edits.tree import existing
from app.document.flow import flow
from app.document.index import index
from app.document.model import Data, Document, Node, NodeId, Port


def write(document: Document, language: str, nodes: Iterable[NodeId] | None = None) -> Written:
    """The model as text; with `nodes` these modules only, and the wires among them.

    Complete or not, any document can be written; what a complete one gives can be run. Sizes that follow the
    wire are written as they are now.
    """
    chosen = None if nodes is None else existing(document, nodes)
    known = check(document)
    document = known.document
    if language == PRINTED:
        return printed(document, chosen)
    written = _written(document, chosen)
    others = frozenset(
        other for id, other in index(document).refers.items() if id in written and other is not None
    )
    page = Page(document, known, DIALECTS[language], written=written, referred=others)
    if chosen is not None:
        _write_some(page, chosen)
        return page.sheet.written()
    root = replace(document.root, children=tuple(map(with_chains, document.root.children)))
    _write_head(page, root)
    _write_model(page, root)
    if document.criterion is not None:
        page.write("\n")
        define_any(page, document.criterion, page.names.take("criterion"))
    return page.sheet.written()


def _written(document: Document, chosen: list[NodeId] | None) -> frozenset[NodeId]:
    """The chosen modules with all inside them, or all."""
    nodes = index(document).nodes
    tops = nodes.keys() if chosen is None else chosen
    return frozenset(inner.id for id in tops for inner in nodes[id].walk())


def _write_head(page: Page, root: Node) -> None:
    page.write(f"{page.dialect.head}\n")
    wired, _ = loose_children(root)
    free = as_chain(wired) is None or any(is_graph(node) for child in root.children for node in child.walk())
    if free and root.children and page.dialect.graph_head:
        page.write(f"{page.dialect.graph_head}\n")
    page.write("".join(f"\n{page.dialect.comment} {line}" for line in described(page.document.data)) + "\n")


def _write_model(page: Page, root: Node) -> None:
    wired, loose = loose_children(root)
    chain = as_chain(wired)
    if chain is None:
        if root.children:
            define_graph(page, root, page.names.take("net"))
        return
    for child in loose:
        define_any(page, child)
    define_any(page, chain, page.names.take("net"))


def _write_some(page: Page, chosen: list[NodeId]) -> None:
    """Modules alone, each in a variable, called with what feeds it where that is among them."""
    found = index(page.document)
    for parent in dict.fromkeys(found.parents[id] for id in chosen):
        group = [with_chains(found.nodes[id]) for id in chosen if found.parents[id] == parent]
        if parent is None or not is_graph(found.nodes[parent]):
            for node in group:
                define_any(page, node)
            continue
        wires = tuple(inner_wires(page.document, [node.id for node in group]))
        part = replace(found.nodes[parent], children=tuple(group), wires=wires)
        wired_modules(page, part, flow(part), Taps(page))


def described(data: Data) -> tuple[str, str]:
    """What the data are, in two lines: what goes in and comes out, and where they are from."""
    inputs = ", ".join(_column(port) for port in data.inputs)
    options = ", ".join(f"{name} = {value}" for name, value in data.options)
    origin = f"Data: {data.source}" + (f" ({options})" if options else "")
    return origin, f"{inputs}; the target {_column(data.target)}"


def _column(port: Port) -> str:
    indices = f", whole numbers from 1 to {port.high}" if port.kind == "index" else ""
    return f"{port.name} is {port.shape}{indices}"
