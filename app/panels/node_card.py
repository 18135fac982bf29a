"""The inspector's card of one module, or of several of the same kind: fields, shapes, faults."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.document import edits
from app.document.check import Check
from app.document.check.fault import path
from app.document.costs import learnt
from app.document.index import index
from app.document.model import Document, Node, NodeId
from app.document.parameters import own_parameters
from app.document.search import spec_of
from app.document.sharing import group
from app.look.formula import to_html
from app.panels.described import summary, tooltip
from app.panels.figures import COST_ROWS, costs, counted
from app.panels.first_weights import FirstWeights
from app.panels.form import Form
from app.panels.made_for import MadeFor
from app.panels.parts import Facts, FaultBox, column, header, heading, words
from app.session import Session
from nncore import catalog
from nncore.errors import Repair
from nncore.shapes import Shape, Tensor
from nncore.shapes import words as shape_words
from nncore.spec import Flag, Spec, Text

LABEL = Text("label", "your own name for it, shown on the card", default=None, optional=True)
SWITCHES = (
    Flag("frozen", "whether its parameters are left as they are in training", default=False),
    Flag("muted", "whether it hands on what it gets", default=False),
)
UNUSED = "Nothing uses its output yet. Draw a wire from its right side."


class NodeCard(QWidget):
    """Edits through the session. All of `ids` are nodes of one module class."""

    def __init__(self, session: Session, ids: tuple[NodeId, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids = ids
        first = index(session.document).nodes[ids[0]]
        spec = spec_of(first.module) or Spec(summary(first.module))
        layout = column(self)
        layout.addWidget(_header(first, len(ids)))
        layout.addWidget(words(spec.summary, "muted"))
        if spec.formula:
            layout.addWidget(words(to_html(spec.formula), name="formula"))
        self._fault = FaultBox(self._repair)
        layout.addWidget(self._fault)
        self._made_for: MadeFor | None = None
        if spec.refers:
            self._made_for = MadeFor(session, self)
            layout.addWidget(self._made_for)
        self._args = self._form(layout, "Arguments", spec.args)
        self._settings = self._form(layout, "Settings", spec.settings)
        self._label: Form | None = None
        if len(ids) == 1:
            layout.addWidget(heading("On the canvas"))
            self._label = Form((LABEL,), self._relabel, "")
            layout.addWidget(self._label)
        self._switches: Form | None = None
        if catalog.category(first.module) != "criterions":
            self._switches = Form(SWITCHES, self._switch, "")
            layout.addWidget(self._switches)
        self._facts = self._add_facts(layout, first, spec)
        self._weights = FirstWeights(session, self)
        layout.addWidget(self._weights)
        layout.addStretch(1)
        self.follow()

    def follow(self) -> None:
        """Shows what the model has now."""
        nodes = self._nodes()
        values, mixed = _common([dict(node.args) for node in nodes])
        told, _ = _common([self._session.check.followed.get(node.id, {}) for node in nodes])
        for form in (self._args, self._settings):
            if form:
                form.follow(values, mixed, told)
        if self._label:
            self._label.follow({"label": nodes[0].label or None})
        if self._switches:
            self._switches.follow(*_common([{"frozen": node.frozen, "muted": node.muted} for node in nodes]))
        if self._made_for:
            self._made_for.follow(nodes[0].id if len(nodes) == 1 else None)
        if len(nodes) == 1:
            self._show_facts(nodes[0])
        self._weights.follow(nodes[0].id if len(nodes) == 1 else None)

    def take(self, ids: tuple[NodeId, ...]) -> None:
        """Shows other nodes of the same class, as a card made for them would."""
        self.leave()
        self._ids = ids
        self.follow()

    def leave(self) -> None:
        """Something else is shown next: what was typed and not taken is gone."""
        for form in (self._args, self._settings, self._label, self._switches):
            if form:
                form.forget()

    def _nodes(self) -> list[Node]:
        nodes = index(self._session.document).nodes
        return [nodes[id] for id in self._ids]

    def _form(self, layout: Any, name: str, args: tuple[Any, ...]) -> Form | None:
        if not args:
            return None
        layout.addWidget(heading(name))
        form = Form(args, self._give)
        layout.addWidget(form)
        return form

    def _add_facts(self, layout: Any, first: Node, spec: Spec) -> Facts:
        is_criterion = catalog.category(first.module) == "criterions"
        rows = [
            ("Input", "inputShape", "The shape that comes in; N is the number of examples in a batch"),
            ("Output", "outputShape", "The shape that goes out"),
            ("Parameters", "parameterCount", "How many numbers it learns"),
            ("Shares with", "sharesWith", "The modules that use the same parameters"),
            *COST_ROWS,
        ]
        shown = ("inputShape", *(name for _, name, _ in COST_ROWS))
        facts = Facts([row for row in rows if not is_criterion or row[1] in shown], self)
        facts.setVisible(len(self._ids) == 1)
        if len(self._ids) == 1:
            layout.addWidget(heading("Shapes"))
        layout.addWidget(facts)
        return facts

    def _show_facts(self, node: Node) -> None:
        check = self._session.check
        fault = check.faults.get(node.id)
        blocker = check.blocker if check.blocker and check.blocker.node == node.id else None
        if fault:
            self._fault.show_fault(fault.text, fault.repairs)
        else:
            unused = UNUSED if node.id in check.unused else ""
            self._fault.show_fault(blocker.text if blocker else unused, role="warning")
        self._facts.show_fact("inputShape", shown_shape(check.inputs.get(node.id)))
        self._facts.show_fact("outputShape", shown_shape(check.outputs.get(node.id)))
        runs_as = index(check.document).nodes.get(node.id, node)
        self._facts.show_fact("parameterCount", _parameters(check, runs_as))
        figures = costs(self._session.document, check, node.id)
        for (_, name, _), figure in zip(COST_ROWS, figures, strict=True):
            self._facts.show_fact(name, figure)
        self._facts.show_fact("sharesWith", self._sharing(node))

    def _sharing(self, node: Node) -> str:
        """The places of the modules that use the same parameters, one a line."""
        document = self._session.document
        others = [id for id in group(document, node.id) if id != node.id]
        return "\n".join(path(index(document), id) for id in others) or "none"

    def _give(self, name: str, value: Any, merge: str) -> None:
        def edit(document: Document) -> Document:
            for id in self._ids:
                document = edits.set_arguments(document, id, {name: value})
            return document

        subject = self._nodes()[0].module if len(self._ids) == 1 else f"{len(self._ids)} modules"
        self._apply(f"Set {name} of {subject}", edit, merge)

    def _relabel(self, name: str, value: Any, merge: str) -> None:
        self._apply("Label", lambda document: edits.relabel(document, self._ids[0], value or ""), merge)

    def _switch(self, name: str, value: Any, merge: str) -> None:
        edit, words = (edits.freeze, "Freeze") if name == "frozen" else (edits.mute, "Mute")
        on = bool(value)
        what = words if on else f"Un{words.lower()}"
        self._apply(what, lambda document: edit(document, self._ids, on), merge)

    def _repair(self, repair: Repair) -> None:
        self._session.attempt(
            repair.words[:1].upper() + repair.words[1:],
            lambda document: edits.repair(document, self._ids[0], repair),
        )

    def _apply(self, what: str, edit: Callable[[Document], Document], merge: str) -> None:
        """May raise Refused, which the field then shows."""
        self._session.apply(what, edit(self._session.document), merge)


def shown_shape(shape: Shape | None) -> str:
    """A shape for people: `N×4`, `N×3 (indices)`, or that it is not known."""
    if shape is None:
        return "not known yet"
    return shape_words(shape) + (" (indices)" if isinstance(shape, Tensor) and shape.kind == "index" else "")


def _header(node: Node, count: int) -> QWidget:
    category = catalog.category(node.module)
    name = node.module if count == 1 else f"{count} × {node.module}"
    return header(name, f"category-{category}", category, tooltip(node.module))


def _parameters(known: Check, node: Node) -> str:
    count = learnt(known, node.id)
    sizes = own_parameters(node) or () if count is not None else ()
    parts = [f"{name} {'×'.join(map(str, dims))}" for name, dims in sizes]
    return counted(count) + (f"\n{', '.join(parts)}" if parts else "")


def _common(values: list[dict[str, Any]]) -> tuple[dict[str, Any], set[str]]:
    """The arguments that all have alike, and the names of those in which they differ."""
    names = {name for given in values for name in given}
    first = values[0]
    mixed = {name for name in names if any(given.get(name) != first.get(name) for given in values)}
    return {name: value for name, value in first.items() if name not in mixed}, mixed
