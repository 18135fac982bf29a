"""`netloom train FILE --epochs N`: the same training without a window."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tqdm import tqdm

from app.document.model import Checkpoint, Document
from app.document.refused import Refused
from app.training.examples import DataError
from app.training.fault import TrainingFault
from app.training.run import Run

SLICE = 0.05
"""Seconds of training between two looks at Ctrl+C."""
OK, FAILED, STOPPED = 0, 1, 130


def add_parser(subparsers: Any) -> None:
    """Adds `train` to the commands of a parser."""
    add_arguments(subparsers.add_parser("train", help="train a model without a window"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `netloom train`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a model, as saved from the window")
    parser.add_argument(
        "-n",
        "--epochs",
        type=_count,
        metavar="N",
        help="how many epochs to train (default: as the file says)",
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="save what was trained here (may be FILE itself)"
    )
    parser.add_argument("--rewind", action="store_true", help="begin at the model's first weights")


def run(options: argparse.Namespace) -> int:
    """Does what the arguments say: losses go to the standard output, the rest to the standard error.

    Returns 0, or 1 after a fault, or 130 when stopped by Ctrl+C. What was trained is saved all the same.
    """
    from app.files.model_file import FileError, load_all, save

    try:
        document, checkpoint, runs, moments, _ = load_all(options.file)
        start = Checkpoint() if options.rewind else checkpoint
        trained, code = train(document, start, options.file.parent, options.epochs)
        if options.output:
            save(options.output, document, trained, runs, () if options.rewind else moments)
            _say(f"Saved as {options.output}, trained for {trained.epoch} epochs.")
        else:
            _say("Not saved: give --output FILE to keep what was trained.")
    except (FileError, Refused, DataError) as error:
        _say(str(error))
        return FAILED
    except MemoryError:
        _say("There is not enough memory for this model and its data.")
        return FAILED
    return code


def train(
    document: Document, checkpoint: Checkpoint, folder: Path | None = None, epochs: int | None = None
) -> tuple[Checkpoint, int]:
    """Trains for `epochs` more epochs (or as many as the document says) and prints each one's loss.

    Returns how far it came, and the exit code.

    Raises:
        Refused: when the document cannot run.
        DataError: when its data cannot be had.
    """
    work = Run(document, checkpoint, folder)
    _tell_resumed(work)
    count = document.training.epochs if epochs is None else epochs
    with _stopping() as stopped, tqdm(total=count, unit="epoch", disable=None, leave=False) as bar:
        try:
            _advance(work, work.epoch + count, bar, stopped)
        except TrainingFault as fault:
            _say(f"Stopped in epoch {work.epoch + 1}, {fault}")
            return work.checkpoint(), FAILED
    return work.checkpoint(), STOPPED if stopped() else OK


def _advance(work: Run, last: int, bar: Any, stopped: Callable[[], bool]) -> None:
    """Trains up to epoch `last` in slices, and prints after each what is new."""
    while work.epoch < last and not stopped():
        told = work.epoch
        try:
            # No more epochs at once than are kept, so that each one's loss is printed.
            work.advance(SLICE, min(last, told + 1000))
        finally:
            bar.update(work.epoch - told)
            _print(work, told)
        if work.reached:
            _say(f"{work.reached}.")
            return


def _print(work: Run, told: int) -> None:
    """What is new since epoch `told`, above the bar, if there is one."""
    losses, held_out = work.losses.since(told), dict(work.validations.since(told))
    if losses:
        lines = (
            f"epoch {number}, loss: {loss:.14g}"
            + (f", held out: {held_out[number]:.14g}" if work.held_out.rows else "")
            for number, loss in losses
        )
        tqdm.write("\n".join(lines), file=sys.stdout)
        sys.stdout.flush()


def _tell_resumed(work: Run) -> None:
    if work.new or work.gone:
        _say(
            f"The model was changed since it was trained: {len(work.kept)} modules kept their parameters, "
            f"{len(work.new)} begin anew, {len(work.gone)} are gone."
        )


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Ctrl+C is noted, and heeded between two batches, so that what is trained can be saved."""
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: asked.append(number))
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)


def _count(text: str) -> int:
    try:
        count = int(text)
    except ValueError:
        count = -1
    if count < 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of epochs, at least 0")
    return count


def _say(text: str) -> None:
    print(text, file=sys.stderr)
