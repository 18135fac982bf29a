"""The command `netloom`, also `python -m app`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app import __version__

DESCRIPTION = """\
Build and train neural networks by hand.

  netloom [FILE]                    open the window
  netloom train FILE --epochs N     train a model without a window
  netloom demo --out FOLDER         train the example off screen; writes pictures and the losses
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    name = given[0] if given else ""
    if name == "train" and not Path(name).exists():
        return _train(given[1:])
    if name == "demo" and not Path(name).exists():
        return _demo(given[1:])
    return _window(given)


def _train(given: list[str]) -> int:
    from app.training import command

    parser = argparse.ArgumentParser(prog="netloom train", description="Train a model without a window.")
    command.add_arguments(parser)
    return command.run(parser.parse_args(given))


def _demo(given: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="netloom demo", description="Train the example off screen.")
    parser.add_argument("--out", type=Path, default=Path("demo"), help="where to write (default: demo)")
    options = parser.parse_args(given)
    from app.demo import run

    return run(options.out)


def _window(given: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="netloom", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"netloom {__version__}")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a model to open")
    options = parser.parse_args(given)
    from app.program import run

    return run(options.file)


if __name__ == "__main__":
    sys.exit(main())
