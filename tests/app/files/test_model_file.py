"""A model saved and opened is the same model, bit for bit; and what is no model is told in words."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from app import resources
from app.document.examples import classifier, sparse_dense, tutorial
from app.document.model import Checkpoint, Document
from app.files.model_file import FileError, load, read, save, written
from tests.app.document.builders import mixed
from tests.app.document.grown import documents
from tests.app.files.models import checkpoints, same_state, trained
from tests.app.files.schema import misfits

SCHEMA = json.loads(resources.path("schema", "model.schema.json").read_text(encoding="utf-8"))


@settings(max_examples=60, deadline=None)
@given(doc=documents())
def test_any_document_comes_back(doc: Document) -> None:
    again, _ = read(written(doc, Checkpoint()))
    assert again == doc and repr(again) == repr(doc)


@settings(max_examples=120, deadline=None)
@given(checkpoint=checkpoints())
def test_any_training_state_comes_back_bit_for_bit(checkpoint: Checkpoint) -> None:
    _, again = read(written(Document(), checkpoint))
    assert same_state(again, checkpoint)
    assert written(Document(), again) == written(Document(), checkpoint)


def test_opened_saved_and_opened_again_is_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "first.netloom", tmp_path / "second.netloom"
    doc, checkpoint = trained()
    save(first, doc, checkpoint)
    save(second, *load(first))
    again, state = load(second)
    assert again == doc and same_state(state, checkpoint)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("make", [Document, tutorial, sparse_dense, classifier, mixed])
def test_model_json_fits_its_schema(make: Any, tmp_path: Path) -> None:
    path = tmp_path / "model.netloom"
    save(path, make(), trained()[1])
    plain = json.loads(zipfile.ZipFile(path).read("model.json"))
    assert list(misfits(plain, SCHEMA, SCHEMA)) == []


@settings(max_examples=40, deadline=None)
@given(checkpoint=checkpoints())
def test_any_state_fits_the_schema(checkpoint: Checkpoint) -> None:
    content = zipfile.ZipFile(io.BytesIO(written(Document(), checkpoint))).read("model.json")
    plain = json.loads(content.decode("utf-8", "surrogatepass"))
    assert list(misfits(plain, SCHEMA, SCHEMA)) == []


def test_a_word_that_unicode_has_not_is_kept() -> None:
    doc = Document(notes="half a pair: \ud83d")
    assert read(written(doc, Checkpoint()))[0] == doc


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="There is no file .*gone.netloom"):
        load(tmp_path / "gone.netloom")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be read"):
        load(tmp_path)


def test_saving_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="could not be saved in .*Choose another place"):
        save(tmp_path / "nowhere" / "model.netloom", Document(), Checkpoint())


def test_a_failed_save_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.netloom"
    save(path, tutorial(), Checkpoint())
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="No space left on device"):
        save(path, sparse_dense(), Checkpoint())
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_new_file_takes_the_old_ones_place_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the new one is whole on the disk, the old one is there."""
    path = tmp_path / "model.netloom"
    save(path, tutorial(), Checkpoint())
    before, seen = path.read_bytes(), []
    sync = os.fsync

    def watched(handle: int) -> None:
        seen.append(path.read_bytes())
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    save(path, sparse_dense(), Checkpoint())
    assert seen[0] == before and load(path)[0] == sparse_dense()


@pytest.mark.skipif(os.name != "posix", reason="permissions and links are POSIX's")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "model.netloom", tmp_path / "link.netloom"
    save(path, tutorial(), Checkpoint())
    path.chmod(0o640)
    link.symlink_to(path)
    save(link, sparse_dense(), Checkpoint())
    assert link.is_symlink() and path.stat().st_mode & 0o777 == 0o640
    assert load(path)[0] == sparse_dense()
