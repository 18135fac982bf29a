"""What the microscope shows, onto the clipboard or into a numpy file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.files.atomic import write
from app.panels.value_copy import as_csv, as_npy, as_text

if TYPE_CHECKING:
    from app.window import Window


def copy(window: Window, kind: str) -> None:
    """Puts the value at hand onto the clipboard: as "text", as Torch prints it, or as "csv"."""
    view = window.microscope.value_at_hand
    if view is not None:
        made = as_text(view.array) if kind == "text" else as_csv(view.array)
        QGuiApplication.clipboard().setText(made)
        window.session.said.emit(f"Copied {view.name}, {'×'.join(map(str, view.array.shape))}")


def ask_save(window: Window) -> None:
    """Asks for a file for the value at hand; what is written is the value as it was when that was asked."""
    view = window.microscope.value_at_hand
    if view is None:
        return
    array, folder = view.array, window.session.folder or Path.home()
    dialog = QFileDialog(window, f"Save {view.name}", str(folder), "Numpy array (*.npy)")
    dialog.setObjectName("valueFileDialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("npy")
    dialog.selectFile(f"{view.name}.npy")
    dialog.fileSelected.connect(lambda name: save(window, array, Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def save(window: Window, array: np.ndarray, path: Path) -> None:
    """Writes an array and says so, or why not."""
    try:
        write(path, as_npy(array))
    except OSError as error:
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            "Netloom",
            f"The numbers were not written to {path.name}.",
            QMessageBox.StandardButton.Ok,
            window,
        )
        box.setObjectName("valueFault")
        box.setInformativeText(f"{error.strerror or error}. Choose another folder or name.")
        box.finished.connect(box.deleteLater)
        box.open()
    else:
        window.session.said.emit(f"Wrote {path}")
