"""The training settings as JSON's values, and back. What is missing is at its default."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from app.document.model import Options, Training
from app.document.refused import Refused
from app.document.training import checked
from app.document.written import Unreadable, brief, listed, record, restored, text

_OPTIONS = ("options", "schedule_options")


def training_to_plain(training: Training) -> dict[str, Any]:
    plain = {field.name: getattr(training, field.name) for field in fields(Training)}
    plain |= {name: dict(plain[name]) for name in _OPTIONS}
    return plain | {"faults": list(training.faults)}


def training_from_plain(plain: Any) -> Training:
    """The settings.

    Raises:
        Unreadable: when they are none, with the name and the allowed range of what does not fit.
    """
    values = dict(record(plain, "the training settings"))
    known = {field.name for field in fields(Training)}
    for name, value in values.items():
        if name not in known:
            raise Unreadable(f"there is no training setting {brief(name)}")
        if name in _OPTIONS:
            values[name] = _options(name, value)
    faults = listed(values.get("faults", []), "the faults that are switched on")
    values["faults"] = tuple(text(fault, "a fault that is switched on") for fault in faults)
    try:
        return checked(Training(**values))
    except Refused as refusal:
        raise Unreadable(str(refusal)) from None


def _options(name: str, plain: Any) -> Options:
    where = f"the training setting {name}"
    return tuple((text(key, where), restored(value)) for key, value in record(plain, where).items())
