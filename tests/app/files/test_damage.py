"""Whatever has happened to a file: it opens as it was, or there is a FileError and no memory is taken."""

from __future__ import annotations

import io
import json
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.document.model import Checkpoint, Document
from app.document.wellformed import fault
from app.files.model_file import FileError, load, read, written
from tests.app.files.models import same_state, trained

DOC, STATE = trained()
WHOLE = written(DOC, STATE)
PLACES = st.integers(0, len(WHOLE))


def outcome(content: bytes) -> tuple[Document, Checkpoint] | str:
    """The model in the file, or what is said instead. Any other exception goes through."""
    try:
        return read(content)
    except FileError as error:
        return str(error)


def opens_as_it_was_or_says_why(content: bytes) -> None:
    found = outcome(content)
    if isinstance(found, str):
        assert len(found) > 10
    else:
        assert found[0] == DOC and same_state(found[1], STATE)


@settings(max_examples=150, deadline=None)
@given(length=PLACES)
@example(length=0)
@example(length=len(WHOLE) - 1)
def test_a_truncated_file(length: int) -> None:
    if length < len(WHOLE):
        with pytest.raises(FileError, match="empty|cut short|not a Netloom model|damaged"):
            read(WHOLE[:length])


@settings(max_examples=400, deadline=None)
@given(flips=st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(1, 255)), min_size=1, max_size=4))
def test_flipped_bytes(flips: list[tuple[int, int]]) -> None:
    content = bytearray(WHOLE)
    for place, change in flips:
        content[place] ^= change
    opens_as_it_was_or_says_why(bytes(content))


