"""The command `netloom`, also `python -m app`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from app import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; the exit code."""
    parser = argparse.ArgumentParser(prog="netloom", description="Build and train neural networks by hand.")
    parser.add_argument("--version", action="version", version=f"netloom {__version__}")
    parser.parse_args(arguments)
    parser.print_help()
    return 0


if __name__ == "__main__":
    sys.exit(main())
