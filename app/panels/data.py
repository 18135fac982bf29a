"""The data's card: where the examples come from, how they are made, and what they look like."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.document import edits
from app.document.model import Data, Port
from app.document.refused import Refused
from app.look.tokens import GRID
from app.panels.csv_card import CsvCard
from app.panels.form import Form
from app.panels.node_card import shown_shape
from app.panels.parts import Facts, FaultBox, column, header, heading, words
from app.panels.preview import Preview
from app.session import Session
from app.training import sources
from app.training.examples import DataError, load
from app.training.options import Columns, FileName
from app.training.source import Source

PREVIEW_VALUES = 200_000
"""With more numbers than these the preview would keep people waiting."""

_ROWS = (
    ("Inputs", "dataInputs", "What goes into the network; N is the number of examples in a batch"),
    ("Target", "dataTarget", "What should come out"),
    ("Examples", "dataRows", "How many rows the data has"),
)


class DataPanel(QWidget):
    """Edits the document's data through the session.

    Settings that do not make data yet (a file without a target) are a draft, shown with what is missing
    until they do.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataPanel")
        self._session = session
        self._shown: Data | None = None
        self._draft: tuple[str, dict[str, Any]] | None = None
        self._source = ""
        self._form: Form | None = None
        self._csv: CsvCard | None = None
        layout = column(self)
        layout.addWidget(header("Data", "data", "data", "Where the examples come from"))
        self._kinds = self._chooser()
        layout.addWidget(self._kinds)
        self._summary = words(role="muted", name="dataSummary")
        layout.addWidget(self._summary)
        self._fault = FaultBox(lambda repair: None)
        layout.addWidget(self._fault)
        self._options = QVBoxLayout()
        self._options.setContentsMargins(0, GRID, 0, 0)
        layout.addLayout(self._options)
        layout.addWidget(heading("Shapes"))
        self._facts = Facts(_ROWS, self)
        layout.addWidget(self._facts)
        layout.addWidget(heading("The first rows"))
        self._preview = Preview(self)
        layout.addWidget(self._preview)
        layout.addStretch(1)
        self.follow()

    def follow(self) -> None:
        """Shows what the model has now."""
        data = self._session.document.data
        if data is not self._shown:
            self._shown, self._draft = data, None
            self._show_settings()
            self._facts.show_fact("dataInputs", "\n".join(map(_described, data.inputs)))
            self._facts.show_fact("dataTarget", _described(data.target))
            self._facts.show_fact("dataRows", f"{data.rows:,}")
            self._show_rows(data)

    def _chooser(self) -> QComboBox:
        kinds = QComboBox(self)
        kinds.setObjectName("dataSource")
        kinds.setAccessibleName("Kind of data")
        kinds.setToolTip("What data the network is trained on")
        for source in sources.everything():
            kinds.addItem(source.title, source.name)
            kinds.setItemData(kinds.count() - 1, source.summary, Qt.ItemDataRole.ToolTipRole)
        kinds.activated.connect(lambda place: self._choose(kinds.itemData(place)))
        return kinds

    # What is set.

    def _settings(self) -> tuple[str, dict[str, Any]]:
        """The kind of data that is shown and its settings."""
        data = self._session.document.data
        return self._draft or (data.source, dict(data.options))

    def _choose(self, name: str) -> None:
        if name == self._session.document.data.source:
            self._draft = None
            self._show_settings()
        elif name != self._settings()[0]:
            self._set(f"Data: {sources.find(name).title}", name, {})

    def _give(self, name: str, value: Any, merge: str) -> None:
        kind, options = self._settings()
        options = {key: old for key, old in options.items() if key != name}
        if value is not None:
            options[name] = value
        self._set(f"Set {name} of the data", kind, options, merge)

    def _give_several(self, values: dict[str, Any]) -> None:
        kind, options = self._settings()
        self._set("Choose the data's columns", kind, options | values)

    def _set(self, what: str, kind: str, options: dict[str, Any], merge: str = "") -> None:
        """Takes settings on; those of a file that are not complete yet, as a draft.

        Raises:
            Refused: when they do not fit.
        """
        source = sources.find(kind)
        try:
            data = source.describe(options, self._session.folder)
        except DataError as error:
            if not _is_file(source):
                raise Refused(str(error)) from None
            self._draft = (kind, options)
            self._show_settings()
            trouble = self._csv.trouble if self._csv else ""
            self._fault.show_fault(trouble or str(error), role="warning")
            return
        before = self._session.document
        self._session.apply(what, edits.set_data(before, data), merge)
        if self._session.document is before:  # the draft has come back to what there was
            self._draft = None
            self._show_settings()

    # What is shown.

    def _show_settings(self) -> None:
        kind, options = self._settings()
        self._fault.show_fault("")
        self._kinds.setCurrentIndex(self._kinds.findData(kind))
        if kind != self._source:
            self._build(kind)
        if self._form:
            self._form.follow(options)
        if self._csv:
            self._csv.follow(options)

    def _build(self, kind: str) -> None:
        """The fields of another kind of data."""
        self._source = kind
        for old in (self._form, self._csv):
            if old:
                old.hide()
                old.deleteLater()
        self._form = self._csv = None
        try:
            source = sources.find(kind)
        except DataError as error:
            self._summary.setText(str(error))
            return
        self._summary.setText(source.summary)
        if _is_file(source):
            self._csv = CsvCard(self._give_several, self._session.folder, self)
            self._options.addWidget(self._csv)
        plain = [arg for arg in source.options if not isinstance(arg, (FileName, Columns))]
        self._form = Form(plain, self._give, "data:", self)
        self._options.addWidget(self._form)

    def _show_rows(self, data: Data) -> None:
        width = sum(math.prod(port.dims) for port in (*data.inputs, data.target))
        if data.rows * width > PREVIEW_VALUES:
            self._preview.show_words("There are too many numbers to show some here at once.")
            return
        try:
            self._preview.show_examples(data, load(data, self._session.folder))
        except DataError as error:
            self._fault.show_fault(str(error))
            self._preview.show_words("There are no rows to show.")


def _is_file(source: Source) -> bool:
    """Whether the data comes from a file, which is chosen step by step."""
    return any(isinstance(option, FileName) for option in source.options)


def _described(port: Port) -> str:
    high = f", 1 to {port.high}" if port.kind == "index" and port.high else ""
    return f"{port.name}: {shown_shape(port.shape)}{high}"
