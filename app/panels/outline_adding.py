"""Adding a module at a row of the outline: behind it, wired as it stands in the list."""

from __future__ import annotations

from app.canvas.adding import add_beside
from app.canvas.geometry.plan import Plan
from app.canvas.gestures.splice import insert
from app.canvas.ghost import ghost
from app.document import edits
from app.document.described import holds, is_criterion, is_graph, title
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, NodeId, Wire


def add_behind(plan: Plan, doc: Document, module: str, row: NodeId | None) -> tuple[Document, NodeId]:
    """With a new module behind the one of `row`, in what holds that; into it, when it is an empty container.

    In a graph it is wired: from the row's module, and where that fed one other only, on to that. Before the
    criterion it comes last. A criterion is fed by what nothing else takes.

    Raises:
        Refused: when it cannot stand there.
    """
    found = index(doc)
    row = INPUT if row is None else row
    if is_criterion(module):
        return _criterion(plan, doc, module, row)
    if row == OUTPUT or (doc.criterion is not None and row == doc.criterion.id):
        return _at_the_end(plan, doc, module)
    if row != INPUT and _is_empty(doc, row):
        return _inside(doc, module, row)
    parent = doc.root.id if row == INPUT else found.parents[row]
    assert parent is not None
    if not is_graph(found.nodes[parent]):
        return edits.add(doc, module, parent=parent, index=found.children_index(row) + 1)
    onward = [wire for wire in found.nodes[parent].wires if wire.source == row]
    if len(onward) == 1 and onward[0].strand is None:
        return _between(plan, doc, module, parent, onward[0])
    doc, id = add_beside(plan, doc, module, row)
    return edits.connect(doc, parent, row, id), id


def place_words(doc: Document, row: NodeId | None) -> str:
    """Where `add_behind` puts a module: "Add behind Tanh"."""
    found = index(doc)
    if row is None or row not in found.nodes:
        return "Add before the criterion" if row == OUTPUT else "Add behind the data"
    name = title(found.nodes[row])
    if doc.criterion is not None and row == doc.criterion.id:
        return f"Add before {name}"
    return f"Add into {name}" if _is_empty(doc, row) else f"Add behind {name}"


def _is_empty(doc: Document, id: NodeId) -> bool:
    node = index(doc).nodes[id]
    return holds(node) is not None and not node.children


def _inside(doc: Document, module: str, container: NodeId) -> tuple[Document, NodeId]:
    doc, id = edits.add(doc, module, parent=container)
    if is_graph(index(doc).nodes[container]):
        doc = edits.connect(doc, container, INPUT, id)
        doc = edits.connect(doc, container, id, OUTPUT)
    return doc, id


def _between(plan: Plan, doc: Document, module: str, graph: NodeId, wire: Wire) -> tuple[Document, NodeId]:
    """On the wire, close behind where it begins."""
    box = ghost(module, doc)
    x, y = plan.tracks[graph, wire].curve.start
    return insert(doc, plan, (graph, wire), module, box, (x, y - box.line))


def _at_the_end(plan: Plan, doc: Document, module: str) -> tuple[Document, NodeId]:
    root = doc.root
    last = [wire for wire in root.wires if wire.target == OUTPUT]
    if len(last) == 1:
        return _between(plan, doc, module, root.id, last[0])
    doc, id = add_beside(plan, doc, module, None)
    return edits.connect(doc, root.id, id, OUTPUT), id


def _criterion(plan: Plan, doc: Document, module: str, row: NodeId) -> tuple[Document, NodeId]:
    doc, id = add_beside(plan, doc, module, row)
    root = doc.root
    feeds = {wire.source for wire in root.wires}
    loose = [child.id for child in root.children if child.id not in feeds]
    source = row if row in loose else loose[-1] if len(loose) == 1 else None
    if source is not None and not any(wire.target == OUTPUT for wire in root.wires):
        doc = edits.connect(doc, root.id, source, OUTPUT)
    return doc, id
