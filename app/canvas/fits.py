"""Which ports would take a wire: asked of the check, one port at a time, each once."""

from __future__ import annotations

from app.canvas.alone import with_child_alone
from app.canvas.geometry.hit import PortKey
from app.document import edits
from app.document.check import Check, check
from app.document.index import index
from app.document.model import OUTPUT, Document, Wire
from app.document.refused import Refused


class Fits:
    """The ports that fit to one end of a wire.

    Args:
        document: without the wire that is being drawn.
        fixed: the port at which the wire is held; the other end is sought.
    """

    def __init__(self, document: Document, fixed: PortKey) -> None:
        self._document = document
        self._check: Check = check(document)
        self._fixed = fixed
        self._known: dict[PortKey, str] = {}

    def __call__(self, port: PortKey) -> bool:
        """Whether a wire to this port could be, and its shape would be accepted."""
        return not self.why_not(port)

    def may_be(self, port: PortKey) -> bool:
        """Whether the port could be the other end at all: the other side, of the same graph."""
        return (
            port.graph == self._fixed.graph
            and port.side != self._fixed.side
            and port.node != self._fixed.node
        )

    def why_not(self, port: PortKey) -> str:
        """What is against a wire to this port, in words; "" when nothing is."""
        if port not in self._known:
            self._known[port] = self._ask(port)
        return self._known[port]

    def connected(self, port: PortKey) -> Document:
        """The document with the wire to this port.

        Raises:
            Refused: when that cannot be.
        """
        return connected(self._document, self._fixed, port)

    def _ask(self, port: PortKey) -> str:
        if not self.may_be(port):
            return "A wire runs from an output to an input of the same graph."
        try:
            document = self.connected(port)
        except Refused as refusal:
            return str(refusal)
        target = port if port.side == "in" else self._fixed
        fault, alone = self._new_fault(document, target), with_child_alone(document, target)
        is_whole = target.index == 0 and not fault  # one wire with the whole table goes to the first port
        return fault if alone is None or is_whole else self._new_fault(alone, target)

    def _new_fault(self, document: Document, target: PortKey) -> str:
        """A fault that the wire would cause at its target or within it."""
        found = index(document)
        node = target.node
        if node == OUTPUT:
            node = document.criterion.id if document.criterion and target.graph == document.root.id else node
        after = check(document)
        for id, fault in after.faults.items():
            before = self._check.faults.get(id)
            known = before is not None and (before.what, before.got) == (fault.what, fault.got)
            is_wrong = bool(fault.got)  # else something is still missing, such as another wire
            if is_wrong and not known and id in found.nodes and node in found.chain(id):
                return fault.text
        return ""


def connected(document: Document, one: PortKey, other: PortKey) -> Document:
    """With a wire between an out-port and an in-port, given in either order.

    Raises:
        Refused: when that cannot be.
    """
    source, target = (one, other) if one.side == "out" else (other, one)
    return edits.connect(document, one.graph, source.node, target.node, target.index, source.strand)


def wires_at(document: Document, port: PortKey) -> list[Wire]:
    """The wires that end at an in-port, or leave from an out-port."""
    holder = index(document).nodes[port.graph]
    if port.side == "in":
        return [wire for wire in holder.wires if (wire.target, wire.port) == (port.node, port.index)]
    return [wire for wire in holder.wires if (wire.source, wire.strand) == (port.node, port.strand)]
