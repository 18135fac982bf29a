"""New, open, save: with the question about unsaved changes, and words for people when a file fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.claim import is_claimed
from app.document.model import INPUT, Checkpoint, Document
from app.files.model_file import SUFFIX, FileError, load_all, save
from app.recovery import Copy, beside, found

if TYPE_CHECKING:
    from app.window import Window

FILTER = f"Netloom models (*{SUFFIX});;All files (*)"
OPEN_FILTER = (
    f"Models and data (*{SUFFIX} *.csv *.tsv *.txt *.npy *.npz *ubyte *ubyte.gz);;"
    f"Netloom models (*{SUFFIX});;All files (*)"
)
Then = Callable[[], object]


def _nothing() -> None:
    """What follows when nothing follows."""


def _keep(copy: Copy) -> None:
    """Leaves a copy where it is."""


class FileActions(QObject):
    """The acts of the File menu on one window. Dialogs stay open while the window lives on."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    def new(self, document: Document | None = None) -> None:
        """An empty model, or `document`, once unsaved changes are dealt with."""
        self.when_safe(lambda: self._replace(document or Document()))

    def _replace(self, document: Document) -> None:
        self._session.replace(document)
        self._window.canvas.frame_all()

    def ask_open(self) -> None:
        """Asks for a file and opens it."""
        self._dialog("Open a Model or Data", QFileDialog.AcceptMode.AcceptOpen, self.open, OPEN_FILTER)

    def open(self, path: Path) -> None:
        """Opens `path`, once unsaved changes are dealt with; data is taken as this model's data."""
        if path.suffix == SUFFIX or not self._take_as_data(path):
            self.when_safe(lambda: self.open_now(path))

    def _take_as_data(self, path: Path) -> bool:
        """Whether it is data. It is read, and is the model's once that is done; what is missing is asked."""
        if not self._window.data_choice.choose_file(path):
            return False
        self._session.select([INPUT])
        self._session.said.emit(f"Reading {path.name} as the model's data")
        return True

    def open_now(self, path: Path) -> bool:
        """Opens `path` in place of what is open; where that fails, says why and changes nothing.

        Where another window has it open, that one comes to the front; where a crash has left unsaved work on
        it, that is offered.
        """
        if path != self._session.path and path.exists() and is_claimed(path, show=True):
            self._session.said.emit(
                f"{path.name} is open in another window, which was asked to come to the front"
            )
            return False
        try:
            document, checkpoint, runs, moments, plotted = load_all(path)
        except FileError as error:
            self._complain("This file could not be opened", str(error))
            return False
        self._session.replace(document, checkpoint, path, runs, moments)
        self._window.runner.curves.restore(plotted)
        self._window.settings.used(path)
        self._window.canvas.frame_all()
        self._session.said.emit(f"Opened {path.name}")
        if copy := beside(path, self._window.recovery_home):
            self._offer([copy])
        return True

    def offer_unsaved(self) -> None:
        """At the start: offers the work that a crash has left unsaved."""
        self._offer(found(self._window.settings.recent, self._window.recovery_home))

    def _offer(self, copies: list[Copy]) -> None:
        """Asks about the first of these copies, then about the others."""
        if not copies:
            return
        copy, *others = copies
        box = QMessageBox(self._window)
        box.setObjectName("recovery")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Unsaved Work")
        box.setText(f"Unsaved work on {copy.name} was found, of {copy.when:%d %B, %H:%M}.")
        box.setInformativeText(
            "The program ended before it was saved. It opens as an unsaved copy; no file changes."
        )
        for text, role, name, act in (
            ("Open the Copy", QMessageBox.ButtonRole.AcceptRole, "recoveryOpen", self._recover),
            ("Throw It Away", QMessageBox.ButtonRole.DestructiveRole, "recoveryDiscard", Copy.remove),
            ("Decide Later", QMessageBox.ButtonRole.RejectRole, "recoveryLater", _keep),
        ):
            button = box.addButton(text, role)
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, act=act: act(copy))
        box.finished.connect(
            lambda _: self._offer(others if self._session.path or not self._session.is_modified else [])
        )
        box.finished.connect(box.deleteLater)
        box.open()

    def _recover(self, copy: Copy) -> None:
        try:
            document, checkpoint, runs, moments, plotted = copy.load()
        except FileError as error:
            self._complain("The unsaved work could not be read", str(error))
            return
        self._session.recover(document, checkpoint, copy.original, runs, moments)
        self._window.runner.curves.restore(plotted)
        self._window.recovery.adopt(copy)
        self._window.canvas.frame_all()

    def save(self, then: Then = _nothing) -> None:
        """Saves to the model's file, or asks for one where it has none."""
        if self._session.path is None:
            self.ask_save(then)
        else:
            self.save_to(self._session.path, then)

    def ask_save(self, then: Then = _nothing) -> None:
        """Asks for a file and saves to it."""
        self._dialog(
            "Save the Model", QFileDialog.AcceptMode.AcceptSave, lambda path: self.save_to(path, then)
        )

    def save_to(self, path: Path, then: Then = _nothing) -> None:
        """Saves to `path` as things stand, a running training included."""
        self._window.runner.with_checkpoint(lambda checkpoint: self._write(path, checkpoint, then))

    def _write(self, path: Path, checkpoint: Checkpoint, then: Then) -> None:
        document, runs = self._session.document, self._session.runs
        try:
            runner = self._window.runner
            save(path, document, checkpoint, runs, runner.moments, runner.curves.kept())
        except FileError as error:
            self._complain("The model could not be saved", str(error))
            return
        self._session.saved(path, document, checkpoint, runs)
        self._window.settings.used(path)
        self._session.said.emit(f"Saved {path.name}")
        then()

    def when_safe(self, then: Then) -> None:
        """Calls `then` when no work can be lost by it: at once, or after saving or a choice not to."""
        self._window.runner.when_paused(lambda: self._ask_about_changes(then))

    def _ask_about_changes(self, then: Then) -> None:
        if not self._session.is_modified:
            then()
            return
        box = QMessageBox(self._window)
        box.setObjectName("unsaved")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Unsaved Changes")
        box.setText(f"Save the changes to {self._session.name}?")
        box.setInformativeText("What is not saved is lost.")
        button = QMessageBox.StandardButton
        box.setStandardButtons(button.Save | button.Discard | button.Cancel)
        box.setDefaultButton(button.Save)
        for which, name in (
            (button.Save, "unsavedSave"),
            (button.Discard, "unsavedDiscard"),
            (button.Cancel, "unsavedCancel"),
        ):
            box.button(which).setObjectName(name)

        def answered(_: int) -> None:
            chosen = box.standardButton(box.clickedButton())
            box.deleteLater()
            if chosen == button.Save:
                self.save(then)
            elif chosen == button.Discard:
                self._window.recovery.forget()
                then()

        box.finished.connect(answered)
        box.open()

    def _dialog(
        self,
        title: str,
        mode: QFileDialog.AcceptMode,
        then: Callable[[Path], object],
        kinds: str = FILTER,
    ) -> None:
        dialog = QFileDialog(self._window, title, str(self._session.folder or Path.home()), kinds)
        dialog.setObjectName("fileDialog")
        dialog.setAcceptMode(mode)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        if mode == QFileDialog.AcceptMode.AcceptOpen:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        else:
            dialog.selectFile(self._session.name + SUFFIX)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _complain(self, what: str, why: str) -> None:
        box = QMessageBox(
            QMessageBox.Icon.Warning, "Netloom", what, QMessageBox.StandardButton.Ok, self._window
        )
        box.setObjectName("fileFault")
        box.setInformativeText(why)
        box.finished.connect(box.deleteLater)
        box.open()
