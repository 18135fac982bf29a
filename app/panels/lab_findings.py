"""The diagnosis: a card for each thing that seems wrong with the training."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.bugs_lab import BugsLab
from app.look import restyle
from app.look.tokens import GRID
from app.panels.parts import heading, words
from app.panels.spark import Spark
from app.training.diagnosis.finding import Finding

UNKNOWN = "Run the model, or make a step: it is said here what seems to be wrong, and how to mend it."


class LabFindings(QWidget):
    """Follows what is found. Cards of the same finding stay, so that no button goes from under a hand."""

    def __init__(self, bugs: BugsLab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self._bugs = bugs
        self.cards: list[FindingCard] = []
        self.note = words(UNKNOWN, "small", "diagnosisNote")
        self._column = QVBoxLayout()
        self._column.setSpacing(2 * GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(heading("Diagnosis"))
        layout.addWidget(self.note)
        layout.addLayout(self._column)
        bugs.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Shows what is found now."""
        findings = self._bugs.findings
        self.note.setVisible(not findings)
        text, role = self._words()
        self.note.setText(text)
        restyle(self.note, role=role)
        if [card.key for card in self.cards] == [_key(finding) for finding in findings]:
            for card, finding in zip(self.cards, findings, strict=True):
                card.show_finding(finding)
            return
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [FindingCard(finding, self._bugs) for finding in findings]
        for card in self.cards:
            self._column.addWidget(card)

    def _words(self) -> tuple[str, str]:
        if self._bugs.findings:
            return "", "small"
        if self._bugs.trouble:
            return self._bugs.trouble, "small"
        if self._bugs.steps is None:
            return UNKNOWN, "small"
        steps = self._bugs.steps
        when = "at the start" if not steps else "after one step" if steps == 1 else f"after {steps:,} steps"
        return f"Nothing wrong was found {when}.", "ok"


class FindingCard(QWidget):
    """One finding: what, why, the curve, the repair."""

    def __init__(self, finding: Finding, bugs: BugsLab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"finding:{finding.bug}")
        self._bugs = bugs
        self._finding = finding
        self.key = _key(finding)
        self.title = words(finding.title, "warning", f"findingTitle:{finding.bug}")
        self.why = words(name=f"findingWhy:{finding.bug}")
        self.repair_words = words(name=f"findingRepair:{finding.bug}", role="small")
        self.spark: Spark | None = None
        self._spark_place = QVBoxLayout()
        self.repair = QPushButton("Repair")
        self.repair.setObjectName(f"repairFinding:{finding.bug}")
        restyle(self.repair, kind="primary")
        self.repair.clicked.connect(lambda: bugs.mend(self._finding))
        self.show_module = QPushButton("Show")
        self.show_module.setObjectName(f"showFinding:{finding.bug}")
        self.show_module.setToolTip("Selects the module")
        self.show_module.clicked.connect(lambda: bugs.show(self._finding))
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.repair)
        buttons.addWidget(self.show_module)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        for widget in (self.title, self.why):
            layout.addWidget(widget)
        layout.addLayout(self._spark_place)
        layout.addWidget(self.repair_words)
        layout.addLayout(buttons)
        self.show_finding(finding)

    def show_finding(self, finding: Finding) -> None:
        """Takes over its numbers."""
        self._finding = finding
        if self.why.text() != finding.why:
            self.why.setText(finding.why)
        again = ", and begin anew" if finding.mend.restart else ""
        self.repair_words.setText(f"Repair: {finding.mend.words[:1].lower()}{finding.mend.words[1:]}{again}.")
        self.repair.setToolTip(f"{finding.mend.words}{again}. It can be undone.")
        self.show_module.setVisible(finding.node is not None)
        self._show_curve(finding)

    def _show_curve(self, finding: Finding) -> None:
        if self.spark is not None and self.spark.shows(finding.curve):
            return
        if self.spark is not None:
            self._spark_place.removeWidget(self.spark)
            self.spark.hide()
            self.spark.deleteLater()
            self.spark = None
        if len(finding.curve) > 1:
            self.spark = Spark(finding.curve, finding.caption)
            self._spark_place.addWidget(self.spark)


def _key(finding: Finding) -> tuple[str, object]:
    return finding.bug, finding.node
