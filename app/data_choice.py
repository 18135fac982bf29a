"""Choosing the model's data: settings that are taken on once they make data. Files are read in a thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.document import edits
from app.document.model import Data, Document
from app.document.refused import Refused
from app.session import Session
from app.training import sources
from app.training.columns import Inspection
from app.training.examples import DataError
from app.training.options import Columns, located
from app.training.reading import Reading, Stopped
from app.training.source import Source
from nncore.errors import Repair

POLL = 33
"""Milliseconds between two looks at a reading."""

Settings = dict[str, Any]
AGAIN = Repair("read it again", "set", "", None)
"""What is offered after a reading was stopped."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of a reading: the settings as they are now, what the file holds, the data or why not."""

    options: Settings
    inspection: Inspection | None
    data: Data | None
    fault: DataError | None


class DataChoice(QObject):
    """What is chosen, as far as it goes. Settings that make no data yet are a draft; the model keeps its own.

    Attributes:
        fault: why the draft makes no data.
        inspection: what the chosen file holds, once it was looked at.
    """

    changed = Signal()  # any of it, or how far a reading is

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fault: DataError | None = None
        self.inspection: Inspection | None = None
        self._session = session
        self._draft: tuple[str, Settings] | None = None
        self._act: tuple[str, str] | None = None  # the undo step's words and merge key; None only looks
        self._looked: object = None
        self._reading: Reading[_Read] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL)
        self._timer.timeout.connect(self._poll)
        session.document_changed.connect(self._follow)

    # What is chosen.

    @property
    def settings(self) -> tuple[str, Settings]:
        """The kind of data and its settings: the draft's, or the model's."""
        data = self._session.document.data
        return self._draft or (data.source, dict(data.options))

    @property
    def is_reading(self) -> bool:
        return self._reading is not None

    @property
    def reading_words(self) -> str:
        """How far the reading is: "Reading flowers.csv… 34 %"; empty when there is none."""
        if self._reading is None:
            return ""
        kind, options = self.settings
        named = [options.get(file.name) for file in sources.find(kind).files]
        name = next((Path(path).name for path in named if path), "the file")
        fraction = self._reading.fraction
        return f"Reading {name}…" + ("" if fraction is None else f" {fraction:.0%}".replace("%", " %"))

    # Choosing.

    def choose(self, what: str, kind: str, options: Mapping[str, Any], merge: str = "") -> None:
        """Takes settings on, as an undo step called `what`: at once, or when the file is read.

        Raises:
            Refused: when settings of data that comes from no file do not fit.
        """
        source = sources.find(kind)
        if source.files:
            self._draft = (kind, dict(options))
            self._read(source, dict(options), (what, merge))
            return
        self.cancel()
        try:
            data = source.describe(options, self._session.folder)
        except DataError as error:
            raise Refused(str(error)) from None
        self._apply(data, what, merge)

    def choose_path(self, kind: str, name: str, path: str) -> None:
        """Takes another file as setting `name`, everything else as the file suggests."""
        source = sources.find(kind)
        first, folder = source.files[0].name, self._session.folder
        if name == first:
            options = (source.takes(located(path, folder)) if path and source.takes else None) or {name: path}
        else:  # a second file beside the first, which changes what there is to choose from
            roles = {option.name for option in source.options if isinstance(option, Columns)}
            options = {key: value for key, value in self.settings[1].items() if key not in roles}
            options[name] = path
        for file in source.files:
            if options.get(file.name):
                options[file.name] = _written(options[file.name], folder)
        self._draft = (kind, options)
        self._read(source, options, (f"Data: {source.title}", ""))

    def choose_file(self, path: Path) -> bool:
        """Takes a file that was opened or dropped as the data. Whether it is of a known kind."""
        found = sources.for_file(path)
        if found is None:
            return False
        source, options = found
        given = next(file.name for file in source.files if options.get(file.name))
        self.choose_path(source.name, source.files[0].name, options[given])
        return True

    def look(self) -> None:
        """Has the chosen file looked at, if that was not done yet."""
        kind, options = self.settings
        source = sources.find(kind)
        if not self._reading and source.inspects and self._key(source, options) != self._looked:
            self._read(source, options, None)

    def drop_draft(self) -> None:
        """Back to what the model has."""
        self.cancel()
        self._draft, self.fault = None, None
        self.changed.emit()

    def again(self) -> None:
        """Reads once more what was stopped."""
        kind, options = self.settings
        self._read(sources.find(kind), options, self._act or (f"Data: {sources.find(kind).title}", ""))

    def cancel(self) -> None:
        """Stops a reading; the draft stays, and can be read again."""
        if self._reading:
            self._reading.cancel()
            self._reading = None
            self._timer.stop()
            self.fault = DataError("Reading was stopped.", (AGAIN,))
            self.changed.emit()

    # Reading.

    def _read(self, source: Source, options: Settings, act: tuple[str, str] | None) -> None:
        if self._reading:
            self._reading.cancel()
        self.fault, self._act = None, act
        folder = self._session.folder
        self._reading = Reading(lambda: _read(source, options, folder, act is not None))
        self._timer.start()
        self.changed.emit()

    def _poll(self) -> None:
        reading = self._reading
        if reading is None or not reading.future.done():
            self.changed.emit()
            return
        self._reading = None
        self._timer.stop()
        error = reading.future.exception()
        if error is None:
            self._take(reading.future.result())
        elif not isinstance(error, Stopped):
            self.fault = DataError(f"It cannot be read: {str(error) or type(error).__name__}.")
        self.changed.emit()

    def _take(self, found: _Read) -> None:
        kind, _ = self.settings
        self.inspection, self._looked = found.inspection, self._key(sources.find(kind), found.options)
        if self._act is None:
            return
        self._draft, self.fault = (kind, found.options), found.fault
        if found.data is not None:
            self._apply(found.data, *self._act)

    def _apply(self, data: Data, what: str, merge: str) -> None:
        self._draft, self.fault = None, None
        document = self._session.document
        self._session.apply(what, edits.set_data(document, data), merge)
        self.changed.emit()

    def _follow(self, before: Document, now: Document) -> None:
        """Undo, or another model: what was being chosen is off."""
        if before.data is not now.data and (self._draft or self._reading):
            if self._reading:
                self._reading.cancel()
                self._reading = None
                self._timer.stop()
            self._draft, self.fault = None, None
            self.changed.emit()

    def _key(self, source: Source, options: Settings) -> object:
        """Changes with the file and with how it is read, not with the use of its columns."""
        how = [
            (option.name, options.get(option.name))
            for option in source.options
            if not isinstance(option, Columns)
        ]
        return source.name, repr(how), self._session.folder


def _read(source: Source, options: Settings, folder: Path | None, has_act: bool) -> _Read:
    """In the reading's thread: what the file holds, and the data, if that is wanted."""
    inspection = None
    try:
        inspection = source.inspect(options, folder)
        options = source.completed(options, inspection)
        return _Read(options, inspection, source.describe(options, folder) if has_act else None, None)
    except DataError as error:
        return _Read(options, inspection, None, error)


def _written(path: str, folder: Path | None) -> str:
    """A path as it is written down: from the model's folder on, where it lies in there."""
    whole = located(path, folder)
    if folder is not None and whole.is_relative_to(folder):
        return whole.relative_to(folder).as_posix()
    return path
