"""The window's side of time travel: the moments of the run, and which of them is being looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.document.essence import network
from app.document.model import Checkpoint, Document
from app.document.moment import Moment
from app.document.runs import Fork, Runs, keep
from app.session import Session
from app.training.epochs import EpochLosses
from app.training.scores import Scores
from app.training.timeline import checkpoint_at
from app.training.worker import Worker

Series = tuple[EpochLosses, EpochLosses, Scores]
"""The losses of the finished epochs, those on what is held out, and the scores of both."""


class Past(QObject):
    """What there is of the run before now. Views show `shown`; None is now, as it goes on."""

    shown_changed = Signal()

    def __init__(self, session: Session, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._worker = session, worker
        self._moment: Moment | None = None
        self._shown: Checkpoint | None = None
        self._read: tuple[Checkpoint, Series] | None = None  # worked out once
        self.is_growing = False
        """Whether the session is just being told how far the run went on."""
        self._network: tuple[Document, object] | None = None
        session.history_changed.connect(self._follow)

    def moments(self, is_running: bool) -> tuple[Moment, ...]:
        """The moments of this network that lie before now, the oldest first."""
        return tuple(self.each(is_running))

    def each(self, is_running: bool) -> Iterator[Moment]:
        """The same, one after the other."""
        known = self._worker.timeline.moments if is_running else self._session.moments
        now = self._worker.step_count if is_running else self._session.checkpoint.step
        fits: dict[int, bool] = {}
        for moment in known:
            key = id(moment.document)
            if key not in fits:
                fits[key] = self._fits(moment.document)
            if fits[key] and moment.step < now:
                yield moment

    @property
    def losses(self) -> Series:
        """What there is of each epoch up to the session's checkpoint."""
        checkpoint = self._session.checkpoint
        if self._read is None or self._read[0] is not checkpoint:
            held_out = checkpoint.validations
            validations = EpochLosses(held_out, checkpoint.omitted if held_out else 0)
            losses = EpochLosses(checkpoint.losses, checkpoint.omitted)
            self._read = checkpoint, (losses, validations, Scores(checkpoint.scores))
        return self._read[1]

    @property
    def shown(self) -> Checkpoint | None:
        """How far it was trained at the moment that is looked at; None for now."""
        return self._shown

    @property
    def moment(self) -> Moment | None:
        """The moment that is looked at; None for now."""
        return self._moment

    def show(self, moment: Moment | None, series: Series | None = None) -> None:
        """Looks at a moment, or at what is now. `series` is that of the run at hand, or else `losses`."""
        if moment is not self._moment:
            self._moment = moment
            self._shown = None if moment is None else checkpoint_at(moment, *(series or self.losses))
            self.shown_changed.emit()

    def _fits(self, document: Document) -> bool:
        now = self._session.document
        if self._network is None or self._network[0] is not now:
            self._network = (now, network(now))
        return document is now or network(document) == self._network[1]

    def _follow(self) -> None:
        """A moment that is not on the way to the present any more is left."""
        moment, session = self._moment, self._session
        if self.is_growing and moment and moment.step < session.checkpoint.step:
            return  # it may be thinned out of those that are kept, and is looked at all the same
        if moment and (moment not in session.moments or moment.step >= session.checkpoint.step):
            self.show(None)


def with_present(session: Session, epochs: int = 0) -> Runs:
    """The kept runs, and the one at hand if it trained at all and finished so many epochs."""
    checkpoint = session.checkpoint
    if checkpoint.step == 0 or checkpoint.epoch < epochs:
        return session.runs
    return keep(session.runs, session.document, checkpoint, datetime.now().isoformat(timespec="seconds"))


def continue_from(session: Session, moment: Moment, shown: Checkpoint) -> None:
    """Makes a moment, whose checkpoint is `shown`, the present one; the run at hand is kept beside it."""
    runs = with_present(session)
    origin = runs.holding(session.checkpoint)
    session.apply(
        f"Continue from {moment.words}",
        session.document,
        checkpoint=shown,
        runs=replace(runs, fork=Fork(origin.id, moment.time) if origin else None),
        moments=tuple(known for known in session.moments if known.step <= moment.step),
    )
    kept = f"; the run until here is kept as {origin.name}" if origin else ""
    session.said.emit(f"Run goes on from {moment.words} now{kept}")
