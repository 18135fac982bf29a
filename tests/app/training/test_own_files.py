"""People's own arrays, pictures and texts: read as they are, refused with the place where they are wrong."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from app.document.model import Data, Port
from app.training import sources
from app.training.examples import DataError, load
from app.training.reading import Reading, Stopped, progress
from tests.app.training.idx_writing import idx


def described(name: str, **options: Any) -> Data:
    return sources.find(name).describe(options)


def refusal(name: str, **options: Any) -> str:
    with pytest.raises(DataError) as caught:
        described(name, **options)
    return str(caught.value)


def chosen(path: Path) -> Data:
    """The data as it is when a person chooses nothing but the file."""
    found = sources.for_file(path)
    assert found is not None
    source, options = found
    return source.describe(source.completed(options, source.inspect(options)))


# numpy's files.


def test_an_archive_of_arrays(tmp_path: Path) -> None:
    path = tmp_path / "some.npz"
    x = np.arange(24, dtype=np.float32).reshape(4, 2, 3)
    np.savez(path, x=x, word=np.array([1, 5, 2, 1]), y=np.array([7, 0, 7, 0]))
    assert dict(chosen(path).options) == {"path": str(path), "inputs": ("x", "word"), "target": ("y",)}
    data = described("array_file", path=str(path), inputs=("x",), indices=("word",), target=("y",))
    assert data.inputs == (Port("word", (), "index", 5), Port("x", (2, 3)))
    assert data.target == Port("y", (), "index", 2)
    examples = load(data)
    assert examples.inputs[1].tolist() == x.tolist()
    assert examples.target.tolist() == [2, 1, 2, 1]
    assert examples.labels[-1].values == ("0", "7")


def test_a_table_in_an_array(tmp_path: Path) -> None:
    path = tmp_path / "table.npy"
    np.save(path, np.asfortranarray([[1.5, 2, 0.1], [3, 4, 0.2], [5, 6, 0.3]]))
    data = chosen(path)
    assert (data.inputs, data.target) == ((Port("x", (2,)),), Port("column 3"))
    examples = load(data)
    assert examples.inputs[0].tolist() == [[1.5, 2], [3, 4], [5, 6]]
    assert examples.target.tolist() == [0.1, 0.2, 0.3]


def test_two_arrays_in_two_files(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.zeros((3, 1, 2, 2)))
    np.save(tmp_path / "y.npy", np.array([0.5, 1.5, 2.5]))
    options = {"path": str(tmp_path / "x.npy"), "answers_path": str(tmp_path / "y.npy")}
    data = described("array_file", **options, inputs=("array",), target=("target",))
    assert data.inputs == (Port("array", (1, 2, 2)),)
    assert load(data).target.tolist() == [0.5, 1.5, 2.5]


def test_an_array_that_is_cut_short_names_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "cut.npy"
    np.save(path, np.zeros((100, 3)))
    path.write_bytes(path.read_bytes()[:1000])
    words = refusal("array_file", path=str(path), inputs=("column 1",), target=("column 2",))
    assert "needs 2,400 bytes from byte 128 on, but there are 872" in words


def test_no_code_is_run_from_an_array(tmp_path: Path) -> None:
    path = tmp_path / "objects.npz"
    np.savez(path, x=np.array([{}, {}], dtype=object), y=np.zeros(2))
    assert "Objects are not read" in refusal("array_file", path=str(path), inputs=("x",), target=("y",))


def test_rows_that_do_not_match(tmp_path: Path) -> None:
    path = tmp_path / "odd.npz"
    np.savez(path, x=np.zeros((4, 2)), y=np.zeros(3))
    words = refusal("array_file", path=str(path), inputs=("x",), target=("y",))
    assert "x has 4, y has 3" in words


def test_a_number_that_is_none_is_found(tmp_path: Path) -> None:
    path = tmp_path / "nan.npz"
    np.savez(path, x=np.array([[1, 2], [3, np.nan]]), y=np.zeros(2))
    assert "x at [2, 2]" in refusal("array_file", path=str(path), inputs=("x",), target=("y",))


def test_what_is_no_array(tmp_path: Path) -> None:
    path = tmp_path / "text.npy"
    path.write_text("hello there")
    assert "byte 0: expected numpy's header" in refusal(
        "array_file", path=str(path), inputs=("column 1",), target=("column 2",)
    )
    found = sources.for_file(path)
    assert found is not None and found[0].name == "array_file"  # though it cannot be read


# IDX.


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_a_pair_of_idx_files(tmp_path: Path, suffix: str) -> None:
    pixels = np.array([[[0, 51], [255, 102]]] * 3, dtype=np.uint8)
    images = idx(tmp_path / f"train-images-idx3-ubyte{suffix}", pixels)
    labels = idx(tmp_path / f"train-labels-idx1-ubyte{suffix}", np.array([9, 0, 9], dtype=np.uint8))
    for one in (images, labels):
        found = sources.for_file(one)
        assert found is not None
        assert found[1] == {"images": str(images), "labels": str(labels)}
    data = described("idx_files", images=str(images), labels=str(labels), layout="maps")
    assert (data.inputs, data.target) == ((Port("x", (1, 2, 2)),), Port("class", (), "index", 2))
    examples = load(data)
    assert examples.inputs[0][0, 0].tolist() == pytest.approx(np.array([[0, 0.2], [1, 0.4]]))
    assert examples.target.tolist() == [2, 1, 2]
    assert described("idx_files", images=str(images), labels=str(labels), most=2).rows == 2


def test_idx_files_that_are_wrong_name_the_byte(tmp_path: Path) -> None:
    good = idx(tmp_path / "a-images-ubyte", np.zeros((4, 2, 2), np.uint8))
    labels = idx(tmp_path / "a-labels-ubyte", np.zeros(3, np.uint8))
    assert "4 pictures" in refusal("idx_files", images=str(good), labels=str(labels))
    cut = tmp_path / "cut-ubyte"
    cut.write_bytes(good.read_bytes()[:-3])
    words = refusal("idx_files", images=str(cut), labels=str(labels))
    assert "need 16 bytes from byte 16 on, but it ends at byte 29" in words
    strange = tmp_path / "strange-ubyte"
    strange.write_bytes(b"\0\0\x07\x01\0\0\0\0")
    assert "byte 2: 07 is no type" in refusal("idx_files", images=str(strange), labels=str(labels))
    long = tmp_path / "long-ubyte"
    long.write_bytes(good.read_bytes() + b"\x05")
    assert "end at byte 32, but the file goes on" in refusal(
        "idx_files", images=str(long), labels=str(labels)
    )
    huge = tmp_path / "huge-ubyte"
    huge.write_bytes(b"\0\0\x0e\x02" + struct.pack(">2I", 2**31, 2**31))
    assert "more than is read" in refusal("idx_files", images=str(huge), labels=str(labels))
    packed = tmp_path / "packed-ubyte.gz"
    packed.write_bytes(gzip.compress(good.read_bytes())[:-12])
    assert "cannot be unpacked" in refusal("idx_files", images=str(packed), labels=str(labels))


# Folders of pictures.


@pytest.fixture
def zoo(tmp_path: Path) -> Path:
    for kind, shade in (("cat", 0), ("dog", 255)):
        (tmp_path / "zoo" / kind).mkdir(parents=True)
        for number in range(3):
            picture = Image.new("RGB", (4, 3), (shade, 51, shade))
            picture.save(tmp_path / "zoo" / kind / f"{number}.png")
    return tmp_path / "zoo"


def test_a_folder_of_pictures(zoo: Path) -> None:
    found = sources.for_file(zoo)
    assert found is not None
    data = found[0].describe(found[1] | {"colours": "colour", "layout": "maps"})
    assert (data.inputs, data.target) == ((Port("x", (3, 3, 4)),), Port("class", (), "index", 2))
    examples = load(data)
    assert examples.target.tolist() == [1, 1, 1, 2, 2, 2]
    assert examples.labels[1].values == ("cat", "dog")
    assert examples.inputs[0][3, :, 1, 2].tolist() == pytest.approx([1, 0.2, 1])
    assert described("image_folder", path=str(zoo), size=2).inputs == (Port("x", (4,)),)


def test_pictures_that_differ_or_are_none(zoo: Path) -> None:
    Image.new("L", (5, 5)).save(zoo / "dog" / "9.png")
    words = refusal("image_folder", path=str(zoo))
    assert words.startswith("dog/9.png is 5×5 pixels, but cat/0.png is 4×3.")
    assert described("image_folder", path=str(zoo), size=4).rows == 7
    (zoo / "cat" / "1.png").write_bytes(b"not a picture")
    assert refusal("image_folder", path=str(zoo), size=4).startswith("cat/1.png is no picture")


def test_a_picture_that_is_added_is_seen(zoo: Path) -> None:
    assert described("image_folder", path=str(zoo)).rows == 6
    Image.new("L", (4, 3)).save(zoo / "dog" / "9.png")
    assert described("image_folder", path=str(zoo)).rows == 7


def test_a_folder_without_classes(tmp_path: Path) -> None:
    assert "has no folders with pictures in" in refusal("image_folder", path=str(tmp_path))


# Text.


def test_labelled_text(tmp_path: Path) -> None:
    path = tmp_path / "mood.txt"
    path.write_text("good\tWhat a day!\nbad\tAwful day\n\ngood\tI like it, don't I?\n", encoding="utf-8")
    data = chosen(path)
    assert data.source == "text_file"
    examples = load(data)
    known = examples.labels[0].values
    assert examples.labels[1].values == ("bad", "good")
    assert examples.target.tolist() == [2, 1, 2]
    words = [[known[place - 1] for place in row] for row in examples.inputs[0]]
    assert words[0] == ["what", "a", "day", "!", "(padding)", "(padding)", "(padding)"]
    assert words[2] == ["i", "like", "it", ",", "don't", "i", "?"]
    letters = described("text_file", path=str(path), unit="letters", length=4)
    assert letters.inputs[0].dims == (4,)


def test_labels_behind_the_text(tmp_path: Path) -> None:
    path = tmp_path / "mood.txt"
    path.write_text("one thing\ta\nother thing\ta\nlast\tb\n", encoding="utf-8")
    assert load(described("text_file", path=str(path))).labels[1].values == ("a", "b")


def test_a_line_without_a_label(tmp_path: Path) -> None:
    path = tmp_path / "mood.txt"
    path.write_text("good\tfine\nnothing here\n", encoding="utf-8")
    assert "line 2: expected a label and a text" in refusal("text_file", path=str(path))
    path.write_bytes(b"good\tfine\n\xff\xfe\n")
    assert "byte 10: it is no text in UTF-8" in refusal("text_file", path=str(path))


# Reading in another thread.


def test_a_reading_can_be_stopped_and_says_how_far_it_is() -> None:
    import threading

    half, go_on = threading.Event(), threading.Event()

    def task() -> None:
        progress(1, 2)
        half.set()
        assert go_on.wait(10)
        progress(2, 2)

    reading = Reading(task)
    assert half.wait(10)
    assert reading.fraction == 0.5
    reading.cancel()
    go_on.set()
    with pytest.raises(Stopped):
        reading.future.result(10)


def test_what_is_read_is_read_once(zoo: Path) -> None:
    data = described("image_folder", path=str(zoo))
    assert load(data) is load(data)
