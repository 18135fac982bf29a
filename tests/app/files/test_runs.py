"""The runs that are kept beside a model are saved with it, bit for bit; and damage to them is told."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import resources
from app.document import edits
from app.document.examples import tutorial
from app.document.model import Checkpoint
from app.document.runs import Fork, KeptRun, Runs, keep, show
from app.files.model_file import FileError, load, load_all, read_all, save, written
from app.training.run import Run
from tests.app.files.models import checkpoints, same_state, trained
from tests.app.files.schema import misfits
from tests.app.files.test_damage import places, zipped

SCHEMA = json.loads(resources.path("schema", "model.schema.json").read_text(encoding="utf-8"))
WHEN = "2026-11-24T19:30:05"


def several() -> tuple[Any, Checkpoint, Runs]:
    """A model, how far it is trained, and two kept runs: one of its own, one of another model."""
    doc, checkpoint = trained()
    other = tutorial()
    run = Run(other)
    for _ in range(3):
        run.step_epoch()
    runs = keep(Runs(), other, run.checkpoint(), WHEN, "Before the fork")
    runs = replace(runs, fork=Fork(1, 2.0))
    runs = keep(runs, edits.set_training(doc, learning_rate=0.5), checkpoint, WHEN)
    return doc, checkpoint, show(runs, 2, False)


DOC, STATE, RUNS = several()
WHOLE = written(DOC, STATE, RUNS)


def same_run(one: KeptRun, other: KeptRun) -> bool:
    names = [name for name in KeptRun.__slots__ if name != "checkpoint"]
    return all(getattr(one, name) == getattr(other, name) for name in names) and same_state(
        one.checkpoint, other.checkpoint
    )


def test_runs_come_back_bit_for_bit(tmp_path: Path) -> None:
    path = tmp_path / "model.netloom"
    save(path, DOC, STATE, RUNS)
    again = load_all(path)
    assert again.document == DOC and same_state(again.checkpoint, STATE)
    assert (again.runs.fork, again.runs.fresh) == (RUNS.fork, RUNS.fresh)
    assert all(map(same_run, again.runs.kept, RUNS.kept)) and len(again.runs.kept) == 2
    assert written(*again) == WHOLE
    assert load(path)[0] == DOC


def test_a_run_that_ends_where_the_model_stands_still_does_after_opening() -> None:
    again = read_all(WHOLE)
    run = again.runs.holding(again.checkpoint)
    assert run is not None and run.id == 2


@settings(max_examples=40, deadline=None)
@given(checkpoint=checkpoints(), present=checkpoints())
def test_any_state_of_a_run_comes_back(checkpoint: Checkpoint, present: Checkpoint) -> None:
    runs = keep(Runs(), DOC, checkpoint, WHEN)
    again = read_all(written(DOC, present, runs))
    assert same_state(again.checkpoint, present)
    assert same_state(again.runs.kept[0].checkpoint, checkpoint)


def test_a_file_without_runs_opens_without_any() -> None:
    content = written(DOC, STATE)
    assert "runs" not in model_json(content)
    assert read_all(content).runs == Runs()


def test_it_fits_its_schema() -> None:
    plain = model_json(WHOLE)
    assert list(misfits(plain, SCHEMA, SCHEMA)) == []
    assert "model" in plain["runs"]["kept"][0]
    assert "model" not in plain["runs"]["kept"][1]


def model_json(content: bytes) -> Any:
    return json.loads(zipfile.ZipFile(io.BytesIO(content)).read("model.json"))


def changed(change: Callable[[Any], None]) -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(WHOLE))
    contents = {name: archive.read(name) for name in archive.namelist()}
    plain = json.loads(contents["model.json"])
    change(plain["runs"])
    return zipped(contents | {"model.json": json.dumps(plain).encode()})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda runs: runs.update(fresh=2), "a number that is in use"),
        (lambda runs: runs["kept"][1].update(id=1), "two runs have the same number"),
        (lambda runs: runs["kept"][0].update(id=7), "weights of module . are missing"),
        (lambda runs: runs["kept"][0].update(name=""), "run 1 has no name"),
        (lambda runs: runs["kept"][0].update(when="yesterday"), "must be a date and time, not 'yesterday'"),
        (lambda runs: runs["kept"][1]["fork"].update(time=None), "the epoch that run 2 began at must be"),
        (lambda runs: runs.update(kept={}), "the kept runs: a list was expected"),
        (lambda runs: runs["kept"][0].pop("id"), "the number of a run must be"),
    ],
)
def test_what_is_wrong_with_a_run_is_told(change: Callable[[Any], None], message: str) -> None:
    with pytest.raises(FileError, match=message):
        read_all(changed(change))


JSON: Any = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
WAYS = places(model_json(WHOLE)["runs"])


@settings(max_examples=200, deadline=None)
@given(way=st.sampled_from(WAYS), value=JSON | st.just("delete"))
def test_any_value_of_a_run_changed_by_hand_is_read_or_told(way: tuple[Any, ...], value: Any) -> None:
    def change(plain: Any) -> None:
        for key in way[:-1]:
            plain = plain[key]
        if value == "delete":
            del plain[way[-1]]
        else:
            plain[way[-1]] = value

    try:
        said, document = "", read_all(changed(change)).document
    except FileError as error:
        said, document = str(error), DOC
    assert document == DOC
    assert not said or "model.json" in said or "damaged" in said
