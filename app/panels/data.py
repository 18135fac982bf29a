"""The data's card: where the examples come from, how they are made, and what they look like."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.data_choice import AGAIN, POLL, DataChoice
from app.document.model import Data, Document, Port
from app.look.tokens import GRID
from app.panels.columns_card import ColumnsCard
from app.panels.data_figures import DataFigures
from app.panels.file_rows import FileRows, ReadingLine
from app.panels.form import Form
from app.panels.node_card import shown_shape
from app.panels.parts import Facts, FaultBox, column, header, heading, words
from app.session import Session
from app.training import sources
from app.training.examples import DataError, Examples, load
from app.training.options import Columns, FileName
from app.training.reading import Reading
from app.training.statistics import Statistics, described
from nncore.errors import Repair

AT_ONCE = 20_000
"""Made-up data of no more numbers than these is looked at without another thread."""

_ROWS = (
    ("Inputs", "dataInputs", "What goes into the network; N is the number of examples in a batch"),
    ("Target", "dataTarget", "What should come out"),
    ("Examples", "dataRows", "How many rows and columns the data has"),
    ("Held out", "dataHeld", "Examples that only measure the loss, as the training's settings have it"),
)


class DataPanel(QWidget):
    """Edits the document's data through a `DataChoice`, which holds what is not complete yet."""

    def __init__(
        self, session: Session, choice: DataChoice | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dataPanel")
        self._session = session
        self._choice = choice or DataChoice(session, self)
        self._shown: Data | None = None
        self._source: str | None = None
        self._form: Form | None = None
        self._files: FileRows | None = None
        self._columns: ColumnsCard | None = None
        self._looking: Reading[tuple[Examples, Statistics]] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL)
        self._timer.timeout.connect(self._poll)
        layout = column(self)
        layout.addWidget(header("Data", "data", "data", "Where the examples come from"))
        self._kinds = self._chooser()
        layout.addWidget(self._kinds)
        self._summary = words(role="muted", name="dataSummary")
        layout.addWidget(self._summary)
        self._line = ReadingLine(self._choice.cancel, self)
        layout.addWidget(self._line)
        self._fault = FaultBox(self._repair)
        layout.addWidget(self._fault)
        self._options = QVBoxLayout()
        self._options.setContentsMargins(0, GRID, 0, 0)
        layout.addLayout(self._options)
        layout.addWidget(heading("Shapes"))
        self._facts = Facts(_ROWS, self)
        layout.addWidget(self._facts)
        self._figures = DataFigures(self)
        layout.addWidget(self._figures)
        layout.addStretch(1)
        self._choice.changed.connect(self._show_settings)
        self.follow()

    def follow(self) -> None:
        """Shows what the model has now."""
        document = self._session.document
        data = document.data
        self._facts.show_fact("dataHeld", _held(document))
        if data is not self._shown:
            self._shown = data
            self._show_settings()
            self._choice.look()
            self._facts.show_fact("dataInputs", "\n".join(map(_described, data.inputs)))
            self._facts.show_fact("dataTarget", _described(data.target))
            self._facts.show_fact("dataRows", _size(data))
            self._look_at(data)

    def _chooser(self) -> QComboBox:
        kinds = QComboBox(self)
        kinds.setObjectName("dataSource")
        kinds.setAccessibleName("Kind of data")
        kinds.setToolTip("What data the network is trained on")
        for source in sources.everything():
            kinds.addItem(source.title, source.name)
            kinds.setItemData(kinds.count() - 1, source.summary, Qt.ItemDataRole.ToolTipRole)
        kinds.setMaxVisibleItems(kinds.count())
        kinds.activated.connect(lambda place: self._choose(kinds.itemData(place)))
        return kinds

    # What is set.

    def _choose(self, name: str) -> None:
        if name == self._session.document.data.source:
            self._choice.drop_draft()
        elif name != self._choice.settings[0]:
            self._choice.choose(f"Data: {sources.find(name).title}", name, {})

    def _give(self, name: str, value: Any, merge: str) -> None:
        kind, options = self._choice.settings
        options = {key: old for key, old in options.items() if key != name}
        if value is not None:
            options[name] = value
        self._choice.choose(f"Set {name} of the data", kind, options, merge)

    def _give_several(self, values: dict[str, Any]) -> None:
        kind, options = self._choice.settings
        self._choice.choose("Choose the data's columns", kind, options | values)

    def _give_path(self, name: str, path: str) -> None:
        self._choice.choose_path(self._choice.settings[0], name, path)

    def _repair(self, repair: Repair) -> None:
        if repair is AGAIN:
            self._choice.again()
        else:
            self._give(repair.name, repair.value, "")

    # What is shown.

    def _show_settings(self) -> None:
        choice = self._choice
        kind, options = choice.settings
        self._kinds.setCurrentIndex(self._kinds.findData(kind))
        if kind != self._source:
            self._build(kind)
        self._line.show_words(choice.reading_words)
        fault = choice.fault
        self._fault.show_fault(str(fault or ""), fault.repairs if fault else (), role="warning")
        if self._form:
            self._form.follow(options)
        if self._files:
            self._files.follow(options)
        if self._columns:
            self._columns.follow(options, choice.inspection)

    def _build(self, kind: str) -> None:
        """The fields of another kind of data."""
        self._source = kind
        for old in (self._form, self._files, self._columns):
            if old:
                old.hide()
                old.deleteLater()
        self._form = self._files = self._columns = None
        try:
            source = sources.find(kind)
        except DataError as error:
            self._summary.setText(str(error))
            return
        self._summary.setText(source.summary)
        if source.files:
            self._files = FileRows(source.files, self._give_path, self._session.folder, self)
            self._options.addWidget(self._files)
        if source.inspects:
            self._columns = ColumnsCard(self._give_several, self)
            self._options.addWidget(self._columns)
        plain = [arg for arg in source.options if not isinstance(arg, (FileName, Columns))]
        self._form = Form(plain, self._give, "data:", self)
        self._options.addWidget(self._form)

    # What the data looks like.

    def _look_at(self, data: Data) -> None:
        """Has the figures worked out: in another thread, unless that is quick."""
        if self._looking:
            self._looking.cancel()
            self._looking = None
        folder = self._session.folder

        def task() -> tuple[Examples, Statistics]:
            examples = load(data, folder)
            return examples, described(data, examples)

        width = sum(math.prod(port.dims) for port in (*data.inputs, data.target))
        if data.rows * width <= AT_ONCE and not _comes_from_file(data):
            try:
                self._figures.show_data(data, *task())
            except DataError as error:
                self._figures.show_words(str(error))
            return
        self._looking = Reading(task)
        self._figures.show_waiting()
        self._timer.start()

    def _poll(self) -> None:
        looking = self._looking
        if looking is None or not looking.future.done():
            return
        self._looking = None
        self._timer.stop()
        error = looking.future.exception()
        if error is None and self._shown is not None:
            self._figures.show_data(self._shown, *looking.future.result())
        elif error is not None:
            self._figures.show_words(str(error) or "There are no rows to show.")


def _comes_from_file(data: Data) -> bool:
    try:
        return bool(sources.find(data.source).files)
    except DataError:
        return False


def _held(document: Document) -> str:
    """How many examples are held out of training; with few of a class it can be one or two fewer."""
    share, rows = document.training.validation, document.data.rows
    if not share or rows < 2:
        return "none"
    return f"{min(max(round(share * rows), 1), rows - 1):,} rows ({share:.0%})"


def _size(data: Data) -> str:
    width = sum(math.prod(port.dims) for port in (*data.inputs, data.target))
    return f"{data.rows:,} rows, {width:,} columns"


def _described(port: Port) -> str:
    high = f", 1 to {port.high}" if port.kind == "index" and port.high else ""
    return f"{port.name}: {shown_shape(port.shape)}{high}"
