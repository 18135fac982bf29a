"""`netloom train FILE --epochs N`: the same training without a window."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tqdm import tqdm

from app.document.model import INPUT, Checkpoint, Document
from app.document.refused import Refused
from app.training.examples import DataError
from app.training.fault import TrainingFault
from app.training.run import Run

SLICE = 0.1
"""Seconds between two looks at the clock, the bar and Ctrl+C."""
OK, FAILED, STOPPED = 0, 1, 130


def add_parser(subparsers: Any) -> None:
    """Adds `train` to the commands of a parser."""
    add_arguments(subparsers.add_parser("train", help="train a model without a window"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `netloom train`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a model, as saved from the window")
    parser.add_argument(
        "--epochs", "-n", type=_count, metavar="N", help="how many epochs to train (default: as the file says)"
    )
    parser.add_argument(
        "--output", "-o", type=Path, metavar="OUT", help="save the trained model here (may be FILE itself)"
    )
    parser.add_argument("--rewind", action="store_true", help="begin at the model's first weights")


def run(options: argparse.Namespace) -> int:
    """Does what the arguments say: losses go to standard output, everything else to standard error.

    Returns 0, or 1 after a fault, or 130 when it was stopped with Ctrl+C. What was trained is saved in all cases.
    """
    from app.files.model_file import FileError, load, save

    try:
        document, checkpoint = load(options.file)
        trained, code = train(document, Checkpoint() if options.rewind else checkpoint, options.file.parent, options.epochs)
        if options.output:
            save(options.output, document, trained)
            _say(f"Saved {options.output} after {trained.epoch} epochs.")
        elif code != FAILED:
            _say("Nothing was saved; give --output to keep what was trained.")
    except (FileError, Refused, DataError) as error:
        _say(str(error))
        return FAILED
    return code
