"""Which container is shown alone, and the way to it from the whole model."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.canvas.camera import Camera, Eye
from app.document.described import holds
from app.document.index import index
from app.document.model import Document, NodeId
from app.session import Session

Memory = tuple[NodeId | None, dict[NodeId | None, Eye]]


class Inside(QObject):
    """The container that fills the canvas; None while the whole model does.

    Args:
        show: draws what is to be shown now.
    """

    changed = Signal()
    drawn_anew = Signal()
    """The same is shown, but its cards may stand elsewhere."""

    def __init__(self, session: Session, camera: Camera, show: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._camera, self._show = session, camera, show
        self._eyes: dict[NodeId | None, Eye] = {}
        self.container: NodeId | None = None

    def can_enter(self, id: object) -> bool:
        """Whether it is a container that stands in the model."""
        found = index(self._session.document)
        if not isinstance(id, int) or id == self.container or found.parents.get(id) is None:
            return False
        return holds(found.nodes[id]) is not None

    def way(self) -> list[tuple[NodeId | None, str]]:
        """From the whole model inwards: what can be gone to, and what it is called."""
        document = self._session.document
        if self.container is None:
            return [(None, self._session.name)]
        inner = index(document).chain(self.container)[1:]
        nodes = [index(document).nodes[id] for id in inner]
        return [(None, self._session.name), *((node.id, node.label or node.module) for node in nodes)]

    def go(self, container: NodeId | None) -> None:
        """Shows that one alone (None: the whole model), as it was seen the last time."""
        if container == self.container or not (container is None or self.can_enter(container)):
            return
        left = self.container
        self._eyes[left] = self._camera.eye()
        self.container = container
        self._session.select()
        self._show()
        is_outwards = left is not None and self._is_around(container, left)
        if is_outwards and container in self._eyes:
            self._camera.look(self._eyes[container])
        self.changed.emit()

    def out(self) -> NodeId | None:
        """One level out; the container that was left, None when there was none."""
        left = self.container
        if left is not None:
            self.go(self._outer(left, self._session.document))
        return left

    def show_anew(self) -> None:
        """Draws again what is shown, after what it depends on has changed."""
        self._show()
        self.drawn_anew.emit()

    def memory(self) -> Memory:
        """Which container is shown, and how each was seen the last time, to `recall` later."""
        return self.container, dict(self._eyes)

    def recall(self, memory: Memory) -> None:
        """Shows the container, and knows of the others, as when `memory` was taken; if it is still there."""
        found = index(self._session.document)
        container = memory[0] if memory[0] is None or found.parents.get(memory[0]) is not None else None
        self._eyes, before = dict(memory[1]), self.container
        self.container = container
        self._show()
        if before != container:
            self.changed.emit()
        self.drawn_anew.emit()

    def follow(self, old: Document, new: Document) -> None:
        """The document changed: where the container is gone, the nearest around it that is still there."""
        at = self.container
        while at is not None and (at not in index(new).nodes or index(new).parents[at] is None):
            at = self._outer(at, old)
        if at != self.container:
            self.container = at
            self.changed.emit()

    def forget(self) -> None:
        """Another model was opened."""
        self._eyes.clear()
        if self.container is not None:
            self.container = None
            self.changed.emit()

    def _is_around(self, outer: NodeId | None, inner: NodeId) -> bool:
        return outer is None or outer in index(self._session.document).chain(inner)

    @staticmethod
    def _outer(id: NodeId, document: Document) -> NodeId | None:
        parent = index(document).parents.get(id)
        return None if parent == document.root.id else parent
