"""The inspector's card of one wire: what it carries, from where to where."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from app.document import edits
from app.document.described import title
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, NodeId, Wire
from app.look.icons import icon
from app.look.tokens import GRID
from app.panels.node_card import shown_shape
from app.panels.parts import Facts, column, header
from app.session import Session

_ROWS = (
    ("Carries", "wireShape", "The shape that flows along it; N is the number of examples in a batch"),
    ("From", "wireFrom", "Whose output it carries"),
    ("To", "wireTo", "Whose input it feeds"),
)


class WireCard(QWidget):
    """Shows one wire of a graph."""

    def __init__(self, session: Session, graph: NodeId, wire: Wire, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._graph, self._wire = graph, wire
        layout = column(self)
        layout.addWidget(header("Wire", "link", "text", "What one module gives goes to another"))
        self._facts = Facts(_ROWS, self)
        layout.addWidget(self._facts)
        remove = QPushButton(icon("unlink"), " Remove the wire")
        remove.setObjectName("removeWire")
        remove.setToolTip("Takes the wire away (Delete)")
        remove.clicked.connect(self._remove)
        layout.addSpacing(GRID)
        layout.addWidget(remove)
        layout.addStretch(1)
        self.follow()

    def follow(self) -> None:
        """Shows what the model has now."""
        document, wire = self._session.document, self._wire
        self._facts.show_fact("wireShape", shown_shape(self._session.check.wires.get((self._graph, wire))))
        strand = "" if wire.strand is None else f", entry {wire.strand + 1} of its table"
        self._facts.show_fact("wireFrom", _end(document, self._graph, wire.source) + strand)
        ports = sum(other.target == wire.target for other in index(document).nodes[self._graph].wires)
        port = f", input {wire.port + 1}" if ports > 1 else ""
        self._facts.show_fact("wireTo", _end(document, self._graph, wire.target) + port)

    def _remove(self) -> None:
        self._session.attempt(
            "Remove a wire", lambda document: edits.disconnect(document, self._graph, [self._wire])
        )


def _end(document: Document, graph: NodeId, id: NodeId) -> str:
    """What stands at one end of a wire."""
    is_root = graph == document.root.id
    if id == INPUT:
        return "the data" if is_root else "what enters the graph"
    if id == OUTPUT:
        return (
            (title(document.criterion) if document.criterion else "the criterion")
            if is_root
            else "what leaves the graph"
        )
    return title(index(document).nodes[id])
