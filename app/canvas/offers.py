"""Which modules could stand at the free end of a wire: asked of the check, one at a time, each once."""

from __future__ import annotations

from typing import Any

from app.canvas.fits import connected
from app.canvas.geometry.box import Box
from app.canvas.geometry.hit import PortKey, Side
from app.canvas.geometry.plan import Plan
from app.canvas.geometry.rect import minus, snapped
from app.canvas.ghost import ghost
from app.document import edits
from app.document.check import Check, check
from app.document.described import find, is_criterion
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, NodeId, Point
from app.document.refused import Refused
from app.look.tokens import GRID
from nncore.errors import NNError
from nncore.shapes import Shape, Tensor
from nncore.spec import REQUIRED, Arg, Int


class Offers:
    """New modules for a wire that is held at `fixed` and let go at `at`, a point of the canvas."""

    def __init__(self, plan: Plan, document: Document, fixed: PortKey, at: Point) -> None:
        self._plan, self._document, self._fixed, self._at = plan, document, fixed, at
        self._known: dict[str, bool] = {}
        self.shape = _given(check(document), fixed) if fixed.side == "out" else None

    def __call__(self, module: str) -> bool:
        """Whether a new module of this name would take the wire without a fault."""
        if module not in self._known:
            self._known[module] = self._asked(module)
        return self._known[module]

    def added(self, module: str) -> tuple[Document, NodeId]:
        """With a module of this name there, and the wire.

        Raises:
            Refused: when that cannot be.
        """
        document, id = self._placed(module)
        return self._wired(document, id), id

    def _asked(self, module: str) -> bool:
        if is_criterion(module) and not self._may_end():
            return False
        return any(self._works(module, args) for args in likely(module, self.shape, self._document))

    def _works(self, module: str, args: dict[str, Any]) -> bool:
        """Whether it takes the wire with these arguments; one that joins wires, with a second of the kind."""
        try:
            before, id = self._placed(module, args)
            after = self._wired(before, id)
            if find(module).spec.takes == "table" and isinstance(self.shape, Tensor):
                after = self._wired(after, id, port=1)
        except Refused:
            return False
        target = id if self._fixed.side == "out" else self._end(before)
        return not _new_faults(before, after, target)

    def _may_end(self) -> bool:
        """Whether a criterion could take the wire: the canvas's own, where there is none yet."""
        is_outer = self._fixed.graph == self._plan.root_id
        return self._fixed.side == "out" and is_outer and self._document.criterion is None

    def _placed(self, module: str, args: dict[str, Any] | None = None) -> tuple[Document, NodeId]:
        box, graph = ghost(module, self._document), self._fixed.graph
        corner = minus(minus(self._at, _port(box, self._fixed)), self._plan.origin(graph))
        parent = None if is_criterion(module) else graph
        return edits.add(self._document, module, args or {}, parent=parent, at=snapped(corner, GRID))

    def _wired(self, document: Document, id: NodeId, port: int = 0) -> Document:
        side: Side = "in" if self._fixed.side == "out" else "out"
        is_end = document.criterion is not None and document.criterion.id == id
        node = OUTPUT if is_end else id
        return connected(document, self._fixed, PortKey(self._fixed.graph, node, side, port))

    def _end(self, document: Document) -> NodeId:
        """The node at whose input the wire is held."""
        fixed = self._fixed
        if fixed.node != OUTPUT:
            return fixed.node
        return (
            document.criterion.id if document.criterion and fixed.graph == document.root.id else fixed.graph
        )


def _port(box: Box, fixed: PortKey) -> Point:
    """Where the wire meets the new card, from its corner."""
    if fixed.side == "out":
        return box.ins[0] if box.ins else (0.0, box.line)
    return box.outs[0].at if box.outs else (box.w, box.line)


def _given(known: Check, port: PortKey) -> Shape | None:
    """What leaves the port, as far as it is known."""
    shape = known.inputs.get(port.graph) if port.node == INPUT else known.outputs.get(port.node)
    if port.strand is None or shape is None:
        return shape
    return shape[port.strand] if isinstance(shape, tuple) and port.strand < len(shape) else None


def likely(module: str, shape: Shape | None, document: Document) -> list[dict[str, Any]]:
    """Arguments with which a module may take `shape`: its required numbers must be given to ask that.

    Where something else than whole numbers is required too, nothing is given, and nothing is asked.
    """
    needed = [arg for arg in find(module).spec.args if arg.default is REQUIRED]
    if not needed or not all(isinstance(arg, Int) for arg in needed):
        return [{}]
    highs = [port.high for port in document.data.inputs if port.high]
    tried = dict.fromkeys([*_sizes(shape), *highs, 1, 2])
    return [{arg.name: size for arg in needed} for size in tried if all(_allows(arg, size) for arg in needed)]


def _allows(arg: Arg, value: int) -> bool:
    try:
        arg.check(value)
    except NNError:
        return False
    return True


def _sizes(shape: Shape | None) -> list[int]:
    """The sizes that are known, the last first."""
    if shape is None:
        return []
    if isinstance(shape, tuple):
        return [size for entry in shape for size in _sizes(entry)]
    return [size for size in reversed(shape.dims) if isinstance(size, int)]


def _new_faults(before: Document, after: Document, target: NodeId) -> bool:
    """Whether the wire makes something wrong at its target or within it; what is merely missing is not."""
    known, found = check(before).faults, index(after)
    for id, fault in check(after).faults.items():
        old = known.get(id)
        is_new = old is None or (old.what, old.got) != (fault.what, fault.got)
        if is_new and fault.got and id in found.nodes and target in found.chain(id):
            return True
    return False
