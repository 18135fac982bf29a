"""Documents of any size for measurements: modules nested four deep, on a canvas wired as people wire."""

from __future__ import annotations

from app.document.model import GRAPH, INPUT, OUTPUT, Data, Document, Node, NodeId, Port, Wire

WIDTH = 8
"""All modules give so many numbers, so that any order of them fits."""
_WIDE, _HIGH = 1920.0, 720.0
"""From one place on the canvas to the next."""
_SIMPLE = ("Tanh", "ReLU", "Sigmoid", "Abs")


class _Ids:
    def __init__(self) -> None:
        self.next: NodeId = 1

    def __call__(self) -> NodeId:
        self.next += 1
        return self.next - 1


def grown(modules: int) -> Document:
    """A model of at least so many modules, all of whose shapes fit.

    Half of what stands on the canvas are single modules; the rest are containers and graphs within each
    other, four deep. Every third of them is also fed by what stands three places before it.
    """
    ids = _Ids()
    columns = max(3, round((modules / 10) ** 0.5))
    children: list[Node] = []
    wires: list[Wire] = []
    last, trail = INPUT, list[NodeId]()
    while ids.next <= modules - 1:
        for make in (_single, _block, _single, _graph):
            node = make(ids, _place(len(children), columns))
            children.append(node)
            wires.append(Wire(last, node.id))
            trail.append(node.id)
            last = node.id
        if len(trail) > 6:
            table = Node(ids(), "CAddTable", at=_place(len(children), columns))
            children.append(table)
            wires += [Wire(last, table.id, 0), Wire(trail[-4], table.id, 1)]
            last = table.id
    criterion = Node(ids(), "MSECriterion")
    wires.append(Wire(last, OUTPUT))
    ends = ((-320.0, 0.0), _place(len(children), columns))
    root = Node(0, GRAPH, children=tuple(children), wires=tuple(wires), ends=ends)
    data = Data(inputs=(Port("X", (WIDTH,)),), target=Port("y", (WIDTH,)))
    return Document(root, criterion, data, fresh=ids.next)


def deepest(document: Document) -> Node:
    """A Linear that stands four deep, in the middle of the document."""
    found = [node for top in document.root.children for node in _at(top, 3) if node.module == "Linear"]
    return found[len(found) // 2]


def _at(node: Node, depth: int) -> list[Node]:
    return [node] if not depth else [found for child in node.children for found in _at(child, depth - 1)]


def _place(number: int, columns: int) -> tuple[float, float]:
    row, column = divmod(number, columns)
    return column * _WIDE, row * _HIGH


def _single(ids: _Ids, at: tuple[float, float] = (0.0, 0.0)) -> Node:
    id = ids()
    return _linear(id, at) if id % 2 else Node(id, _SIMPLE[id % len(_SIMPLE)], at=at)


def _linear(id: NodeId, at: tuple[float, float] = (0.0, 0.0)) -> Node:
    return Node(id, "Linear", (("inputSize", WIDTH), ("outputSize", WIDTH)), at=at)


def _chain(ids: _Ids, count: int) -> Node:
    id = ids()
    children = tuple(_linear(ids()) if k % 2 else _single(ids) for k in range(count))
    return Node(id, "Sequential", children=children)


def _block(ids: _Ids, at: tuple[float, float]) -> Node:
    """Sequential, in it branches that are added up, in each a Sequential."""
    id, fork = ids(), ids()
    branches = tuple(_chain(ids, 3 + k) for k in range(3))
    table = Node(fork, "ConcatTable", children=branches)
    return Node(id, "Sequential", children=(_linear(ids()), table, Node(ids(), "CAddTable")), at=at)


def _graph(ids: _Ids, at: tuple[float, float]) -> Node:
    """A graph of its own, in it a Sequential of a chain, and a way past it."""
    id = ids()
    outer = Node(ids(), "Sequential", children=(_chain(ids, 4), _chain(ids, 3)), at=(0.0, 0.0))
    beside, table = _single(ids, (0.0, 200.0)), Node(ids(), "CAddTable", at=(1400.0, 40.0))
    wires = (Wire(INPUT, outer.id), Wire(INPUT, beside.id), Wire(outer.id, table.id, 0),
             Wire(beside.id, table.id, 1), Wire(table.id, OUTPUT))  # fmt: skip
    return Node(id, GRAPH, children=(outer, beside, table), wires=wires, at=at)
