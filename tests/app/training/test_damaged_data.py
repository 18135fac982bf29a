"""Whatever is done to a file of data, it is read or refused in words; nothing else comes of it."""

from __future__ import annotations

import gzip
import io
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.document import edits
from app.document.model import Checkpoint, Document
from app.files.model_file import load, save
from app.training import sources
from app.training.examples import DataError


def _npz() -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, x=np.arange(12.0).reshape(6, 2), y=np.arange(6) % 2)
    return file.getvalue()


def _npy() -> bytes:
    file = io.BytesIO()
    np.save(file, np.arange(12.0).reshape(4, 3))
    return file.getvalue()


IMAGES = bytes([0, 0, 8, 3]) + struct.pack(">3I", 4, 2, 2) + bytes(range(16))
LABELS = bytes([0, 0, 8, 1]) + struct.pack(">I", 4) + bytes([0, 1, 1, 0])
FILES: dict[str, tuple[str, bytes, dict[str, Any]]] = {
    "npz": ("array_file", _npz(), {"inputs": ("x",), "target": ("y",)}),
    "npy": ("array_file", _npy(), {"inputs": ("column 1",), "target": ("column 3",)}),
    "csv": ("csv_file", b"a,b,kind\n1,2,x\n3,4,y\n5,6,x\n", {"inputs": ("a", "b"), "target": ("kind",)}),
    "txt": ("text_file", b"good\tfine day\nbad\tawful\n", {}),
}


@given(data=st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("suffix", FILES)
def test_damaged_files_are_refused_in_words(tmp_path: Path, suffix: str, data: st.DataObject) -> None:
    kind, content, options = FILES[suffix]
    path = tmp_path / f"file.{suffix}"
    path.write_bytes(_damaged(data, content))
    _read(kind, {"path": str(path), **options})


@given(data=st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_damaged_idx_files_are_refused_in_words(tmp_path: Path, pack: Any, data: st.DataObject) -> None:
    images, labels = tmp_path / "images", tmp_path / "labels"
    images.write_bytes(_damaged(data, pack(IMAGES)))
    labels.write_bytes(pack(LABELS))
    _read("idx_files", {"images": str(images), "labels": str(labels)})


def _damaged(data: st.DataObject, content: bytes) -> bytes:
    """Cut, overwritten, or with something put in."""
    at = data.draw(st.integers(0, len(content)))
    new = data.draw(st.binary(max_size=6))
    gone = data.draw(st.integers(0, 8))
    return content[:at] + new + (b"" if data.draw(st.booleans()) else content[at + gone :])


def _read(kind: str, options: dict[str, Any]) -> None:
    """Reads the data, or has it refused; any other exception fails the test."""
    words = ""
    try:
        assert sources.find(kind).describe(options).rows > 0
    except DataError as error:
        words = str(error)
    assert not words or words.endswith((".", "?"))


@pytest.mark.parametrize("suffix", FILES)
def test_what_is_chosen_is_saved_and_opened(tmp_path: Path, suffix: str) -> None:
    kind, content, options = FILES[suffix]
    (tmp_path / f"file.{suffix}").write_bytes(content)
    described = sources.find(kind).describe({"path": f"file.{suffix}", **options}, tmp_path)
    document = edits.set_data(Document(), described)
    save(tmp_path / "model.netloom", document, Checkpoint())
    assert load(tmp_path / "model.netloom")[0].data == described
