"""Graphs in nngraph's manner: each module called with what feeds it, then `nn.gModule(inputs, outputs)`."""

from __future__ import annotations

from app.code.expressions import expression, is_long
from app.code.learning import keeps
from app.code.names import wanted_name
from app.code.page import Page
from app.code.statements import define, needs_variable
from app.code.taps import Taps, enters_split, split_into
from app.document.described import is_graph
from app.document.flow import Flow, flow
from app.document.model import INPUT, OUTPUT, Node


def define_graph(page: Page, graph: Node, name: str = "") -> str:
    """Writes the graph's modules, and itself into a variable. Its name."""
    running = flow(graph)
    taps = Taps(page)
    inputs = _inputs(page, graph, running, taps)
    wired_modules(page, graph, running, taps)
    name = name or page.names.take(wanted_name(graph) if graph.label else "graph")
    outputs = taps.feeds(running.into.get(OUTPUT, []))
    page.write(f"{name} = ")
    with page.sheet.of(graph.id):
        page.write(f"nn.gModule({page.table(inputs)}, {page.table(outputs)})")
    page.write("\n")
    page.variables[graph.id] = name
    page.write(keeps(page, graph, name))
    return name


def _inputs(page: Page, graph: Node, running: Flow, taps: Taps) -> list[str]:
    """Writes what stands for the graph's input, or for each of its entries."""
    if all(wire.source != INPUT for wire in graph.wires):
        return []
    count = enters_split(page, graph, running)
    if not count:
        name = page.names.take("input")
        page.write(f"{name} = nn.Identity()()\n")
        taps.texts[INPUT, None] = name
        _split(page, graph, running, taps, INPUT)
        return [name]
    names = []
    ports = page.document.data.inputs if graph.id == page.document.root.id else ()
    for number in range(count):
        wanted = ports[number].name if number < len(ports) else f"input{number + 1}"
        names.append(page.names.take(wanted or "input"))
        page.write(f"{names[-1]} = nn.Identity()()\n")
        taps.texts[INPUT, number] = names[-1]
    return names


def wired_modules(page: Page, graph: Node, running: Flow, taps: Taps) -> None:
    """Writes the graph's modules, each called with what feeds it; one without any wires is just made."""
    inner = {child.id: child for child in graph.children}
    feeding = {wire.source for wire in graph.wires}
    for id in [*running.used, *running.idle]:
        wires = running.into.get(id, [])
        if wires or id in feeding:
            taps.texts[id, None] = _called(page, inner[id], taps.call(wires))
            _split(page, graph, running, taps, id)
        else:
            define_any(page, inner[id])


def define_any(page: Page, node: Node, name: str = "") -> str:
    """Writes a module, a graph or any other, with all it needs into a variable. Its name."""
    if is_graph(node):
        return define_graph(page, node, name)
    prepare(page, node)
    return define(page, node, name)


def prepare(page: Page, node: Node) -> None:
    """Writes what of the modules inside this one must stand in variables before it."""
    for child in node.children:
        if is_graph(child):
            define_graph(page, child)
            continue
        prepare(page, child)
        if needs_variable(page, child):
            define(page, child)


def _called(page: Page, node: Node, call: str) -> str:
    """Writes a module with its call, and what it gives into a variable. Its name."""
    if is_graph(node) or is_long(page, node) or needs_variable(page, node):
        name = page.names.take(f"{define_any(page, node)}Out")
    else:
        prepare(page, node)
        name = page.names.take(wanted_name(node))
    page.write(f"{name} = ")
    with page.sheet.of(node.id):
        expression(page, node)
        page.write(call)
    page.write("\n")
    return name


def _split(page: Page, graph: Node, running: Flow, taps: Taps, source: int) -> None:
    """Writes the entries of what `source` gives into variables, where all of them are used."""
    whole = taps.texts[source, None]
    count = split_into(page, graph, running, source)
    names = [page.names.take(f"{whole}{number + 1}") for number in range(count)]
    if names:
        page.write(f"{', '.join(names)} = {whole}{page.dialect.dot}split({count})\n")
    taps.texts |= {(source, number): name for number, name in enumerate(names)}
