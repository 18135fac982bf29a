"""Whatever mouse and keys do, the document stays sound; undo goes to the start and redo to the end."""

from __future__ import annotations

from tests.app.canvas.conftest import GESTURES
from tests.app.canvas.many_gestures import COUNT


def test_random_gestures(request):
    outcomes = request.config.stash[GESTURES].outcomes()
    for text, code in outcomes:
        assert code == 0, f"ended with {code}:\n{text[-10_000:]}"
    assert sum(int(text.split()[-2]) for text, _ in outcomes) == COUNT
