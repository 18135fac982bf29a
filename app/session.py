"""The open model: its history, its selection, its file. All parts of the window read and edit through it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.document.check import Check, check
from app.document.history import History
from app.document.index import index
from app.document.model import INPUT, OUTPUT, Checkpoint, Document, NodeId, RemarkId, Wire
from app.document.moment import Moment
from app.document.refused import Refused
from app.document.runs import Runs

Selected = NodeId | RemarkId | tuple[NodeId, Wire]
"""A node, a note or region, a wire as (its graph, itself), the Data card (INPUT), or the criterion's empty
place (OUTPUT)."""


class Session(QObject):
    """One model being worked on. Every act goes through `apply`, so that every act can be undone."""

    document_changed = Signal(object, object)  # the document before and after
    selection_changed = Signal()
    history_changed = Signal()
    saved_changed = Signal()  # the path, or whether there are unsaved changes
    said = Signal(str)  # a sentence for the status line

    def __init__(self, document: Document | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = History(document or Document())
        self._saved: tuple[Document, Checkpoint, Runs] | None = (self.document, self.checkpoint, self.runs)
        self._path: Path | None = None
        self._copy_of: Path | None = None
        self._checked: tuple[Document, Check] | None = None
        self._selection: frozenset[Selected] = frozenset()

    # What is open.

    @property
    def document(self) -> Document:
        return self._history.current.document

    @property
    def checkpoint(self) -> Checkpoint:
        """How far the model is trained, as of the last pause."""
        return self._history.current.checkpoint

    @property
    def runs(self) -> Runs:
        """The runs that are kept beside the one at hand."""
        return self._history.current.runs

    @property
    def moments(self) -> tuple[Moment, ...]:
        """What is kept of the way to the checkpoint, the oldest first."""
        return self._history.current.moments

    @property
    def check(self) -> Check:
        """The shapes and faults of the document; worked out once for each document."""
        if self._checked is None or self._checked[0] is not self.document:
            self._checked = (self.document, check(self.document))
        return self._checked[1]

    @property
    def path(self) -> Path | None:
        """The file it was opened from or last saved to."""
        return self._path

    @property
    def folder(self) -> Path | None:
        """Where relative paths in the data's settings begin."""
        origin = self._path or self._copy_of
        return origin.parent if origin else None

    @property
    def name(self) -> str:
        """What the model is called in titles."""
        if self._copy_of:
            return f"{self._copy_of.stem} (recovered)"
        return self._path.stem if self._path else "Untitled"

    @property
    def is_modified(self) -> bool:
        """Whether there is something to save."""
        if self._saved is None:
            return True
        document, checkpoint, runs = self._saved
        is_same = self.document is document and self.checkpoint is checkpoint and self.runs is runs
        return not is_same

    # Acts.

    def apply(
        self,
        words: str,
        document: Document,
        merge: str = "",
        checkpoint: Checkpoint | None = None,
        runs: Runs | None = None,
        moments: tuple[Moment, ...] = (),
    ) -> None:
        """Makes `document` the present one, as one undo step called `words`; trained as it was, or so far.

        `moments` are what is kept of the way to a new checkpoint; `runs` the kept runs, if they are others.
        Successive steps with the same `merge` count as one: typing into a field, nudging with the arrows.
        """
        reached = self.checkpoint if checkpoint is None else checkpoint
        past = self.moments if reached is self.checkpoint else moments
        kept = self.runs if runs is None else runs
        if document is self.document and reached is self.checkpoint and kept is self.runs:
            return
        self._move(lambda: self._history.push(words, document, reached, merge, kept, past))

    def trained(self, words: str, checkpoint: Checkpoint, moments: tuple[Moment, ...] = ()) -> None:
        """Notes how far training has come, and by what way, as an undo step of its own."""
        self.apply(words, self.document, checkpoint=checkpoint, moments=moments)

    def attempt(self, words: str, edit: Callable[[Document], Document], merge: str = "") -> bool:
        """Applies what `edit` makes of the document; a refusal is said instead. Whether it was done."""
        try:
            self.apply(words, edit(self.document), merge)
        except Refused as refusal:
            self.said.emit(str(refusal))
            return False
        return True

    @property
    def undo_words(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return self._history.undo_words

    @property
    def redo_words(self) -> str:
        """What redo would do again; empty when there is nothing."""
        return self._history.redo_words

    def undo(self) -> None:
        if words := self.undo_words:
            self._move(self._history.undo)
            self.said.emit(f"Undone: {words}")

    def redo(self) -> None:
        if words := self.redo_words:
            self._move(self._history.redo)
            self.said.emit(f"Done again: {words}")

    def replace(
        self,
        document: Document,
        checkpoint: Checkpoint | None = None,
        path: Path | None = None,
        runs: Runs | None = None,
        moments: tuple[Moment, ...] = (),
    ) -> None:
        """Opens another model in place of this one, with a history of its own."""
        self._replace(document, checkpoint or Checkpoint(), runs or Runs(), moments, path, None)
        self._saved = (self.document, self.checkpoint, self.runs)
        self.saved_changed.emit()

    def recover(
        self,
        document: Document,
        checkpoint: Checkpoint,
        copy_of: Path | None,
        runs: Runs | None = None,
        moments: tuple[Moment, ...] = (),
    ) -> None:
        """Opens unsaved work on `copy_of` (None if it never had a file); it stays unsaved, without a file."""
        self._replace(document, checkpoint, runs or Runs(), moments, None, copy_of)
        self.saved_changed.emit()

    def _replace(
        self,
        document: Document,
        checkpoint: Checkpoint,
        runs: Runs,
        moments: tuple[Moment, ...],
        path: Path | None,
        copy_of: Path | None,
    ) -> None:
        def start() -> None:
            self._history = History(document, checkpoint, runs, moments)
            self._saved = None
            self._path, self._copy_of = path, copy_of

        self._selection = frozenset()
        self._move(start)
        self.selection_changed.emit()

    def saved(self, path: Path, document: Document, checkpoint: Checkpoint, runs: Runs | None = None) -> None:
        """Notes that these were written to `path`; the runs of now, if no others are given."""
        self._saved = (document, checkpoint, self.runs if runs is None else runs)
        self._path, self._copy_of = path, None
        self.saved_changed.emit()

    # The selection.

    @property
    def selection(self) -> frozenset[Selected]:
        return self._selection

    @property
    def selected_nodes(self) -> tuple[NodeId, ...]:
        """The selected modules (the criterion too), without wires and cards that are no modules."""
        return tuple(sorted(item for item in self._selection if isinstance(item, int) and item >= 0))

    @property
    def selected_wires(self) -> tuple[tuple[NodeId, Wire], ...]:
        """The selected wires, each with its graph."""
        return tuple(item for item in self._selection if isinstance(item, tuple))

    @property
    def selected_remarks(self) -> tuple[RemarkId, ...]:
        """The selected notes and regions."""
        return tuple(sorted(item for item in self._selection if isinstance(item, RemarkId)))

    def select(self, items: Iterable[Selected] = ()) -> None:
        """Selects just these, of which those that do not exist are left out."""
        chosen = frozenset(item for item in items if self._exists(item))
        if chosen != self._selection:
            self._selection = chosen
            self.selection_changed.emit()

    def _exists(self, item: Selected) -> bool:
        nodes = index(self.document).nodes
        if isinstance(item, tuple):
            graph, wire = item
            return graph in nodes and wire in nodes[graph].wires
        if isinstance(item, RemarkId):
            return any(remark.id == item for remark in self.document.remarks)
        return item in nodes or item == INPUT or (item == OUTPUT and self.document.criterion is None)

    def _move(self, step: Callable[[], object]) -> None:
        """Does `step` on the history and tells everybody what came of it."""
        before, was_modified = self.document, self.is_modified
        step()
        if self.document is not before:
            kept = frozenset(item for item in self._selection if self._exists(item))
            lost, self._selection = kept != self._selection, kept
            self.document_changed.emit(before, self.document)
            if lost:
                self.selection_changed.emit()
        self.history_changed.emit()
        if self.is_modified != was_modified:
            self.saved_changed.emit()
