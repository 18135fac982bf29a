"""What the program consists of is not searched for unused cycles again and again; other cycles are freed."""

from __future__ import annotations

import gc
import subprocess
import sys
import textwrap


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
        late = ring()
        assert late() is not None
        gc.collect()
        assert late() is None, "cycles that come later are still found"
    """
    run(script)


def test_what_another_thread_leaves_is_freed_in_the_windows() -> None:
    script = """
        import gc, threading, weakref
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication
        from app import garbage

        where = []

        class Node:
            def __del__(self):
                where.append(threading.current_thread())

        def work():
            for _ in range(2_000):  # far more than Python's own searches wait for
                one, other = Node(), Node()
                one.next, other.next = other, one

        garbage.WHOLE = 3
        app = QApplication(["netloom", "-platform", "offscreen"])
        sweeper = garbage.Sweeper(every=5)
        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
        assert not where, "a search was made in the trainer's thread"
        old = Node()
        old.itself = old
        gc.collect()
        dead, old = weakref.ref(old), None
        ticks = QTimer(interval=1)
        ticks.timeout.connect(lambda: app.quit() if len(where) == 4_001 and dead() is None else None)
        ticks.start()
        QTimer.singleShot(20_000, app.quit)
        app.exec()
        assert len(where) == 4_001, "not all was freed"
        assert set(where) == {threading.main_thread()}
    """
    run(script)


def run(script: str) -> None:
    """In a program of its own: what is searched for, and when, holds for all of a program."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert gc.isenabled(), "the tests' own program is left alone"
    assert gc.get_freeze_count() == 0
