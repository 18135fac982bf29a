"""What the program consists of is not searched for unused cycles again and again."""

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
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert gc.get_freeze_count() == 0, "the tests' own program is left alone"
