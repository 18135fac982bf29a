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
from app.document.plotted import Plotted
from app.files import past_json
from app.files.model_file import FileError, load_all, read_all, save, written
from app.training.curves import Curves
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
    """Every moment before now, which a timeline would have thinned as time allows."""
    again = Run(run.document, examples=run.data)
    moments = []
    while again.step_count < run.step_count:
        moments.append(again.moment())
        again.step()
    return tuple(moments)


def test_moments_come_back_bit_for_bit(tmp_path: Path) -> None:
    doc, run = walked()
    slower = edits.set_training(doc, learning_rate=0.001)
    moments = tuple(replace(moment, document=slower) if moment.step > 4 else moment for moment in before(run))
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


def test_what_the_plots_show_of_each_step_comes_back(tmp_path: Path) -> None:
    doc, run = walked(300)
    curves = Curves()
    curves.take(run)
    save(tmp_path / "model.netloom", doc, run.checkpoint(), None, (), curves.kept())
    opened = load_all(tmp_path / "model.netloom")
    again = Curves()
    again.go_to(opened.checkpoint)
    again.restore(opened.plotted)
    assert again.nodes == curves.nodes and again.batches.range == (1, run.step_count)
    whole, few = (each.batches.thinned(0, 1e9, 0) for each in (curves, again))
    assert len(few[0]) <= 1024 < len(whole[0]) + 1024
    assert (few[1].min(), few[1].max()) == (whole[1].min(), whole[1].max())  # no spike is lost
    node = curves.nodes[0]
    for what in ("gradient", "weight", "update"):
        kept, seen = (each.measured(what, node, 0, 1e9, 0)[1] for each in (again, curves))
        assert (kept.min(), kept.max()) == (seen.min(), seen.max())
    further = Run(doc, opened.checkpoint)
    further.advance(60, until_epoch=310)
    again.take(further)
    assert again.batches.range == (1, further.step_count)
    assert again.last_norms == pytest.approx(further.gradient_norms)


def test_plots_that_do_not_fit_are_left_out() -> None:
    curves = Curves()
    for rows in (np.ones((2, 7)), np.ones((3, 5)), np.full((1, 7), np.nan)):
        curves.restore(Plotted((1,), {"losses": (rows, 1)}))
        assert not len(curves.batches)


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
    curves = Curves()
    curves.take(run)
    content = written(doc, run.checkpoint(), None, before(run), curves.kept())
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
    spoiled: list[Callable[[Any], Any]] = [
        lambda plots: plots.update(modules=[1, 1]),
        lambda plots: plots["tables"]["losses"].update(joined=0),
        lambda plots: plots["tables"]["losses"].update(rows=3),
        lambda plots: plots.update(tables=[]),
    ]
    for damage in spoiled:
        spoilt = json.loads(json.dumps(plain))
        damage(spoilt["plots"])
        with pytest.raises(FileError):
            read_all(zipped(parts(content) | {"model.json": json.dumps(spoilt).encode()}))
    assert read_all(written(doc, Checkpoint())).moments == ()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
