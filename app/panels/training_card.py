"""All training settings in one column: the optimiser, its rate, the gradient, the examples, when it stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.document import edits
from app.document.model import Document, Training
from app.document.schedules import SCHEDULES
from app.document.training import SETTINGS, TITLES, has_rate, optimiser_title, options_of
from app.look.formula import to_html
from app.panels.form import Form
from app.panels.parts import heading, words
from app.session import Session
from nncore.optim import METHODS
from nncore.spec import Arg

SECTIONS = (
    ("Optimiser", ("optimiser",)),
    ("Learning rate", ("learning_rate", "schedule")),
    ("Gradient", ("weight_decay", "clip")),
    ("Examples", ("batch_size", "shuffle", "shuffle_seed", "validation", "split_seed")),
    ("When it stops", ("epochs", "stop_loss", "patience")),
    ("First weights", ("seed",)),
)
EMPTY = {"batch_size": 0, "clip": 0.0, "patience": 0, "weight_decay": 0.0, "validation": 0.0}
"""Values that an empty field stands for."""


class TrainingCard(QWidget):
    """Reads and edits the document's training settings. What does not apply is greyed out."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainingCard")
        self._session = session
        self._forms: list[Form] = []
        self._formula = words(role="muted", name="optimiserFormula")
        self._formula.setTextFormat(Qt.TextFormat.RichText)
        self._of_optimiser = _Options(session, "options")
        self._of_schedule = _Options(session, "schedule_options")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for title, names in SECTIONS:
            layout.addWidget(heading(title))
            form = Form(
                [SETTINGS[name] for name in names], self._give, "training:", titles=TITLES, parent=self
            )
            self._forms.append(form)
            layout.addWidget(form)
            if "optimiser" in names:
                layout.addWidget(self._formula)
                layout.addWidget(self._of_optimiser)
            if "schedule" in names:
                layout.addWidget(self._of_schedule)
        entitle(self._field("optimiser"), optimiser_title)
        entitle(self._field("schedule"), lambda name: SCHEDULES[name].title)
        self.follow()

    def follow(self) -> None:
        """Shows what the model has now."""
        training = self._session.document.training
        values = shown(training)
        for form in self._forms:
            form.follow(values)
        method = METHODS[training.optimiser]
        self._formula.setText(f"{method.spec.summary}<br>{to_html(method.spec.formula)}")
        self._of_optimiser.follow(training.optimiser, options_of(training.optimiser))
        self._of_schedule.follow(training.schedule, SCHEDULES[training.schedule].options)
        self._field("learning_rate").setEnabled(has_rate(training.optimiser))
        self._field("clip").setEnabled(method.oneGradient)
        self._field("shuffle_seed").setEnabled(training.shuffle)
        self._field("split_seed").setEnabled(training.validation > 0)

    def _field(self, name: str) -> QWidget:
        return next(form.fields[name].editor for form in self._forms if name in form.fields)

    def _give(self, name: str, value: Any, merge: str) -> None:
        give(self._session, name, value, merge)


class _Options(QWidget):
    """The fields of the optimiser or the schedule that is chosen."""

    def __init__(self, session: Session, which: str) -> None:
        super().__init__()
        self._session, self._which = session, which
        self._whose = ""
        self._form: Form | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def follow(self, whose: str, args: tuple[Arg, ...]) -> None:
        """Shows these options with what the model has now."""
        if whose != self._whose:
            self._whose = whose
            if self._form is not None:
                self._layout.removeWidget(self._form)
                self._form.deleteLater()
            self._form = Form(args, self._give, f"{self._which}:", self) if args else None
            if self._form is not None:
                self._layout.addWidget(self._form)
        if self._form is not None:
            self._form.follow(dict(getattr(self._session.document.training, self._which)))

    def _give(self, name: str, value: Any, merge: str) -> None:
        document = edits.set_options(self._session.document, self._which, name, value)
        self._session.apply(f"Set {name}", document, merge)


def shown(training: Training) -> dict[str, Any]:
    """The settings as fields show them: what is left at nothing is empty."""
    values = asdict(training)
    return {name: None if values[name] == EMPTY.get(name) else values[name] for name in SETTINGS}


def give(session: Session, name: str, value: Any, merge: str) -> None:
    """Sets one setting, as one undo step; None is what the empty field stands for.

    Raises:
        Refused: for a value that does not fit, with the allowed range.
    """
    if value is None:
        value = EMPTY.get(name, getattr(Training(), name))
    document = _changed(session.document, name, value)
    session.apply(f"Set the {TITLES[name].lower()}", document, merge)
    if name == "optimiser" and has_rate(value):
        rate = document.training.learning_rate
        session.said.emit(f"{optimiser_title(value)} begins with its usual learning rate, {rate:g}")


def _changed(document: Document, name: str, value: Any) -> Document:
    if name == "optimiser":
        return edits.choose_optimiser(document, value)
    return edits.set_training(document, **{name: value})


def entitle(box: QWidget, title: Callable[[str], str]) -> None:
    """Shows choices by what people call them."""
    assert isinstance(box, QComboBox)
    for place in range(box.count()):
        box.setItemText(place, title(box.itemData(place)))
