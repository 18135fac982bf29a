"""What goes through the modules, for whoever shows it: of the step at hand, live, or of the next batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.document.essence import essence
from app.document.model import Document, NodeId
from app.runner import Runner
from app.session import Session
from app.stepper import Stepper
from app.training.event import Values
from app.training.run import Run
from app.training.trace import Trace, trace

AFTER = 120
"""Milliseconds after an edit or a moment of the past before the next batch is asked for."""


class Looking(QObject):
    """Holds the values of the modules that are wanted.

    While a batch is stepped through they are those at the place reached; while it trains, those of a batch
    a moment ago; else those that the next batch would have, of the moment that is shown.
    """

    changed = Signal()

    def __init__(
        self, session: Session, runner: Runner, stepper: Stepper, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._runner, self._stepper = session, runner, stepper
        self._wanted: dict[object, frozenset[NodeId]] = {}
        self._known: Mapping[NodeId, Values] = {}
        self._told = ""
        self._asked: Future[Any] | None = None
        self._for: object = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER)
        self._soon.timeout.connect(self._ask)
        stepper.changed.connect(self._follow)
        runner.progressed.connect(self._follow_live)
        runner.state_changed.connect(self._follow)
        runner.shown_changed.connect(self._follow)
        session.history_changed.connect(self._follow)
        session.document_changed.connect(self._on_document)

    # What is known.

    @property
    def known(self) -> Mapping[NodeId, Values]:
        """The values of the wanted modules, by their names; the criterion's and the data's (INPUT) too."""
        return self._known

    @property
    def told(self) -> str:
        """Of which batch they are, in words; "" when nothing is known."""
        return self._told

    @property
    def is_live(self) -> bool:
        """Whether training runs, so that they change many times a second."""
        return self._runner.is_running

    def want(self, who: object, nodes: Iterable[NodeId] = ()) -> None:
        """Has the values of these modules kept at hand for `who`; of none when nothing is wanted any more."""
        nodes = frozenset(nodes)
        if nodes == self._wanted.get(who, frozenset()):
            return
        before = self._all
        self._wanted[who] = nodes
        if not nodes:
            del self._wanted[who]
        if self._all != before:
            self._runner.watch(self._all)
            if not self._all <= before or not self._all:
                self._follow()

    @property
    def _all(self) -> frozenset[NodeId]:
        return frozenset().union(*self._wanted.values())

    # How it changes.

    def _follow(self) -> None:
        wave, trace = self._stepper.wave, self._stepper.trace
        if wave is not None and trace is not None:
            self._show(
                wave.known, f"Batch {trace.step + 1}, step {self._stepper.position} of {len(trace.events)}"
            )
        elif self._runner.is_running:
            self._follow_live()
        elif self._all:
            self._soon.start(0)

    def _follow_live(self) -> None:
        seen = self._runner.seen
        if seen is not None and seen.known is not self._known and self._stepper.trace is None:
            self._show(seen.known, f"Live: batch {seen.step:,}")

    def _on_document(self, before: Document, now: Document) -> None:
        if self._all and essence(before) != essence(now):
            self._soon.start()

    def _ask(self) -> None:
        """Asks for the next batch's values, of the moment that is shown."""
        nodes, stepper, runner = self._all, self._stepper, self._runner
        if not nodes or stepper.trace is not None or runner.is_running:
            return
        if self._asked is not None:
            self._asked.cancel()
        shown = runner.shown

        def question(run: Run) -> Trace:
            return trace(run, nodes)

        def then(found: Trace) -> None:
            if stepper.trace is None and not runner.is_running and runner.shown is shown:
                when = "shown" if shown is not None else "next"
                self._show(found.known(found.update), f"Batch {found.step + 1}, the {when} one")

        self._asked = runner.ask(question, then, lambda error: self._show({}, str(error)), shown)
        if self._asked is None:
            self._show({}, "")

    def _show(self, known: Mapping[NodeId, Values], told: str) -> None:
        self._known, self._told = known, told
        self.changed.emit()
