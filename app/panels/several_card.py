"""The inspector's card of several things at once that have no fields in common."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QWidget

from app.document.index import index
from app.document.model import Node
from app.document.parameters import parameter_count
from app.named_keys import keys
from app.panels.parts import Facts, column, header, words
from app.session import Session


class SeveralCard(QWidget):
    """Counts them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        layout = column(self)
        layout.addWidget(header(f"{len(session.selection)} selected", "list", "text"))
        nodes = self._nodes()
        kinds = Counter(node.module for node in nodes)
        rows = [(name, f"count:{name}", "How many of them are selected") for name in kinds]
        rows += [("Wires", "count:wires", "How many wires are selected")] if session.selected_wires else []
        remarks = session.selected_remarks
        rows += [("Notes and regions", "count:remarks", "How many of them are selected")] if remarks else []
        rows += [("Parameters", "parameterCount", "How many numbers they learn together")] if nodes else []
        self._facts = Facts(rows, self)
        layout.addWidget(self._facts)
        if len(nodes) > 1:
            layout.addWidget(
                words(keys.said("Wrap [wrap], duplicate [duplicate] or delete [delete] them."), "small")
            )
        layout.addStretch(1)
        self.follow()

    def follow(self) -> None:
        """Shows what the model has now."""
        nodes = self._nodes()
        for name, count in Counter(node.module for node in nodes).items():
            self._facts.show_fact(f"count:{name}", str(count))
        self._facts.show_fact("count:wires", str(len(self._session.selected_wires)))
        self._facts.show_fact("count:remarks", str(len(self._session.selected_remarks)))
        running = index(self._session.check.document).nodes
        self._facts.show_fact("parameterCount", total([running.get(node.id, node) for node in nodes]))

    def _nodes(self) -> list[Node]:
        nodes = index(self._session.document).nodes
        return [nodes[id] for id in self._session.selected_nodes]


def total(nodes: list[Node]) -> str:
    """How many parameters these have; what lies inside another of them is counted once."""
    inner = {child.id for node in nodes for child in node.walk() if child is not node}
    counts = [parameter_count(node) for node in nodes if node.id not in inner]
    known = sum(count or 0 for count in counts)
    return f"{known:,}" if None not in counts else f"{known:,} and some not known yet"
