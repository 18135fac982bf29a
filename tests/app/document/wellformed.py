"""What every edit must keep: said once more, in the plainest way, independent of the program's own check."""

from __future__ import annotations

from app.document.model import GRAPH, INPUT, OUTPUT, Document, Node
from nncore import catalog
from nncore.criterion import Criterion


def wellformed(doc: Document) -> None:
    """Fails with the first thing that is wrong."""
    tops = [doc.root, *([doc.criterion] if doc.criterion else [])]
    ids = [node.id for top in tops for node in top.walk()]
    assert len(ids) == len(set(ids)), "an id is used twice"
    assert min(ids) >= 0 and max(ids) < doc.fresh, "an id is not below the next free one"
    assert doc.root.module == GRAPH and doc.root.id == 0
    kinds = {node.id: node.module for top in tops for node in top.walk()}
    for top in tops:
        for node in top.walk():
            _node(node)
            if node.refers is not None:
                wanted = catalog.find(node.module).spec.refers
                assert kinds.get(node.refers) == wanted, "it refers to another kind"


def _node(node: Node) -> None:
    cls = catalog.find(node.module)
    children = cls.spec.children
    for child in node.children:
        assert children is not None, f"{node.module} holds a module"
        assert issubclass(catalog.find(child.module), Criterion) == children.criterions
    if children is not None and children.most is not None:
        assert len(node.children) <= children.most
    order = [arg.name for arg in cls.spec.everything()]
    names = [name for name, _ in node.args]
    assert names == sorted(names, key=order.index), "arguments are not in the constructor's order"
    assert all(value is not None for _, value in node.args)
    if node.module == GRAPH:
        _graph(node)
    else:
        assert node.wires == (), f"{node.module} has wires"


def _graph(graph: Node) -> None:
    ids = [child.id for child in graph.children]
    assert ids == sorted(ids), "free modules are not sorted"
    assert list(graph.wires) == sorted(graph.wires, key=lambda w: (w.target, w.port)), "wires are not sorted"
    for wire in graph.wires:
        assert wire.source in {*ids, INPUT} and wire.target in {*ids, OUTPUT}, "a wire leaves its graph"
        assert wire.port >= 0 and (wire.strand is None or wire.strand >= 0)
    assert len({(w.target, w.port) for w in graph.wires}) == len(graph.wires), "two wires at one port"
    reached = {INPUT}
    while True:  # whatever is fed only by what is reached can be computed next
        ready = {
            i
            for i in ids
            if i not in reached and all(w.source in reached for w in graph.wires if w.target == i)
        }
        if not ready:
            break
        reached |= ready
    assert reached >= set(ids), "a loop"
