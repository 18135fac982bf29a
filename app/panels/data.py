"""The data's card: where the examples come from, how they are made, and what they look like."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.document import edits
from app.document.model import Data, Port
from app.document.refused import Refused
from app.look.tokens import GRID
from app.panels.form import Form
from app.panels.node_card import shown_shape
from app.panels.parts import Facts, FaultBox, column, header, heading, words
from app.panels.preview import Preview
from app.session import Session
from app.training import sources
from app.training.examples import DataError, load
from app.training.source import Source

PREVIEW_VALUES = 200_000
"""With more numbers than these the preview would keep people waiting."""

_ROWS = (
    ("Inputs", "dataInputs", "What goes into the network; N is the number of examples in a batch"),
    ("Target", "dataTarget", "What should come out"),
    ("Examples", "dataRows", "How many rows the data has"),
)


class DataPanel(QWidget):
    """Edits the document's data through the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataPanel")
        self._session = session
        self._shown: Data | None = None
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
        self._form: Form | None = None
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
        if data is self._shown:
            return
        if self._shown is None or data.source != self._shown.source:
            self._show_source(data)
        self._shown = data
        if self._form:
            self._form.follow(dict(data.options))
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
            kinds.setItemData(kinds.count() - 1, source.summary, 3)  # Qt.ToolTipRole
        kinds.activated.connect(lambda place: self._choose(kinds.itemData(place)))
        return kinds

    def _choose(self, name: str) -> None:
        if name != self._session.document.data.source:
            try:
                self._apply(f"Data: {sources.find(name).title}", sources.find(name), {})
            except Refused as refusal:
                self._session.said.emit(str(refusal))
                self._kinds.setCurrentIndex(self._kinds.findData(self._session.document.data.source))

    def _show_source(self, data: Data) -> None:
        """The fields of another kind of data."""
        self._kinds.setCurrentIndex(self._kinds.findData(data.source))
        if self._form:
            self._form.deleteLater()
            self._form = None
        try:
            source = sources.find(data.source)
        except DataError as error:
            self._summary.setText(str(error))
            return
        self._summary.setText(source.summary)
        self._form = Form(source.options, self._give, "data:", self)
        self._options.addWidget(self._form)

    def _give(self, name: str, value: Any, merge: str) -> None:
        data = self._session.document.data
        options = {key: old for key, old in data.options if key != name}
        if value is not None:
            options[name] = value
        self._apply(f"Set {name} of the data", sources.find(data.source), options, merge)

    def _apply(self, what: str, source: Source, options: dict[str, Any], merge: str = "") -> None:
        try:
            data = source.describe(options, self._session.folder)
        except DataError as error:
            raise Refused(str(error)) from None
        self._session.apply(what, edits.set_data(self._session.document, data), merge)

    def _show_rows(self, data: Data) -> None:
        width = sum(_width(port) for port in (*data.inputs, data.target))
        self._fault.show_fault("")
        if data.rows * width > PREVIEW_VALUES:
            self._preview.show_words("There are too many numbers to show some here at once.")
            return
        try:
            self._preview.show_examples(data, load(data, self._session.folder))
        except DataError as error:
            self._fault.show_fault(str(error))
            self._preview.show_words("There are no rows to show.")


def _described(port: Port) -> str:
    high = f", 1 to {port.high}" if port.kind == "index" and port.high else ""
    return f"{port.name}: {shown_shape(port.shape)}{high}"


def _width(port: Port) -> int:
    width = 1
    for dim in port.dims:
        width *= dim
    return width
