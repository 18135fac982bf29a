"""The bar over the plots: start and stop, the training's settings, and how it goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QToolButton, QWidget

from app.document.index import index
from app.document.model import INPUT, OUTPUT
from app.document.training import SETTINGS, TITLES, has_rate, optimiser_title
from app.look import look, restyle
from app.look.icons import icon
from app.look.tokens import GRID
from app.panels.form import Form
from app.panels.readouts import Readouts, Reason
from app.panels.training_card import entitle, give, shown
from app.runner import Runner
from app.session import Session

IN_BAR = ("learning_rate", "batch_size", "epochs", "optimiser", "seed")
"""The settings that are at hand here; all of them stand in the inspector when nothing is selected."""
NAMES = {"learning_rate": "learningRate", "batch_size": "batchSize"}
"""Object names that are not the settings' own."""

BUTTONS = ("pause", "back_module", "step_module", "step_phase", "step", "step_epoch", "rewind", "new_seed")


class TrainingBar(QWidget):
    """Reads and edits the document's training settings; the buttons are the commands' actions, by id."""

    def __init__(
        self, session: Session, runner: Runner, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("trainingBar")
        self._session, self._runner = session, runner
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GRID, GRID // 2, 2 * GRID, GRID // 2)
        self._row.setSpacing(GRID // 2)
        self._add_buttons(actions)
        self._form = self._add_form()
        self._readouts, self._reason = Readouts(runner, self), Reason(self._go, self)
        self._side = QStackedWidget(self)
        self._side.addWidget(self._readouts)
        self._side.addWidget(self._reason)
        self._row.addSpacing(GRID)
        self._row.addWidget(self._side, 1)
        self._refusal = ""
        session.document_changed.connect(self.follow)
        runner.state_changed.connect(self.follow)
        self._form.refused.connect(self._refuse)
        look.changed.connect(self._size)
        self._size()
        self.follow()

    def follow(self) -> None:
        """Shows what the model has now."""
        training = self._session.document.training
        self._form.follow(shown(training))
        self._form.fields["learning_rate"].editor.setEnabled(has_rate(training.optimiser))
        blocker = self._session.check.blocker
        words = self._refusal or (blocker.text if blocker and not self._runner.is_running else "")
        self._reason.show_reason(words, can_go=not self._refusal)
        self._side.setCurrentWidget(self._reason if words else self._readouts)

    def focus_first_field(self) -> None:
        """Gives the keyboard to the first of the settings."""
        first = next(iter(self._form.fields.values()))
        first.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_buttons(self, actions: Mapping[str, QAction]) -> None:
        if "run" in actions:
            self._row.addWidget(RunButton(actions["run"], self))
        for name in BUTTONS:
            if name in actions:
                button = QToolButton(self)
                button.setDefaultAction(actions[name])
                button.setAccessibleName(actions[name].text().replace("&", ""))
                self._row.addWidget(button)
        if actions:
            rule = QFrame(self)
            rule.setFrameShape(QFrame.Shape.VLine)
            self._row.addSpacing(GRID // 2)
            self._row.addWidget(rule)
            self._row.addSpacing(GRID // 2)

    def _add_form(self) -> Form:
        form = Form([SETTINGS[name] for name in IN_BAR], self._give, "", self, across=True, titles=TITLES)
        for name, field in form.fields.items():
            field.editor.setObjectName(NAMES.get(name, name))
        entitle(form.fields["optimiser"].editor, optimiser_title)
        self._row.addWidget(form)
        return form

    def _size(self) -> None:
        """Gives fields and icons the size of the window's words."""
        for field in self._form.fields.values():
            field.editor.setFixedSize(look.scaled(92), look.scaled(32))
        for button in self.findChildren(QToolButton):
            button.setIconSize(QSize(look.scaled(20), look.scaled(20)))

    def _give(self, name: str, value: Any, merge: str) -> None:
        give(self._session, name, value, merge)

    def _refuse(self, words: str) -> None:
        if words != self._refusal:
            self._refusal = words
            self.follow()

    def _go(self) -> None:
        """Selects what keeps the model from running."""
        blocker = self._session.check.blocker
        if blocker and (
            blocker.node in index(self._session.document).nodes or blocker.node in (INPUT, OUTPUT)
        ):
            self._session.select([blocker.node])


class RunButton(QToolButton):
    """The one button in the accent's colour. It follows its action, whose own icon is not for that ground."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.setObjectName("run")
        self.setText(action.text().replace("&", ""))
        self.setIcon(icon("run", "on_accent"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        restyle(self, kind="primary")
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())
