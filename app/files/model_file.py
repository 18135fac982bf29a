"""A model as one file: a zip of model.json, weights.safetensors and state.safetensors.

model.json is readable and described by `resources/schema/model.schema.json`; the arrays are safetensors.
Reading runs no code, and looks at every size before memory is taken.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from app.document.model import Checkpoint, Document
from app.document.moment import Moment
from app.document.plotted import Plotted
from app.document.readable import readable
from app.document.runs import Runs
from app.document.written import Unreadable
from app.files import atomic, tensors
from app.files.archive import pack, unpack
from app.files.fault import FileError
from app.files.model_json import (
    checkpoint_from_plain,
    checkpoint_to_plain,
    document_from_plain,
    document_to_plain,
)
from app.files.past_json import past_from_plain, past_to_plain
from app.files.plots_json import plots_from_plain, plots_to_plain
from app.files.runs_json import runs_from_plain, runs_to_plain
from app.files.values import Arrays

__all__ = ["SUFFIX", "VERSION", "FileError", "Opened", "load", "load_all", "save"]

SUFFIX = ".netloom"
FORMAT, VERSION = "netloom model", 1
"""What stands in model.json. The version grows when a program of today could not read the file any more."""

MODEL, WEIGHTS, STATE = "model.json", "weights.safetensors", "state.safetensors"
LARGEST = 8 * 2**30
"""The largest file that is read, in bytes."""


class Opened(NamedTuple):
    """What is in a model file."""

    document: Document
    checkpoint: Checkpoint
    runs: Runs
    moments: tuple[Moment, ...] = ()
    plotted: Plotted = Plotted()


def save(
    path: Path | str,
    document: Document,
    checkpoint: Checkpoint,
    runs: Runs | None = None,
    moments: Sequence[Moment] = (),
    plotted: Plotted | None = None,
) -> None:
    """Writes the model to `path`, with the runs beside it and what fits of the way to the checkpoint.

    Whatever happens, there is a whole file afterwards: the old or the new one.

    Raises:
        FileError: when it cannot be written.
    """
    path = Path(path)
    content = written(document, checkpoint, runs, moments, plotted)
    try:
        atomic.write(path, content)
    except OSError as error:
        reason = error.strerror or error
        raise FileError(
            f"{path.name} could not be saved in {path.parent}: {reason}. Choose another place with Save as."
        ) from error


def load(path: Path | str) -> tuple[Document, Checkpoint]:
    """The model in the file at `path`, without the runs kept beside it. Raises as `load_all`."""
    opened = load_all(path)
    return opened.document, opened.checkpoint


def load_all(path: Path | str) -> Opened:
    """The model in the file at `path`, and the runs kept beside it.

    Raises:
        FileError: when there is none, or it is damaged, foreign, or newer than this program.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise FileError("it is larger than 8 GB")
        return read_all(path.read_bytes())
    except FileNotFoundError as error:
        raise FileError(f"There is no file {path}. It may have been moved or renamed.") from error
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror or error}.") from error
    except MemoryError as error:
        raise FileError(f"{path.name} cannot be opened: there is not enough memory for it.") from error
    except FileError as error:
        raise FileError(f"{path.name} cannot be opened: {error}.") from error


def written(
    document: Document,
    checkpoint: Checkpoint,
    runs: Runs | None = None,
    moments: Sequence[Moment] = (),
    plotted: Plotted | None = None,
) -> bytes:
    """The content of a model file."""
    weights: Arrays = {}
    state: Arrays = {}
    plain = {
        "format": FORMAT,
        "version": VERSION,
        "model": document_to_plain(document),
        "progress": checkpoint_to_plain(checkpoint, weights, state),
    }
    if runs is not None and runs != Runs():
        plain["runs"] = runs_to_plain(runs, document, checkpoint, weights, state)
    if moments:
        plain["past"] = past_to_plain(moments, document, checkpoint, weights, state)
    if plotted is not None and plotted.tables:
        plain["plots"] = plots_to_plain(plotted, state)
    text = readable(plain) + "\n"
    parts = {
        MODEL: text.encode("utf-8", "surrogatepass"),
        WEIGHTS: tensors.to_bytes(weights),
        STATE: tensors.to_bytes(state),
    }
    return pack(parts, packed=(MODEL,))


def read(content: bytes) -> tuple[Document, Checkpoint]:
    """The model in the content of a file, without the runs kept beside it. Raises as `read_all`."""
    opened = read_all(content)
    return opened.document, opened.checkpoint


def read_all(content: bytes) -> Opened:
    """The model in the content of a file, and the runs kept beside it.

    Raises:
        FileError: when it is none; the text goes on from "the file cannot be opened: ".
    """
    parts = unpack(content, (MODEL, WEIGHTS, STATE))
    if MODEL not in parts:
        raise FileError("it is a zip, but not a Netloom model: there is no model.json in it")
    plain = _parsed(parts[MODEL])
    _check_version(plain)
    if WEIGHTS not in parts or STATE not in parts:
        raise FileError("it is damaged: the part with its weights is missing")
    weights, state = tensors.from_bytes(parts[WEIGHTS]), tensors.from_bytes(parts[STATE])
    try:
        document = document_from_plain(plain.get("model"))
        checkpoint = checkpoint_from_plain(plain.get("progress", {}), weights, state)
        runs = runs_from_plain(plain.get("runs", {}), document, checkpoint, weights, state)
        past = past_from_plain(plain.get("past", {}), document, checkpoint, weights, state)
        plotted = plots_from_plain(plain.get("plots", {}), state)
        return Opened(document, checkpoint, runs, past, plotted)
    except Unreadable as error:
        raise FileError(f"it is damaged or was changed by hand: in model.json, {error}") from error


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        plain = json.loads(content.decode("utf-8", "surrogatepass"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise FileError(f"it is damaged: model.json cannot be read ({error})") from error
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise FileError("it is not a Netloom model: its model.json belongs to something else")
    return plain


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _check_version(plain: dict[str, Any]) -> None:
    version = plain.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise FileError("it is damaged: it does not say in which version of the format it is written")
    if version > VERSION:
        raise FileError(
            f"it was written by a newer Netloom (its format is {version}, this program reads up to "
            f"{VERSION}). Update Netloom to open it"
        )
