"""The models that come with the program, built with the same edits that people use.

The places are those that the canvas's own layout gives (a test compares them), written down since nothing
here knows how wide a card is.
"""

from __future__ import annotations

from typing import Any

from app.document.edits import add, connect, move_end, set_data, set_training
from app.document.model import INPUT, OUTPUT, Data, Document, NodeId, Port

ROW = 96.0
"""How high a row of cards stands."""

H_OF_X, GRAD_OUT = 3.499003832254478, 1.6834197418189407
"""What the tutorial's section 2c prints for h(x), and 2d for the gradOutput it makes up, in full."""


def tutorial() -> Document:
    """The tutorial's first network, 4-3-1, on its own data."""
    doc = Document(data=Data(options=(("N", 5), ("F", 4), ("seed", 287))))
    doc, ends = _line(doc, [("Linear", 4, 3), ("Tanh",), ("Linear", 3, 1)], (152.0, 304.0, 456.0))
    doc = connect(doc, 0, INPUT, ends[0])
    return _judged(doc, "MSECriterion", ends[1], 608.0)


def sparse_dense() -> Document:
    """The tutorial's sparse and dense model: a LookupTable and a Linear side by side, added."""
    inputs = (Port("x_o", (), "index", 5), Port("x_d", (3,)))
    data = Data("sparse_dense", (("N", 20), ("seed", 287)), inputs, Port("y", (2,)), 20)
    doc = set_training(set_data(Document(), data), epochs=50, learning_rate=0.1)
    doc, table = add(doc, "ParallelTable", at=(248.0, 0.0))
    doc, _ = add(doc, "LookupTable", {"nIndex": 5, "nOutput": 2}, parent=table, label="sparse")
    doc, _ = add(doc, "Linear", {"inputSize": 3, "outputSize": 2}, parent=table, label="dense")
    doc, total = add(doc, "CAddTable", at=(552.0, 88.0))
    for port in range(2):
        doc = connect(doc, 0, INPUT, table, port, strand=port)
        doc = connect(doc, 0, table, total, port, strand=port)
    doc = move_end(doc, 0, INPUT, (0.0, 64.0))
    doc, _ = add(doc, "MSECriterion", at=(736.0, 88.0))
    return connect(doc, 0, total, OUTPUT)


def classifier() -> Document:
    """Two hidden layers that tell two classes of points in the plane apart."""
    data = Data(
        "moons",
        (("N", 200), ("noise", 0.1), ("seed", 287)),
        (Port("x", (2,)),),
        Port("class", (), "index", 2),
        200,
    )
    doc = set_training(set_data(Document(), data), epochs=200, learning_rate=0.1, batch_size=20)
    layers = [("Linear", 2, 16), ("Tanh",), ("Linear", 16, 16), ("Tanh",), ("Linear", 16, 2), ("LogSoftMax",)]
    doc, ends = _line(doc, layers, (152.0, 312.0, 472.0, 632.0, 792.0, 944.0))
    doc = connect(doc, 0, INPUT, ends[0])
    return _judged(doc, "ClassNLLCriterion", ends[1], 1128.0)


def backward_pass() -> Document:
    """The tutorial's section 2d: h = g(f(x)) with f = CMul(5) and g = Sum, and x from 1 to 5.

    There is no criterion there, but a gradOutput that is made up. Here y is such that the criterion's
    gradient, 2 (h(x) − y), is that very number.
    """
    x, y = (1.0, 2.0, 3.0, 4.0, 5.0), H_OF_X - GRAD_OUT / 2
    data = Data("given", (("X", x), ("y", (y,))), (Port("X", (5,)),), Port("y"), 1)
    doc = set_training(set_data(Document(), data), epochs=1)
    doc, h = add(doc, "Sequential", at=(168.0, 16.0), label="h")
    doc, _ = add(doc, "CMul", {"size": (5,)}, parent=h, label="f")
    doc, _ = add(doc, "Sum", {"dimension": 1, "nInputDims": 1}, parent=h, label="g")
    doc = move_end(connect(doc, 0, INPUT, h), 0, INPUT, (0.0, 64.0))
    doc, _ = add(doc, "MSECriterion", at=(536.0, 64.0))
    return connect(doc, 0, h, OUTPUT)


def _line(
    doc: Document, layers: list[tuple[Any, ...]], places: tuple[float, ...]
) -> tuple[Document, tuple[NodeId, NodeId]]:
    """Modules in a row at these places, each wired to the next; the ids of the first and the last."""
    ids: list[NodeId] = []
    doc = move_end(doc, 0, INPUT, (0.0, ROW))
    for (module, *sizes), x in zip(layers, places, strict=True):
        args = dict(zip(("inputSize", "outputSize"), sizes, strict=False))
        doc, id = add(doc, module, args, at=(x, ROW))
        if ids:
            doc = connect(doc, 0, ids[-1], id)
        ids.append(id)
    return doc, (ids[0], ids[-1])


def _judged(doc: Document, criterion: str, last: NodeId, x: float) -> Document:
    """With a criterion at `x` behind the last module."""
    doc, _ = add(doc, criterion, at=(x, ROW))
    return connect(doc, 0, last, OUTPUT)
