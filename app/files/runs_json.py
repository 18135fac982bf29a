"""The kept runs as JSON's values, and back. Files of older programs have none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from app.document.essence import network
from app.document.model import Checkpoint, Document
from app.document.runs import Fork, KeptRun, Runs
from app.document.written import Unreadable, brief, flag, listed, number, record, text, whole
from app.files.model_json import (
    checkpoint_from_plain,
    checkpoint_to_plain,
    document_from_plain,
    document_to_plain,
)
from app.files.training_json import training_from_plain, training_to_plain
from app.files.values import Arrays


def runs_to_plain(
    runs: Runs, document: Document, checkpoint: Checkpoint, weights: Arrays, state: Arrays
) -> dict[str, Any]:
    """The runs; their arrays go into `weights` and `state`.

    What a run shares with the model in whose file it is written is left out.
    """

    def written(run: KeptRun) -> dict[str, Any]:
        plain: dict[str, Any] = {"id": run.id, "name": run.name, "when": run.when}
        plain |= {"named": run.is_named, "ghost": run.is_ghost, "fork": _fork_to_plain(run.fork)}
        plain["training"] = training_to_plain(run.document.training)
        if network(run.document) != network(document):
            plain["model"] = document_to_plain(run.document)
        if run.checkpoint is not checkpoint:
            plain["progress"] = checkpoint_to_plain(run.checkpoint, weights, state, _prefix(run.id))
        return plain

    return {
        "kept": [written(run) for run in runs.kept],
        "fork": _fork_to_plain(runs.fork),
        "fresh": runs.fresh,
    }


def runs_from_plain(
    plain: Any, document: Document, checkpoint: Checkpoint, weights: Arrays, state: Arrays
) -> Runs:
    """The runs kept beside this model.

    Raises:
        Unreadable: when they are none, or arrays are missing.
    """

    def read(plain: Any) -> KeptRun:
        values = record(plain, "a kept run")
        id = whole(values.get("id"), "the number of a run", low=1)
        where = f"run {id}"
        model = document_from_plain(values["model"]) if "model" in values else document
        progress = values.get("progress")
        if "progress" in values:
            progress = checkpoint_from_plain(progress, weights, state, _prefix(id))
        return KeptRun(
            id=id,
            name=_name(values.get("name"), where),
            when=_when(values.get("when"), where),
            document=replace(model, training=training_from_plain(values.get("training", {}))),
            checkpoint=progress or checkpoint,
            fork=_fork_from_plain(values.get("fork"), where),
            is_named=flag(values.get("named", False), f"whether {where} is named"),
            is_ghost=flag(values.get("ghost", True), f"whether {where} is drawn"),
        )

    values = record(plain, "the kept runs")
    kept = tuple(read(entry) for entry in listed(values.get("kept", []), "the kept runs"))
    fresh = whole(values.get("fresh", 1), "the next run's number", low=1)
    numbers = [run.id for run in kept]
    if len({*numbers}) < len(numbers) or fresh <= max(numbers, default=0):
        raise Unreadable("two runs have the same number, or the next one has a number that is in use")
    return Runs(kept, _fork_from_plain(values.get("fork"), "the run at hand"), fresh)


def _prefix(id: int) -> str:
    """What the names of a run's arrays begin with."""
    return f"run{id}/"


def _fork_to_plain(fork: Fork | None) -> dict[str, Any] | None:
    return None if fork is None else {"run": fork.run, "time": fork.time}


def _fork_from_plain(plain: Any, where: str) -> Fork | None:
    if plain is None:
        return None
    values = record(plain, f"where {where} began")
    return Fork(
        whole(values.get("run"), f"the run that {where} began at", low=1),
        number(values.get("time"), f"the epoch that {where} began at"),
    )


def _name(plain: Any, where: str) -> str:
    name = text(plain, f"the name of {where}")
    if not name:
        raise Unreadable(f"{where} has no name")
    return name


def _when(plain: Any, where: str) -> str:
    when = text(plain, f"the time of {where}")
    try:
        datetime.fromisoformat(when)
    except ValueError:
        raise Unreadable(f"the time of {where} must be a date and time, not {brief(when)}") from None
    return when
