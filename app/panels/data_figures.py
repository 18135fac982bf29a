"""What the data looks like: pictures, the first rows, ranges, and how many examples each class has."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.document.model import Data
from app.look import restyle
from app.look.tokens import GRID
from app.panels.figures_table import MOST, FiguresTable, count_rows, range_rows
from app.panels.parts import heading
from app.panels.preview import Preview
from app.panels.thumbnails import Thumbnails
from app.training.examples import Examples
from app.training.statistics import Statistics


class DataFigures(QWidget):
    """Shows what was worked out; parts that have nothing to show are hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = Preview(self)
        self._pictures = Thumbnails(self)
        self._ranges = FiguresTable("dataRanges", ("Column", "Min", "Mean", "Max"), self)
        self._counts = FiguresTable("dataClasses", ("Class", "Examples", "Share"), self)
        self._more = QLabel(self)
        restyle(self._more, role="small")
        self._headings = [heading(title) for title in ("The first rows", "Ranges", "Classes")]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        rows, ranges, classes = self._headings
        for widget in (rows, self._pictures, self._preview, ranges, self._ranges, classes, self._counts):
            layout.addWidget(widget)
        layout.addWidget(self._more)
        self._show_parts(False, False)
        self._pictures.hide()

    def show_data(self, data: Data, examples: Examples, figures: Statistics) -> None:
        """Shows `examples`, which are as `data` says, with their figures."""
        has_pictures = bool(figures.pictures)
        self._headings[0].setText("Some pictures" if has_pictures else "The first rows")
        self._pictures.show_pictures(figures.pictures, figures.answers)
        if has_pictures:
            self._preview.show_words(f"{len(figures.pictures)} of {figures.rows:,} pictures.")
        else:
            self._preview.show_examples(data, examples)
        self._ranges.show_rows(*range_rows(figures.ranges))
        self._counts.show_rows(count_rows(figures.counts))
        hidden = max(len(figures.counts) - MOST, 0)
        self._more.setText(f"{hidden:,} more classes are not shown.")
        self._more.setVisible(bool(hidden))
        self._show_parts(bool(figures.ranges), bool(figures.counts))

    def show_waiting(self) -> None:
        """Says that the figures are being worked out. What was shown before is gone."""
        self.show_words("Reading…")

    def show_words(self, text: str) -> None:
        """Says why there is nothing to show."""
        self._pictures.show_pictures((), ())
        self._preview.show_words(text)
        self._show_parts(False, False)

    def _show_parts(self, ranges: bool, counts: bool) -> None:
        for widget in (self._headings[1], self._ranges):
            widget.setVisible(ranges)
        for widget in (self._headings[2], self._counts):
            widget.setVisible(counts)
        if not counts:
            self._more.hide()
