"""Asks where a plot is to be written, and writes it there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox

if TYPE_CHECKING:
    from app.panels.plot_making import Format
    from app.panels.plot_view import PlotView
    from app.window import Window

FILTERS = {"csv": "Table of numbers (*.csv)", "svg": "Drawing (*.svg)", "png": "Picture (*.png)"}


def ask_export(window: Window, view: PlotView, kind: Format) -> None:
    """Opens the dialog for a plot's file; the plot is written as it is when the dialog is answered."""
    folder = window.session.folder or Path.home()
    dialog = QFileDialog(window, "Export the Plot", str(folder), FILTERS[kind])
    dialog.setObjectName("plotFileDialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind)
    dialog.selectFile(f"{window.session.name} {view.heading.lower()}.{kind}")
    dialog.fileSelected.connect(lambda name: export(window, view, kind, Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def export(window: Window, view: PlotView, kind: Format, path: Path) -> None:
    """Writes a plot to a file and says so, or why not."""
    from app.panels.plot_export import write

    try:
        write(view, kind, path)
    except OSError as error:
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            "Netloom",
            f"The plot was not written to {path.name}.",
            QMessageBox.StandardButton.Ok,
            window,
        )
        box.setObjectName("plotFault")
        box.setInformativeText(f"{error.strerror or error}. Choose another folder or name.")
        box.finished.connect(box.deleteLater)
        box.open()
    else:
        window.session.said.emit(f"Wrote {path}")
