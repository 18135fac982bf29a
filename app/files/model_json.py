"""A document and its training state as JSON's values, and back. `resources/schema` describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

import numpy as np

from app.document.model import Checkpoint, Data, Document, NodeId, Port, Score
from app.document.wellformed import fault
from app.document.written import (
    Unreadable,
    brief,
    listed,
    node_from_plain,
    node_to_plain,
    record,
    restored,
    text,
    whole,
)
from app.document.written_remarks import remark_to_plain, remarks_from_plain
from app.files.training_json import training_from_plain, training_to_plain
from app.files.values import Arrays, from_plain, to_plain


def document_to_plain(doc: Document) -> dict[str, Any]:
    return {
        "root": node_to_plain(doc.root),
        "criterion": None if doc.criterion is None else node_to_plain(doc.criterion),
        "data": _data_to_plain(doc.data),
        "training": training_to_plain(doc.training),
        "notes": doc.notes,
        "fresh": doc.fresh,
        "remarks": [remark_to_plain(remark) for remark in doc.remarks],
    }


def document_from_plain(plain: Any) -> Document:
    """The document.

    Raises:
        Unreadable: when it is none, or not a well-formed one.
    """
    values = record(plain, "the model")
    criterion = values.get("criterion")
    doc = Document(
        root=node_from_plain(values.get("root")),
        criterion=None if criterion is None else node_from_plain(criterion),
        data=_data_from_plain(values.get("data")),
        training=training_from_plain(values.get("training", {})),
        notes=text(values.get("notes", ""), "the notes"),
        fresh=whole(values.get("fresh"), "the next free id"),
        remarks=remarks_from_plain(values.get("remarks", [])),
    )
    if (found := fault(doc)) is not None:
        raise Unreadable(found)
    return doc


def checkpoint_to_plain(
    checkpoint: Checkpoint, weights: Arrays, state: Arrays, prefix: str = ""
) -> dict[str, Any]:
    """The training state; its arrays go into `weights` and `state`, by names that begin with `prefix`."""
    for id, arrays in checkpoint.weights.items():
        weights |= {f"{prefix}{id}.{number}": array for number, array in enumerate(arrays)}
    plain = {
        field.name: to_plain(getattr(checkpoint, field.name), f"{prefix}{field.name}", state)
        for field in fields(Checkpoint)
        if field.name not in ("weights", "losses", "validations", "gradients", "scores")
    }
    plain["losses"] = [to_plain(loss, "losses", state) for loss in checkpoint.losses]
    if checkpoint.validations:
        plain["validations"] = [to_plain(loss, "validations", state) for loss in checkpoint.validations]
    if checkpoint.scores:
        plain["scores"] = to_plain(np.array(checkpoint.scores, dtype=np.float64), f"{prefix}scores", state)
    if checkpoint.gradients:
        plain["gradients"] = [*checkpoint.gradients]
        weights |= {f"{prefix}{id}.gradient": array for id, array in checkpoint.gradients.items()}
    plain["weights"] = {str(id): len(arrays) for id, arrays in checkpoint.weights.items()}
    return plain


def checkpoint_from_plain(plain: Any, weights: Arrays, state: Arrays, prefix: str = "") -> Checkpoint:
    """The training state with its arrays, whose names begin with `prefix`.

    Raises:
        Unreadable: when it is none, or arrays are missing.
    """
    values = record(plain, "the training state")
    losses = _losses(values.get("losses", []), state)
    validations = _losses(values.get("validations", []), state)
    if validations and len(validations) != len(losses):
        raise Unreadable("there is not one validation loss for each loss")
    return Checkpoint(
        weights=_weights(values.get("weights", {}), weights, prefix),
        losses=losses,
        step=whole(values.get("step", 0), "the number of steps"),
        position=whole(values.get("position", 0), "the position in the epoch"),
        partial=_real(from_plain(values.get("partial", 0.0), state), "the loss of the unfinished epoch"),
        optimiser=_state(values.get("optimiser", {}), state, "optimiser"),
        random=_state(values.get("random", {}), state, "random numbers"),
        omitted=whole(values.get("omitted", 0), "the number of losses left out"),
        validations=validations,
        scores=_scores(values.get("scores"), state),
        gradients=_gradients(values.get("gradients", []), weights, prefix),
    )


def _losses(plain: Any, state: Arrays) -> tuple[float, ...]:
    losses = tuple(from_plain(loss, state) for loss in listed(plain, "the losses"))
    if not all(isinstance(loss, float) for loss in losses):
        raise Unreadable("a loss is no number")
    return losses


def _real(value: Any, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Unreadable(f"{what} must be a number, not {brief(value)}")
    return value


def _state(plain: Any, arrays: Arrays, what: str) -> Mapping[str, Any]:
    state = from_plain(plain, arrays)
    if not isinstance(state, dict) or not all(isinstance(key, str) for key in state):
        raise Unreadable(f"the state of the {what} must have names and values")
    return MappingProxyType(state)


def _weights(plain: Any, arrays: Arrays, prefix: str) -> Mapping[NodeId, Any]:
    found = {}
    for key, count in record(plain, "the table of the weights").items():
        if not (key.isascii() and key.isdigit() and str(int(key)) == key):
            raise Unreadable(f"the weights name no module: {brief(key)}")
        names = [f"{prefix}{key}.{at}" for at in range(whole(count, "a number of weights", high=len(arrays)))]
        if any(name not in arrays for name in names):
            raise Unreadable(f"weights of module {key} are missing")
        found[int(key)] = tuple(arrays[name] for name in names)
    return MappingProxyType(found)


def _scores(plain: Any, state: Arrays) -> tuple[Score, ...]:
    rows = from_plain(plain, state)
    if rows is None:
        return ()
    if not isinstance(rows, np.ndarray) or rows.ndim != 2 or rows.shape[1] != 3 or rows.dtype.kind != "f":
        raise Unreadable("the scores are not three numbers an epoch")
    if not (np.isfinite(rows[:, 0]).all() and (np.diff(rows[:, 0]) > 0).all() and (rows[:, 0] >= 1).all()):
        raise Unreadable("the epochs of the scores are not in order")
    return tuple((int(epoch), training, held_out) for epoch, training, held_out in rows.tolist())


def _gradients(plain: Any, arrays: Arrays, prefix: str) -> Mapping[NodeId, np.ndarray]:
    found = {}
    for entry in listed(plain, "the modules with gradients"):
        id = whole(entry, "a module with a gradient")
        if (gradient := arrays.get(f"{prefix}{id}.gradient")) is None:
            raise Unreadable(f"the gradient of module {id} is missing")
        found[id] = gradient
    return MappingProxyType(found)


def _data_to_plain(data: Data) -> dict[str, Any]:
    return {
        "source": data.source,
        "options": {name: _listed(value) for name, value in data.options},
        "inputs": [_port_to_plain(port) for port in data.inputs],
        "target": _port_to_plain(data.target),
        "rows": data.rows,
    }


def _data_from_plain(plain: Any) -> Data:
    values = record(plain, "the data")
    inputs = tuple(_port_from_plain(port) for port in listed(values.get("inputs"), "the data's inputs"))
    if not inputs:
        raise Unreadable("the data needs at least one input")
    options = record(values.get("options", {}), "the data's options")
    return Data(
        source=text(values.get("source"), "the data's source"),
        options=tuple((name, _option(name, value)) for name, value in options.items()),
        inputs=inputs,
        target=_port_from_plain(values.get("target")),
        rows=whole(values.get("rows"), "the number of examples"),
    )


def _option(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_option(name, entry) for entry in value)
    if value is not None and not isinstance(value, (bool, int, float, str)):
        raise Unreadable(f"the data's option {name} has a value of an unknown kind")
    return restored(value)


def _listed(value: Any) -> Any:
    return [_listed(entry) for entry in value] if isinstance(value, tuple) else value


def _port_to_plain(port: Port) -> dict[str, Any]:
    return {"name": port.name, "dims": list(port.dims), "kind": port.kind, "high": port.high}


def _port_from_plain(plain: Any) -> Port:
    values = record(plain, "a column group of the data")
    name = text(values.get("name"), "the name of a column group")
    where = f"the column group {name}"
    kind = values.get("kind", "real")
    if kind not in ("real", "index"):
        raise Unreadable(f"{where} must be real or index, not {brief(kind)}")
    dims = tuple(whole(size, f"a size of {where}", low=1) for size in listed(values.get("dims", []), where))
    return Port(name, dims, kind, whole(values.get("high", 0), f"the highest index of {where}"))
