"""What the outline says of a row: Torch's print of it, what feeds it, the shapes, what is wrong."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from app.canvas.marks import fault_words
from app.canvas.titles import data_title
from app.code.printed import printed
from app.document.check import Check
from app.document.described import holds, is_graph, title
from app.document.flow import flow, incoming
from app.document.index import index
from app.document.memo import Memo
from app.document.model import GRAPH, INPUT, OUTPUT, Document, Node, NodeId, RemarkId, Wire
from app.document.sharing import marks
from app.panels.outline_remarks import remark_said
from app.panels.outline_said import Item, Said
from nncore import catalog
from nncore.shapes import Shape
from nncore.shapes import words as shape_words

Args = tuple[tuple[str, Any], ...]


def rows_of(graph: Node) -> tuple[NodeId, ...]:
    """The children of a graph in the order of computation, those that are not in use last."""
    running = _orders.get(graph)
    if running is None:
        found = flow(graph)
        running = _orders.put(graph, (*found.used, *found.idle))
    return running


def children_of(node: Node) -> tuple[NodeId, ...]:
    """The rows under a node's row, in order."""
    return rows_of(node) if is_graph(node) else tuple(child.id for child in node.children)


def said(document: Document, check: Check, id: Item) -> Said:
    """What the row of a node says; of INPUT the data's, of OUTPUT that of the missing criterion."""
    if isinstance(id, RemarkId):
        return remark_said(document, id)
    if id == INPUT:
        shape = _shape(check.inputs.get(document.root.id))
        name = data_title(document.data)
        spoken = f"The data: {name}, {document.data.rows} examples, gives {shape}"
        return Said(f"Data: {name}", "", f"gives {shape}", "", spoken, "data")
    if id == OUTPUT:
        note = " · ".join(filter(None, ("none yet: Insert adds one", _fed(document, OUTPUT))))
        return Said("Criterion", "", note, "", f"The criterion, {note}", "criterions")
    return _of_node(document, check, index(document).nodes[id])


def number(document: Document, id: NodeId) -> int:
    """The row's number among those beside it, from 1; 0 where rows are not counted."""
    found = index(document)
    parent = found.parents.get(id)
    if parent is None:
        return 0
    return children_of(found.nodes[parent]).index(id) + 1


@lru_cache(maxsize=4096)
def torch_print(module: str, args: Args, other: tuple[str, Args] | None = None) -> str:
    """The first line of what Torch prints for a module: `nn.Linear(4 -> 3)`, `nn.Sequential`.

    Args:
        other: the module and arguments of the one that it is made for.
    """
    if module == GRAPH:
        return f"nn.{GRAPH}"
    made_for = () if other is None else (Node(2, *other),)
    lone = Document(
        Node(0, GRAPH, children=(Node(1, module, args, refers=2 if made_for else None), *made_for))
    )
    first, *_ = printed(lone, [1]).text.splitlines() or [f"nn.{module}"]
    return first.removesuffix(" {")


def _of_node(document: Document, check: Check, node: Node) -> Said:
    place = number(document, node.id)
    other = index(document).nodes.get(-1 if node.refers is None else node.refers)
    text = torch_print(node.module, node.args, (other.module, other.args) if other else None)
    fault = check.faults.get(node.id)
    fed, flows = _fed(document, node.id), _flows(check, node)
    unused = "not in use" if node.id in check.unused else ""
    state = ", ".join(name for name, is_so in (("frozen", node.frozen), ("muted", node.muted)) if is_so)
    manner = _manner(node)
    note = fault_words(fault) if fault else " · ".join(filter(None, (state, fed, flows, unused)))
    about = title(node), node.label, _place(document, node, place)
    mark = marks(document).get(node.id, "")
    shared = f"shares weights {mark}" if mark else ""
    undoes = f"undoes {title(other)}" if other else ""
    fed_by, flow_words = _fed(document, node.id, False), _spoken_flow(check, node)
    parts = (*about, manner, state, shared, undoes, fed_by, flow_words, unused)
    spoken = ", ".join(filter(None, parts)) + (f". {fault.text}" if fault else "")
    return Said(
        f"({place}): {text}" if place else text,
        node.label,
        note or manner,
        fault.text if fault else "",
        spoken,
        catalog.category(node.module),
        mark,
    )


def _place(document: Document, node: Node, place: int) -> str:
    parent = index(document).parents[node.id]
    if parent is None:
        return "the criterion"
    holder = index(document).nodes[parent]
    count = len(holder.children)
    return f"{place} of {count}" + ("" if parent == document.root.id else f" in {holder.module}")


def _manner(node: Node) -> str:
    children = holds(node)
    return "" if children is None else f"{children.words}, {len(node.children) or 'nothing'} in it"


def _fed(document: Document, id: NodeId, is_short: bool = True) -> str:
    """Where its wires come from, for what stands in a graph: `from (1) Linear`; several in short."""
    found = index(document)
    is_end = id == OUTPUT or (document.criterion is not None and id == document.criterion.id)
    parent = document.root.id if is_end else found.parents[id]
    if parent is None or not is_graph(found.nodes[parent]):
        return ""
    holder = found.nodes[parent]
    wires = incoming(holder).get(OUTPUT if is_end else id, [])
    if not wires:
        return "no wire comes in"
    if is_short and len(wires) > 1:
        return "from " + ", ".join(_short(holder, wire) for wire in wires)
    return "from " + ", ".join(source_words(document, holder, wire) for wire in wires)


def _short(graph: Node, wire: Wire) -> str:
    """Where a wire begins, as Torch prints it: `(1)[2]`."""
    number = "input" if wire.source == INPUT else f"({rows_of(graph).index(wire.source) + 1})"
    return number if wire.strand is None else f"{number}[{wire.strand + 1}]"


def source_words(document: Document, graph: Node, wire: Wire) -> str:
    """Where a wire begins: `(1) Linear`, `entry 2 of the data`."""
    whole = end_words(document, graph, wire.source)
    return whole if wire.strand is None else f"entry {wire.strand + 1} of {whole}"


def end_words(document: Document, graph: Node, end: NodeId) -> str:
    """What an end of a wire is called in the outline."""
    if end == INPUT:
        return "the data" if graph.id == document.root.id else "what enters"
    if end == OUTPUT and graph.id != document.root.id:
        return "the output"
    if end == OUTPUT:
        return document.criterion.module if document.criterion else "the criterion"
    return f"({rows_of(graph).index(end) + 1}) {index(document).nodes[end].module}"


def _flows(check: Check, node: Node) -> str:
    """The shapes through it: `N×4 → N×3`."""
    gets, gives = check.inputs.get(node.id), check.outputs.get(node.id)
    if gets is None:
        return ""
    return f"{_shape(gets)} → {_shape(gives)}" if gives is not None else f"gets {_shape(gets)}"


def _spoken_flow(check: Check, node: Node) -> str:
    gets, gives = check.inputs.get(node.id), check.outputs.get(node.id)
    if gets is None:
        return "nothing arrives"
    return f"gets {_shape(gets)}" + (f", gives {_shape(gives)}" if gives is not None else "")


def _shape(shape: Shape | None) -> str:
    return "an unknown shape" if shape is None else shape_words(shape)


_orders: Memo[tuple[NodeId, ...]] = Memo()
