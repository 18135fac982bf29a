"""The networks that the window is measured with, as documents."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from app.document import edits, examples
from app.document.model import INPUT, OUTPUT, Data, Document, Port

DIGITS, SIDE, CLASSES = 1280, 28, 10


def layers(document: Document, sizes: list[int], between: str) -> Document:
    """Linear modules of these sizes in a row, a classifier."""
    at, x = INPUT, 0.0
    for number, (width, height) in enumerate(zip(sizes, sizes[1:], strict=False)):
        is_last = number == len(sizes) - 2
        for module, args in (
            ("Linear", {"inputSize": width, "outputSize": height}),
            ("LogSoftMax" if is_last else between, {}),
        ):
            x += 160.0
            document, id = edits.add(document, module, args, at=(x, 0.0))
            document = edits.connect(document, 0, at, id)
            at = id
    document, _ = edits.add(document, "ClassNLLCriterion", at=(x + 160.0, 0.0))
    return edits.connect(document, 0, at, OUTPUT)


def points() -> Document:
    """2-16-16-2 on all 200 points at once."""
    return edits.set_training(examples.classifier(), batch_size=0)


def pictures() -> Document:
    """784-256-128-10 in batches of 128 random pictures."""
    draw, file = np.random.default_rng(0), Path(tempfile.mkdtemp(prefix="netloom-bench-")) / "pictures.npz"
    target = draw.integers(1, CLASSES + 1, size=DIGITS)
    np.savez(file, x=draw.normal(size=(DIGITS, SIDE * SIDE)), y=target)
    options = (("path", str(file)), ("inputs", ("x",)), ("target", ("y",)), ("answers", "classes"))
    data = Data("array_file", options, (Port("x", (SIDE * SIDE,)),), Port("y", (), "index", CLASSES), DIGITS)
    document = edits.set_training(
        edits.set_data(Document(), data), batch_size=128, learning_rate=0.01, epochs=10
    )
    return layers(document, [SIDE * SIDE, 256, 128, CLASSES], "ReLU")


MODELS: dict[str, Callable[[], Document]] = {
    "4-3-1, batch 5": examples.tutorial,
    "2-16-16-2, batch 200": points,
    "784-256-128-10, batch 128": pictures,
}
