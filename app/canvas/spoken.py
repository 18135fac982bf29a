"""What the canvas says in words: to a screen reader, and in tooltips."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.canvas import words
from app.canvas.focus import all_in_order
from app.canvas.geometry.hit import Hit
from app.canvas.stage import Stage
from app.document.check import Fault
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Document, NodeId, RemarkId
from app.session import Selected, Session
from nncore.shapes import Shape
from nncore.shapes import words as shape_words


def describe(view: QWidget, stage: Stage, session: Session, focused: Selected | None) -> None:
    """Makes the view's description say which card or wire has the focus; a screen reader is told of the
    change.
    """
    text = sentence(stage, session, focused)
    if text != view.accessibleDescription():
        view.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.DescriptionChanged))
        if isinstance(focused, (int, RemarkId)) and view.hasFocus():
            moved = QAccessibleEvent(view, QAccessible.Event.Focus)
            moved.setChild(all_in_order(stage.plan).index(focused))
            QAccessible.updateAccessibility(moved)


def sentence(stage: Stage, session: Session, focused: Selected | None) -> str:
    """The focused card with its sizes, its shapes, its state and its place among all; "" when none has the
    focus.
    """
    if focused is None:
        return ""
    if isinstance(focused, tuple):
        return f"Wire, {_shape(stage.check.wires.get(focused))}"
    if isinstance(focused, RemarkId):
        return _of_remark(stage, session, focused)
    box = stage.plan.spots[focused].box
    parts = [" ".join(filter(None, (box.title, box.sizes))), box.label]
    node = index(session.document).nodes.get(focused)
    parts += [
        "frozen" if node is not None and node.frozen else "",
        "muted" if node is not None and node.muted else "",
        "selected" if focused in session.selection else "",
        "not in use" if focused in stage.check.unused else "",
    ]
    fault = stage.check.faults.get(focused)
    parts.append(fault.text if fault else _flow(stage, focused))
    cards = all_in_order(stage.plan)
    parts.append(f"{cards.index(focused) + 1} of {len(cards)}" if focused in cards else "shown alone")
    return ", ".join(part.rstrip(".") for part in parts if part)


def _of_remark(stage: Stage, session: Session, id: RemarkId) -> str:
    remark = stage.plan.remarks[id]
    parts = [remark.kind.capitalize(), remark.text or "nothing written", remark.tint]
    things = all_in_order(stage.plan)
    parts += ["selected" if id in session.selection else "", f"{things.index(id) + 1} of {len(things)}"]
    return ", ".join(filter(None, parts))


def _flow(stage: Stage, id: NodeId) -> str:
    if id == INPUT:
        return f"gives {_shape(stage.check.inputs.get(stage.plan.root_id))}"
    gets, gives = stage.check.inputs.get(id), stage.check.outputs.get(id)
    if id == OUTPUT or gets is None:
        return "nothing arrives"
    return f"gets {_shape(gets)}" + (f", gives {_shape(gives)}" if gives is not None else "")


def _shape(shape: Shape | None) -> str:
    return "unknown shape" if shape is None else shape_words(shape)


def tooltip(
    view: QWidget, stage: Stage, session: Session, event: QEvent, hit: Callable[[QPointF], Hit]
) -> bool:
    """Shows what is under the pointer in words; whether there was anything to say."""
    assert isinstance(event, QHelpEvent)
    text = explained(stage, session.document, hit(QPointF(event.pos())))
    if text:
        QToolTip.showText(event.globalPos(), text, view)
    else:
        QToolTip.hideText()
    return bool(text)


def explained(stage: Stage, document: Document, found: Hit) -> str:
    """A tooltip, as rich text: for a fault both sides and the repairs, else what the thing is and what flows
    there.
    """
    if found.wire is not None:
        return f"<p>{escape(_shape(stage.check.wires.get(found.wire)))}</p>"
    if found.port is not None:
        return _of_port(stage, found)
    if found.node is None:
        return ""
    fault = stage.check.faults.get(found.node)
    if fault is not None:
        return _of_fault(fault)
    return _of_card(stage, document, found.node)


def _of_port(stage: Stage, found: Hit) -> str:
    assert found.port is not None
    port = found.port
    if port.side == "in":
        return "<p>Input. Drag a wire here; Alt-click takes its wire away.</p>"
    which = "The whole output" if port.strand is None else f"Entry {port.strand + 1} of the table"
    node = port.node
    given = stage.check.inputs.get(port.graph) if node == INPUT else stage.check.outputs.get(node)
    if port.strand is not None and isinstance(given, tuple) and port.strand < len(given):
        given = given[port.strand]
    return f"<p>{which}: {escape(_shape(given))}. Drag from here to an input.</p>"


def _of_fault(fault: Fault) -> str:
    text = f"<p><b>{escape(fault.path)}</b></p><p>{escape(fault.text)}</p>"
    if fault.repairs:
        rows = "".join(f"<li>{escape(repair.words)}</li>" for repair in fault.repairs)
        text += f"<p>To mend it:</p><ul>{rows}</ul>"
    return text


def _of_card(stage: Stage, document: Document, id: NodeId) -> str:
    box = stage.plan.spots[id].box
    if id == OUTPUT:
        return "<p>The criterion measures how far the output is from the target. Drop one here.</p>"
    if id == INPUT:
        return f"<p><b>{escape(box.title)}</b><br>The data, {document.data.rows} examples.</p>"
    node = index(document).nodes[id]
    name = escape(f"{node.module} {box.sizes}".strip() if not box.is_frame else node.module)
    text = f"<p><b>{name}</b><br>{escape(words.spec(node.module).summary)}</p>"
    if id in stage.check.unused:
        text += "<p>Not in use: nothing of it reaches the output.</p>"
    return text + f"<p>{escape(_flow(stage, id).capitalize())}</p>"