@settings(max_examples=100, deadline=None)
@given(start=PLACES, stop=PLACES, new=st.binary(max_size=40))
def test_a_piece_replaced(start: int, stop: int, new: bytes) -> None:
    opens_as_it_was_or_says_why(WHOLE[: min(start, stop)] + new + WHOLE[max(start, stop) :])


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=200))
def test_anything_else(content: bytes) -> None:
    with pytest.raises(FileError):
        read(content)


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(contents: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(change: Callable[[Any], None]) -> bytes:
    """The file with another model.json, rightly packed."""
    plain = json.loads(parts()["model.json"])
    change(plain)
    return zipped(parts() | {"model.json": json.dumps(plain).encode()})


JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


def places(plain: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The ways to all values within `plain`."""
    inner = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    return [way, *(found for key, value in inner for found in places(value, (*way, key)))][
        1 if not way else 0 :
    ]


WAYS = places(json.loads(parts()["model.json"]))


@settings(max_examples=400, deadline=None)
@given(way=st.sampled_from(WAYS), value=JSON | st.just("delete"))
def test_any_value_changed_by_hand(way: tuple[Any, ...], value: Any) -> None:
    def change(plain: Any) -> None:
        for key in way[:-1]:
            plain = plain[key]
        if value == "delete":
            del plain[way[-1]]
        else:
            plain[way[-1]] = value

    found = outcome(changed(change))
    if isinstance(found, str):
        assert "model.json" in found or "newer" in found or "damaged" in found
    else:
        assert fault(found[0]) is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "it is empty"),
        (b"hello, world", "it is not a Netloom model"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "it is not a Netloom model"),
        (zipped({"word/document.xml": b"<w/>"}), "it is a zip, but not a Netloom model"),
        (zipped({"model.json": b"{}"}), "belongs to something else"),
        (zipped({"model.json": b"[1, 2"}), "model.json cannot be read"),
        (zipped({"model.json": b"[" * 100_000}), "model.json cannot be read"),
        (zipped({"model.json": parts()["model.json"]}), "the part with its weights is missing"),
        (zipped(parts() | {"weights.safetensors": b"\x00" * 20}), "its numbers are damaged"),
        (changed(lambda p: p.update(version=2)), "newer Netloom .its format is 2, .* reads up to 1.. Update"),
        (changed(lambda p: p.update(version="1")), "does not say in which version"),
        (
            changed(lambda p: p["model"]["root"].update(module="os")),
            "module 0: there is no module called 'os'",
        ),
        (changed(lambda p: p["model"].update(fresh=2)), "the next free id is 2, but 5 is in use"),
        (changed(lambda p: p["progress"]["weights"].update({"2": 2})), "weights of module 2 are missing"),
        (
            changed(lambda p: p["model"]["root"]["children"][0]["children"][1]["args"].update(inputSize=0)),
            r"module 3 \(Linear\): inputSize of Linear must be a whole number, at least 1",
        ),
        (
            changed(lambda p: p["model"]["root"]["wires"].append({"from": 4, "to": 1, "port": 2})),
            "its wires close a loop",
        ),
    ],
)
def test_the_message_says_what_is_wrong(content: bytes, message: str) -> None:
    with pytest.raises(FileError, match=message):
        read(content)


def test_the_message_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.netloom"
    path.write_bytes(WHOLE[:1000])
    with pytest.raises(FileError, match="mine.netloom cannot be opened: it is damaged or was cut short"):
        load(path)


def deep(levels: int) -> bytes:
    def change(plain: Any) -> None:
        node: Any = {"id": 900, "module": "Tanh", "at": [0, 0]}
        for level in range(levels):
            node = {"id": level + 1000, "module": "Sequential", "at": [0, 0], "children": [node]}
        plain["model"]["root"]["children"].append(node)
        plain["model"]["fresh"] = 10_000

    return changed(change)


def test_containers_nested_without_end() -> None:
    with pytest.raises(FileError, match="nested more than 64 deep"):
        read(deep(150))
    assert read(deep(50))[0].root.children


def header(entries: dict[str, Any], size: int = 0) -> bytes:
    text = json.dumps(entries).encode()
    return struct.pack("<Q", len(text)) + text + bytes(size)


HUGE = 2**45
BOMBS = {
    "an array of 256 TB": header({"2.0": {"dtype": "F64", "shape": [HUGE], "data_offsets": [0, 8 * HUGE]}}),
    "more numbers than bytes": header({"2.0": {"dtype": "F64", "shape": [HUGE], "data_offsets": [0, 8]}}, 8),
    "a shape that overflows": header(
        {"2.0": {"dtype": "F64", "shape": [2**33, 2**33], "data_offsets": [0, 0]}}
    ),
    "overlapping arrays": header(
        {f"{n}.0": {"dtype": "F64", "shape": [4], "data_offsets": [0, 32]} for n in range(9)}, 32
    ),
    "a negative start": header({"2.0": {"dtype": "F64", "shape": [1], "data_offsets": [-8, 0]}}),
    "an unknown type": header({"2.0": {"dtype": "O", "shape": [1], "data_offsets": [0, 8]}}, 8),
    "a header of 8 EB": struct.pack("<Q", 2**63) + b"{}",
    "a header that is a list": header([]),  # type: ignore[arg-type]
    "an array without a shape": header({"2.0": 3}),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_safetensors_that_lie_about_their_size(bomb: str) -> None:
    takes_little_memory(zipped(parts() | {"weights.safetensors": BOMBS[bomb]}), "its numbers are damaged")


def test_a_zip_that_would_unpack_to_more_than_fits() -> None:
    """Zeros shrink a thousandfold: 300 MB in 300 kB."""
    claims = zipped(parts() | {"state.safetensors": bytes(2000)}, zipfile.ZIP_DEFLATED)
    size = struct.pack("<I", 2000)
    assert claims.count(size) == 2
    takes_little_memory(claims.replace(size, struct.pack("<I", 2**32 - 2)), "more than 256 MB")


def test_a_part_that_claims_to_be_larger_than_the_file() -> None:
    content = zipped(parts() | {"state.safetensors": bytes(2000)})
    takes_little_memory(
        content.replace(struct.pack("<I", 2000), struct.pack("<I", 2**32 - 2)), "larger than the file"
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice() -> None:
    buffer = io.BytesIO(WHOLE)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("model.json", b"{}")
    with pytest.raises(FileError, match="one of its parts twice"):
        read(buffer.getvalue())


def test_a_file_packed_again_by_another_program_opens() -> None:
    opens_as_it_was_or_says_why(again := zipped(parts(), zipfile.ZIP_DEFLATED))
    assert read(again)[0] == DOC


def takes_little_memory(content: bytes, message: str) -> None:
    tracemalloc.start()
    with pytest.raises(FileError, match=message):
        read(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * len(content) + 2**20
