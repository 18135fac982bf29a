"""What is said about cards: faults in a few words, tooltips in full."""

from __future__ import annotations

from app.canvas.geometry.plan import Plan
from app.document.check import Fault
from app.document.model import NodeId


def fault_words(fault: Fault) -> str:
    """A fault as it stands under its card."""
    if fault.got and fault.needs:
        return f"gets {fault.got}, needs {fault.needs}"
    return fault.what


def standing(plan: Plan) -> list[NodeId]:
    """The modules that stand on the canvas itself."""
    children = plan.root.children if plan.root else ()
    return [box.id for box, _ in children if box.kind in ("card", "frame", "graph")]
