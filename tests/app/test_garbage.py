"""What the program consists of is not searched for unused cycles again and again; other cycles are freed."""

from __future__ import annotations

import gc
import subprocess
import sys
import textwrap
import weakref

from pytestqt.qtbot import QtBot

from app.garbage import Sweeper


class Node:
    """One of two that hold each other."""

    def __init__(self, other: Node | None = None) -> None:
        self.other = other or Node(self)


def ring() -> weakref.ref[Node]:
    """A cycle that is old and that nobody uses any more."""
    made = Node()
    gc.collect()
    return weakref.ref(made)


def test_a_full_search_passes_over_what_was_there_and_still_frees_what_came_later() -> None:
    script = """
        import gc, weakref
        from app.garbage import keep_what_is_there

        class Node:
            pass

        def ring():
            one, other = Node(), Node()
            one.next, other.next = other, one
            return weakref.ref(one)

        early = ring()
        keep_what_is_there()
        assert early() is None, "what nobody uses any more is freed before the rest is kept"
        assert gc.get_freeze_count() > 10_000
        assert len(gc.get_objects()) < 1_000, "the search still goes through everything"
        assert gc.get_threshold()[0] > 1_000, "and seldom"
        late = ring()
        assert late() is not None
        gc.collect()
        assert late() is None, "cycles that come later are still found"
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert gc.get_freeze_count() == 0, "the tests' own program is left alone"


def test_old_cycles_are_freed_now_and_then(qtbot: QtBot) -> None:
    dead = ring()
    assert dead() is not None
    sweeper = Sweeper(every=1)
    qtbot.waitUntil(lambda: dead() is None)
    later = ring()
    qtbot.waitUntil(lambda: later() is None)
    sweeper.deleteLater()
