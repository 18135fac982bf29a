"""What a person can do with the runs that are kept: each act is one undo step of the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.document import runs as kept
from app.document.essence import network
from app.document.model import Document
from app.document.refused import Refused
from app.document.runs import Fork, KeptRun, RunId, Runs
from app.past import with_present
from app.runner import Runner
from app.session import Session


class Keeping:
    """The acts on the kept runs of a session."""

    def __init__(self, session: Session, runner: Runner) -> None:
        self._session, self._runner = session, runner

    def keep(self) -> None:
        """Keeps the run at hand as it is now, beside the one that goes on; pauses first."""

        def act() -> None:
            runs = with_present(self._session)
            if run := runs.holding(self._session.checkpoint):
                origin = Fork(run.id, self._session.checkpoint.epoch)
                self._apply(f"Keep {run.name}", replace(runs, fork=origin))
                self._session.said.emit(f"The run is kept as {run.name}")

        self._runner.when_paused(act)

    def go_back(self, id: RunId) -> None:
        """Makes a kept run the one at hand again, with its settings. What was at hand is kept."""

        def act() -> None:
            session = self._session
            if (run := session.runs.run(id)) is None:
                return
            runs = replace(with_present(session), fork=Fork(id, run.checkpoint.epoch))
            document = as_trained(session.document, run)
            session.apply(f"Go back to {run.name}", document, checkpoint=run.checkpoint, runs=runs)
            session.said.emit(f"Run goes on from the end of {run.name} now, with its settings")

        self._runner.when_paused(act)

    def rename(self, id: RunId, name: str) -> bool:
        """Gives a run another name; says why not where it cannot have that. Whether it was done."""
        return self._attempt(f"Rename a Run to {name}", lambda runs: kept.rename(runs, id, name))

    def show(self, id: RunId, is_ghost: bool) -> None:
        """Draws a run in the plots, or not."""
        self._attempt(
            f"{'Show' if is_ghost else 'Hide'} {self._name(id)}", lambda runs: kept.show(runs, id, is_ghost)
        )

    def remove(self, id: RunId) -> None:
        """Throws a run away."""
        self._attempt(f"Delete {self._name(id)}", lambda runs: kept.remove(runs, id))

    def _name(self, id: RunId) -> str:
        run = self._session.runs.run(id)
        return run.name if run else "a Run"

    def _attempt(self, words: str, change: Callable[[Runs], Runs]) -> bool:
        try:
            self._apply(words, change(self._session.runs))
        except Refused as refusal:
            self._session.said.emit(str(refusal))
            return False
        return True

    def _apply(self, words: str, runs: Runs) -> None:
        self._session.apply(words, self._session.document, runs=runs)


def as_trained(document: Document, run: KeptRun) -> Document:
    """The document as the run had it; where only settings differ, cards stay where they stand."""
    if network(document) == network(run.document):
        return replace(document, training=run.document.training)
    return replace(run.document, fresh=max(document.fresh, run.document.fresh))
