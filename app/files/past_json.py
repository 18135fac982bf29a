"""A run's past as JSON's values, and back: the moments that the window can go back to.

The file stays small: of many or of large moments evenly fewer are kept. Files of older programs have none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.document.essence import network
from app.document.model import Checkpoint, Document, Training
from app.document.moment import Moment, arrays
from app.document.written import Unreadable, listed, number, record, whole
from app.files.model_json import checkpoint_from_plain, checkpoint_to_plain
from app.files.training_json import training_from_plain, training_to_plain
from app.files.values import Arrays, from_plain, to_plain

MOST, ROOM = 100, 32 * 2**20
"""So many moments go into a file, and so many bytes of them."""


def kept(moments: Sequence[Moment], document: Document, checkpoint: Checkpoint) -> list[Moment]:
    """Those that go into a file: of this network, from before the checkpoint; of too many evenly fewer."""
    model, fits = network(document), dict[int, bool]()
    for moment in moments:
        if id(moment.document) not in fits:
            fits[id(moment.document)] = network(moment.document) == model
    found = [each for each in moments if fits[id(each.document)] and each.step < checkpoint.step]
    while found and (len(found) > MOST or sum(map(_size, found)) > ROOM):
        found = found[::2] if len(found) > 1 else []
    return found


def past_to_plain(
    moments: Sequence[Moment], document: Document, checkpoint: Checkpoint, weights: Arrays, state: Arrays
) -> dict[str, Any]:
    """The past that led to a checkpoint; its arrays go into `weights` and `state`."""
    chosen = kept(moments, document, checkpoint)
    settings: list[Training] = []
    written = []
    for moment in chosen:
        training = moment.document.training
        if training not in settings:
            settings.append(training)
        written.append(
            {
                "epoch": moment.epoch,
                "time": moment.time,
                "mean": to_plain(moment.mean, "", state),
                "validation": to_plain(moment.validation, "", state),
                "training": settings.index(training),
                "progress": checkpoint_to_plain(moment.state, weights, state, _prefix(moment.step)),
            }
        )
    return {"trainings": [training_to_plain(each) for each in settings], "moments": written}


def past_from_plain(
    plain: Any, document: Document, checkpoint: Checkpoint, weights: Arrays, state: Arrays
) -> tuple[Moment, ...]:
    """The moments that led to this checkpoint, the oldest first.

    Raises:
        Unreadable: when they are none, or arrays are missing.
    """
    values = record(plain, "the past")
    settings = listed(values.get("trainings", []), "the past's settings")
    documents = [replace(document, training=training_from_plain(each)) for each in settings]

    def read(plain: Any) -> Moment:
        entry = record(plain, "a moment of the past")
        progress = record(entry.get("progress"), "what a moment holds")
        step = whole(progress.get("step", 0), "a moment's number of steps")
        which = whole(entry.get("training"), "a moment's settings")
        if which >= len(documents):
            raise Unreadable(f"the moment after {step} batches has settings that are not there")
        return Moment(
            state=checkpoint_from_plain(progress, weights, state, _prefix(step)),
            epoch=whole(entry.get("epoch"), "a moment's epoch"),
            time=number(entry.get("time"), "when a moment was"),
            mean=_loss(entry.get("mean"), state),
            document=documents[which],
            validation=_loss(entry.get("validation"), state),
        )

    moments = tuple(read(each) for each in listed(values.get("moments", []), "the past's moments"))
    steps = [*(moment.step for moment in moments), checkpoint.step]
    if any(after <= before for before, after in zip(steps, steps[1:], strict=False)):
        raise Unreadable("the moments of the past are not in order")
    if any(moment.epoch > checkpoint.epoch for moment in moments):
        raise Unreadable("a moment of the past has more epochs than there are")
    return moments


def _loss(plain: Any, state: Arrays) -> float:
    value = from_plain(plain, state)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Unreadable("the loss of a moment is no number")
    return float(value)


def _prefix(step: int) -> str:
    """What the names of a moment's arrays begin with."""
    return f"past{step}/"


def _size(moment: Moment) -> int:
    return sum(array.nbytes for array in arrays(moment.state))
