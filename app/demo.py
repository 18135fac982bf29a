"""The example training runs without a screen: the real window in pictures, and the losses as tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QDeadlineTimer,
    QEventLoop,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)

from app.document import examples
from app.document.model import Document
from app.look import look
from app.window import Window

MODELS: dict[str, Callable[[], Document]] = {
    "tutorial": examples.tutorial,
    "sparse_dense": examples.sparse_dense,
    "classifier": examples.classifier,
}
PATIENCE = 60_000
"""Milliseconds after which a run is given up."""
SETTLE = 1000
"""Milliseconds in which plots and log have drawn what is new."""


def run(folder: Path) -> int:
    """Trains each example for its epochs and writes pictures and losses to `folder`; the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_tell)
    from app.program import application
    from app.settings import Settings

    app = application()
    look.set_mode("light")
    look.apply(app)
    folder.mkdir(parents=True, exist_ok=True)
    window = Window(Settings())
    window.resize(1600, 1000)
    window.show()
    written = [path for name, make in MODELS.items() for path in _show(window, name, make(), folder)]
    window.runner.close()
    print("Wrote:", *written, sep="\n  ")
    return 0


def _tell(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
    """Qt's messages, but for one that it has for every window off screen."""
    if text and "propagateSizeHints" not in text:
        print(text, file=sys.stderr)


def _show(window: Window, name: str, document: Document, folder: Path) -> list[Path]:
    window.session.replace(document)
    window.canvas.frame_all()
    window.runner.run()
    _wait_until_paused(window)
    table = folder / f"{name}-losses.csv"
    rows = [f"{number},{loss:.14g}\n" for number, loss in window.runner.epoch_losses()]
    table.write_text("epoch,loss\n" + "".join(rows), encoding="utf-8")
    pictures = []
    for mode in ("light", "dark"):
        look.set_mode(mode)
        picture = folder / f"{name}-{mode}.png"
        window.grab().save(str(picture))
        pictures.append(picture)
    look.set_mode("light")
    return [*pictures, table]


def _wait_until_paused(window: Window) -> None:
    """Lets the window live until the run has ended and the last of it is drawn."""
    loop, deadline = QEventLoop(), QDeadlineTimer(PATIENCE)
    still = QTimer()
    still.setInterval(SETTLE)
    still.timeout.connect(
        lambda: loop.quit() if not window.runner.is_running or deadline.hasExpired() else None
    )
    still.start()
    loop.exec()
