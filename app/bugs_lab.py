"""The bugs lab's side of the window: asks what is wrong with the run, switches bugs, carries out repairs."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from app.document.essence import essence
from app.document.model import Document
from app.runner import Runner
from app.session import Session
from app.training import lab
from app.training.diagnosis.examiner import Examiner
from app.training.diagnosis.finding import Finding
from app.training.run import Run

OFTEN, SELDOM = 500, 1500
"""Milliseconds between two questions: while the answers are seen, and while they are not."""
SHARE = 50
"""No more than one part in so many of the time is spent on answers."""

Answer = tuple[tuple[Finding, ...], int, float]
"""What was found, after how many steps, and how many seconds that took."""


class BugsLab(QObject):
    """What is found of the present run, brought up to date while somebody looks or something runs."""

    changed = Signal()
    found = Signal(object)  # a finding that was not there before

    def __init__(self, session: Session, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        self.steps: int | None = None
        """After how many steps that was found; None before anything was looked at."""
        self.trouble = ""
        """Why it could not be looked at."""
        self._session, self._runner = session, runner
        self._examiner = Examiner()
        self._is_seen = self._is_asking = self._is_stale = False
        self._rest = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._ask)
        session.document_changed.connect(self._on_document)
        session.history_changed.connect(self._soon)
        runner.state_changed.connect(self._soon)
        runner.progressed.connect(self._on_progress)

    # What is wrong.

    def set_seen(self, on: bool) -> None:
        """Whether the findings are on the screen."""
        self._is_seen = on
        if on:
            self._soon()

    def _on_document(self, before: Document, now: Document) -> None:
        """What was found of another model no longer holds."""
        if essence(before) != essence(now):
            self._show((), None)
            self._soon()

    def _on_progress(self) -> None:
        if self._runner.is_running and not self._is_asking and not self._later.isActive():
            self._later.start(max(OFTEN if self._is_seen else SELDOM, self._rest))

    def _soon(self) -> None:
        """Asks once what is going on now is done with."""
        if self._is_wanted:
            self._is_stale = True
            if not self._is_asking:
                self._later.start(0)

    @property
    def _is_wanted(self) -> bool:
        runner = self._runner
        return self._is_seen or runner.is_running or runner.has_run or runner.state == "fault"

    def _ask(self) -> None:
        if self._is_asking or not self._is_wanted:
            return
        self._is_asking, self._is_stale = True, False
        if self._runner.ask(self._examine, self._take, self._fail) is None:
            self._is_asking = False
            blocker = self._session.check.blocker
            self._show((), None, blocker.text if blocker else "")

    def _examine(self, run: Run) -> Answer:
        """Put to the run on its own thread."""
        began = perf_counter()
        found = self._examiner(run)
        return found, run.step_count, perf_counter() - began

    def _take(self, answer: Answer) -> None:
        self._is_asking = False
        findings, steps, seconds = answer
        self._rest = int(1000 * SHARE * seconds)
        if self._is_stale and not self._runner.is_running:
            self._later.start(0)
            return
        self._show(findings, steps)

    def _fail(self, error: Exception) -> None:
        self._is_asking = False
        self._show((), None, str(error))

    def _show(self, findings: tuple[Finding, ...], steps: int | None, trouble: str = "") -> None:
        known = {finding.bug for finding in self.findings}
        self.findings, self.steps, self.trouble = findings, steps, trouble
        self.changed.emit()
        for finding in findings:
            if finding.bug not in known:
                self.found.emit(finding)

    # What is done about it.

    def mend(self, finding: Finding) -> None:
        """Carries out a repair, as one act; a refusal is said."""
        words = f"Repair: {finding.mend.words}"
        if finding.mend.restart:
            self._runner.restart(words, finding.mend.edit)
        else:
            self._session.attempt(words, finding.mend.edit)

    def show(self, finding: Finding) -> None:
        """Selects the module that a finding is about."""
        if finding.node is not None:
            self._session.select([finding.node])

    # Bugs.

    def is_on(self, bug: str) -> bool:
        return bug in self._session.document.training.faults

    def why_not(self, bug: str) -> str:
        """Why a bug cannot be switched, in words; "" when it can."""
        return "" if self.is_on(bug) else lab.find(bug).why_not(self._session.document)

    def switch(self, bug: str, on: bool) -> None:
        """Puts a bug in or takes it out. One that lies in the first weights begins the training anew."""
        switch = lab.find(bug)
        words = f"Bug {'on' if on else 'off'}: {switch.title}"

        def edit(document: Document) -> Document:
            return lab.switched(document, bug, on)

        if switch.first and self._runner.has_run:
            self._runner.restart(words, edit)
        else:
            self._session.attempt(words, edit)

    def switch_all_off(self) -> None:
        """Takes every bug out."""
        bugs = self._session.document.training.faults

        def edit(document: Document) -> Document:
            for bug in bugs:
                document = lab.switched(document, bug, False)
            return document

        if self._runner.has_run and any(lab.find(bug).first for bug in bugs):
            self._runner.restart("All bugs off", edit)
        else:
            self._session.attempt("All bugs off", edit)
