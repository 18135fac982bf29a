"""Searches for .t7 files that break the reader, by atheris. Run by hand, it is no part of the test suite:

    pip install atheris
    python tests/fuzz/t7.py -max_total_time=600 -rss_limit_mb=700 CORPUS tests/data/torch7/t7

New findings are kept in CORPUS. Anything but a value or `FileDamaged` is reported as a crash, and so is an
input that takes long, or more memory than the limit.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))

with atheris.instrument_imports(include=["nncore"]):
    from nncore import catalog
    from nncore.formats import t7

FILE = Path(tempfile.mkdtemp()) / "input.t7"


def one(data: bytes) -> None:
    """Reads one input, and what it wrote of it again."""
    FILE.write_bytes(data)
    try:
        value = t7.load(FILE, functions=True)
    except t7.FileDamaged:
        return
    t7.save(FILE, value)
    t7.load(FILE, functions=True)


if __name__ == "__main__":
    catalog.everything()
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
