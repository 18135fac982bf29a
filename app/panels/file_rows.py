"""The files of the data: the path of each, a button that asks for one, and how far reading is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from app.look import restyle
from app.look.icons import icon
from app.look.tokens import GRID
from app.training.options import FileName

Give = Callable[[str, str], None]
"""Takes a setting's name and a path."""


class FileRows(QWidget):
    """Hands paths that are typed or chosen to `give`. `folder` is where the dialog begins."""

    def __init__(
        self, files: tuple[FileName, ...], give: Give, folder: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._give, self._folder = give, folder
        self._fields: dict[str, QLineEdit] = {}
        self._meanings: dict[str, str] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, GRID)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        for row, file in enumerate(files):
            if len(files) > 1:
                grid.addWidget(QLabel(file.title, self), row, 0)
            grid.addWidget(self._field(file), row, 1)
            grid.addWidget(self._button(file, not row, "" if len(files) > 1 else " Choose…"), row, 2)

    def follow(self, options: Mapping[str, Any]) -> None:
        """Shows these settings."""
        for name, field in self._fields.items():
            field.setText(options.get(name, ""))
            field.setToolTip(options.get(name, "") or self._meanings[name])

    def browse(self, file: FileName) -> None:
        """Asks for a file, or a folder."""
        start = str(self._folder or Path.home())
        if file.is_folder:
            path = QFileDialog.getExistingDirectory(self, "Choose a folder", start)
        else:
            kinds = f"{file.filter};;All files (*)"
            path, _ = QFileDialog.getOpenFileName(self, f"Choose a file: {file.title}", start, kinds)
        if path:
            self._give(file.name, path)

    def _field(self, file: FileName) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(f"data:{file.name}")
        field.setAccessibleName(file.title)
        field.setPlaceholderText("no folder chosen" if file.is_folder else "no file chosen")
        self._meanings[file.name] = file.meaning[:1].upper() + file.meaning[1:]
        field.editingFinished.connect(lambda: self._take(file.name, field))
        self._fields[file.name] = field
        return field

    def _button(self, file: FileName, is_first: bool, words: str) -> QPushButton:
        button = QPushButton(icon("open"), words, self)
        button.setObjectName("chooseFile" if is_first else f"chooseFile:{file.name}")
        button.setAccessibleName(f"Choose {file.title}")
        button.setToolTip(f"Choose {file.meaning}")
        button.clicked.connect(lambda: self.browse(file))
        return button

    def _take(self, name: str, field: QLineEdit) -> None:
        if field.isModified():
            field.setModified(False)
            self._give(name, field.text().strip())


class ReadingLine(QWidget):
    """Says how far reading is, with a button that stops it. Hidden when nothing is read."""

    def __init__(self, cancel: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setObjectName("readingWords")
        restyle(self._words, role="muted")
        button = QPushButton(icon("x"), " Stop", self)
        button.setObjectName("cancelReading")
        button.setToolTip("Stops reading the file; the model keeps the data it has")
        button.clicked.connect(cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(button)
        self.hide()

    def show_words(self, words: str) -> None:
        """Shows them; an empty text hides the line."""
        self._words.setText(words)
        self.setVisible(bool(words))
