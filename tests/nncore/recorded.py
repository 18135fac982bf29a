"""What Torch7 itself computed: reading the recordings, and building what they describe."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import nncore as nn

DATA = Path(__file__).parents[1] / "data" / "torch7"


@cache
def load(name: str) -> Any:
    """A recording by its path without the ending: `golden/Linear`."""
    return json.loads(gzip.decompress((DATA / f"{name}.json.gz").read_bytes()))


def names(folder: str) -> list[str]:
    return sorted(path.name.removesuffix(".json.gz") for path in (DATA / folder).glob("*.json.gz"))


def value(recorded: Any) -> Any:
    """A recorded tensor as an array, a table as a list, a size list as a tuple, nil as None."""
    if not isinstance(recorded, dict):
        return float(recorded) if recorded in ("nan", "inf", "-inf") else recorded
    if "table" in recorded:
        entries = recorded["table"]
        return (
            [value(entry) for entry in entries.values()]
            if isinstance(entries, dict)
            else list(map(value, entries))
        )
    if "storage" in recorded:
        return tuple(recorded["storage"])
    whole = recorded["t"] in ("long", "int", "byte", "short")
    data = [float(number) for number in recorded["data"]]
    return np.array(data, np.int64 if whole else np.float64).reshape(recorded["shape"] or (0,))


def build(spec: dict[str, Any], known: dict[str, Any] | None = None) -> Any:
    """The module or criterion a recording describes, by Torch's own calls."""
    known = {} if known is None else known
    inner = [build(spec["inner"], known)] if "inner" in spec else []
    args = [_argument(arg, known) for arg in spec.get("args", [])]
    made = getattr(nn, spec["module"].removeprefix("nn."))(*inner, *args)
    for child in spec.get("children", []):
        made.add(build(child, known))
    for child, weight in spec.get("criterions", []):
        made.add(build(child, known), weight)
    for name, assigned in (spec.get("set") or {}).items():
        setattr(made, name, value(assigned))
    calls = [spec["call"]] if isinstance(spec.get("call"), str) else spec.get("call", [])
    for call in calls:
        method, given = (call, []) if isinstance(call, str) else call
        getattr(made, method)(*map(value, given))
    if "id" in spec:
        known[spec["id"]] = made
    return made


def _argument(arg: Any, known: dict[str, Any]) -> Any:
    if isinstance(arg, dict) and "ref" in arg:
        return known[arg["ref"]]
    return build(arg, known) if isinstance(arg, dict) and "module" in arg else value(arg)


def agree(ours: Any, recorded: Any, what: str = "value") -> None:
    """That a value is the recorded one: same structure, same shape, the same numbers to their rounding."""
    theirs = value(recorded)
    if isinstance(theirs, list):
        assert isinstance(ours, (list, tuple)) and len(ours) == len(theirs), f"{what} is another table"
        for number, (mine, entry) in enumerate(zip(ours, recorded["table"], strict=True), start=1):
            agree(mine, entry, f"{what}[{number}]")
        return
    if isinstance(theirs, np.ndarray):
        got = np.asarray(ours)
        assert got.shape == theirs.shape or got.size == theirs.size == 0, (
            f"{what}: {got.shape}, not {theirs.shape}"
        )
        scale = float(np.abs(theirs[np.isfinite(theirs)]).max(initial=1.0))
        np.testing.assert_allclose(got, theirs, rtol=1e-10, atol=1e-13 * scale, err_msg=what)
        return
    np.testing.assert_allclose(ours, theirs, rtol=1e-10, atol=1e-13, err_msg=what)
