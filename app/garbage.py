"""Python's search for unused cycles, kept from stopping the window."""

from __future__ import annotations

import gc


def keep_what_is_there() -> None:
    """Takes all that exists now out of every later search; called once, when the program stands.

    A full search looks at each object there is: with the libraries and the window those are some 170,000,
    which takes 60 to 100 ms, in the middle of whatever is being done and with every thread at a halt. They
    stay until the end in any case, so that only what came later is looked through, in a few milliseconds.
    """
    gc.collect()
    gc.freeze()
