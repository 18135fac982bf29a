"""The way that led to where a model stands is saved with it: bit for bit, evenly thinned, never too large."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app import resources
from app.document import edits
from app.document.examples import tutorial
from app.document.model import Checkpoint, Document
from app.document.moment import Moment
from app.files import past_json
from app.files.model_file import FileError, load_all, read_all, save, written
from app.training.run import Run
from app.training.timeline import checkpoint_at
from tests.app.files.models import same_state
from tests.app.files.schema import misfits
from tests.app.files.test_damage import zipped

SCHEMA = json.loads(resources.path("schema", "model.schema.json").read_text(encoding="utf-8"))


def walked(epochs: int = 6) -> tuple[Document, Run]:
    doc = edits.set_training(tutorial(), batch_size=2, validation=0.2, optimiser="adam")
    run = Run(doc)
    run.advance(60, until_epoch=epochs)
    return doc, run


def before(run: Run) -> tuple[Moment, ...]:
    return tuple(moment for moment in run.timeline.moments if moment.step < run.step_count)


def test_moments_come_back_bit_for_bit(tmp_path: Path) -> None:
    doc, run = walked()
    slower = edits.set_training(doc, learning_rate=0.001)
    moments = tuple(
        replace(moment, document=slower) if moment.step > 4 else moment for moment in before(run)
    )
    save(tmp_path / "model.netloom", doc, run.checkpoint(), None, moments)
    opened = load_all(tmp_path / "model.netloom")
    assert len(opened.moments) == len(moments) > 6
    for old, new in zip(moments, opened.moments, strict=True):
        assert same_state(old.state, new.state) and old.document == new.document
        assert [old.epoch, old.time] == [new.epoch, new.time]
        np.testing.assert_equal([old.mean, old.validation], [new.mean, new.validation])
    assert opened.moments[0].document is opened.moments[1].document  # few objects, as before
    third = checkpoint_at(opened.moments[3], run.losses, run.validations, run.scores)
    again = Run(doc, third)
    again.advance(60, until_epoch=6)
    assert (again.layout.parameters == run.layout.parameters).all()


def test_what_does_not_lead_here_is_left_out() -> None:
    doc, run = walked()
    other = tutorial()
    strange = replace(before(run)[0], document=edits.set_arguments(other, 1, {"outputSize": 7}))
    late = replace(run.moment(), state=replace(run.moment().state, step=1000))
    opened = read_all(written(doc, run.checkpoint(), None, (strange, *before(run)[1:], late)))
    assert [moment.step for moment in opened.moments] == [moment.step for moment in before(run)[1:]]


def test_a_long_past_is_thinned_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    doc, run = walked(60)
    moments, now = before(run), run.checkpoint()
    assert len(moments) > 100
    kept = past_json.kept(moments, doc, now)
    assert 50 <= len(kept) <= 100 and kept[0] is moments[0]
    monkeypatch.setattr(past_json, "ROOM", 20_000)
    few = past_json.kept(moments, doc, now)
    assert 0 < len(few) < len(kept) and sum(map(past_json._size, few)) <= 20_000
    monkeypatch.setattr(past_json, "ROOM", 10)
    assert past_json.kept(moments, doc, now) == []


def test_the_schema_describes_it_and_damage_is_told() -> None:
    doc, run = walked(3)
    content = written(doc, run.checkpoint(), None, before(run))
    plain = json.loads(parts(content)["model.json"])
    assert not [*misfits(plain, SCHEMA, SCHEMA)]
    damages: list[Callable[[Any], Any]] = [
        lambda past: past["moments"].reverse(),
        lambda past: past["moments"][0].pop("epoch"),
        lambda past: past["moments"][0].update(epoch=1000),
        lambda past: past["moments"][0].update(training=9),
        lambda past: past["moments"][0].update(mean="much"),
        lambda past: past["moments"][1]["progress"].update(step=0),
        lambda past: past["moments"][1]["progress"].update(weights={"1": 9}),
        lambda past: past.update(trainings=None),
        lambda past: past.update(moments={}),
    ]
    for damage in damages:
        spoilt = json.loads(json.dumps(plain))
        damage(spoilt["past"])
        with pytest.raises(FileError):
            read_all(zipped(parts(content) | {"model.json": json.dumps(spoilt).encode()}))
    assert read_all(written(doc, Checkpoint())).moments == ()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
