"""The bugs lab's side of the window: has the run looked at, switches bugs, carries out repairs.

The training thread only says where it stands; the rest is done in a thread of its own while training goes on.
"""

from __future__ import annotations

import threading
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from app.document.essence import essence
from app.document.model import Document
from app.runner import POLL, Runner
from app.session import Session
from app.training import lab
from app.training.diagnosis.examiner import Examiner
from app.training.diagnosis.finding import Finding
from app.training.diagnosis.stand import Stand, stand

OFTEN, SELDOM = 500, 2500
"""Milliseconds between two questions: while the answers are seen, and while they are not."""
PATIENCE = 1.0
"""Seconds that closing waits."""
SHARE = 50
"""No more than one part in so many of the time is spent on answers."""


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
        self._reasons: tuple[Document, dict[str, str]] = session.document, {}
        self._examiner = Examiner()
        self._is_seen = self._is_asking = self._is_stale = False
        self._rest = 0
        self._look: _Look | None = None
        self._watch = QTimer(self)
        self._watch.setInterval(POLL)
        self._watch.timeout.connect(self._poll)
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
            if self.findings or self.trouble or self.steps is not None:
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
        if self._runner.ask(stand, self._begin, self._fail) is None:
            self._is_asking = False
            blocker = self._session.check.blocker
            self._show((), None, blocker.text if blocker else "")

    def _begin(self, where: Stand) -> None:
        """Has it looked at."""
        self._look = _Look(self._examiner, where)
        self._look.start()
        self._watch.start()

    def _poll(self) -> None:
        """Takes over what was found, once it is."""
        look = self._look
        if look is None or look.is_alive():
            return
        self._watch.stop()
        self._look, self._is_asking = None, False
        self._rest = int(1000 * SHARE * look.seconds)
        if self._is_stale and not self._runner.is_running:
            self._later.start(0)
        elif look.trouble:
            self._show((), None, look.trouble)
        elif essence(look.stand.document) == essence(self._session.document):
            self._show(look.findings, look.stand.state.step)

    def close(self) -> None:
        """Waits a moment for the thread to end; it touches nothing but what is its own."""
        self._later.stop()
        self._watch.stop()
        if self._look is not None:
            self._look.join(PATIENCE)

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
        document = self._session.document
        if self._reasons[0] is not document:
            self._reasons = document, {}
        known = self._reasons[1]
        if bug not in known:
            known[bug] = "" if self.is_on(bug) else lab.find(bug).why_not(document)
        return known[bug]

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


class _Look(threading.Thread):
    """One diagnosis."""

    def __init__(self, examiner: Examiner, where: Stand) -> None:
        super().__init__(name="diagnosis", daemon=True)
        self._examiner = examiner
        self.stand = where
        self.findings: tuple[Finding, ...] = ()
        self.trouble = ""
        self.seconds = 0.0

    def run(self) -> None:
        began = perf_counter()
        try:
            self.findings = self._examiner(self.stand)
        except Exception as error:  # whatever it is, the window says it
            self.trouble = f"The run could not be looked at. {type(error).__name__}: {error}"
        self.seconds = perf_counter() - began
