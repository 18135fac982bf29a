"""People's own tables: read as they are written, refused with row and column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document import edits
from app.document.model import Data, Port
from app.training import sources
from app.training.csv_columns import inspect_csv, suggested
from app.training.examples import DataError, load
from app.training.run import Run
from app.training.splitting import held_out
from tests.app.training.models import chain

Writer = Callable[..., Path]

FLOWERS = """\
length,width,colour,place,kind
5.1,3.5,red,1,setosa
4.9,3.0,blue,2,virginica
6.2,2.9,red,3,setosa
"""


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    def write(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "flowers.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def described(path: Path, **options: Any) -> Data:
    return sources.find("csv_file").describe({"path": str(path), **options})


def refusal(path: Path, **options: Any) -> str:
    with pytest.raises(DataError) as caught:
        described(path, **options)
    return str(caught.value)


def test_columns_become_ports(write: Writer) -> None:
    path = write(FLOWERS)
    data = described(path, inputs=("length", "width"), indices=("colour",), target=("kind",))
    assert data.inputs == (Port("colour", (), "index", 2), Port("x", (2,)))
    assert data.target == Port("kind", (), "index", 2)
    assert data.rows == 3
    examples = load(data)
    assert examples.inputs[0].tolist() == [2, 1, 2]  # blue, red
    assert examples.inputs[1].tolist() == [[5.1, 3.5], [4.9, 3.0], [6.2, 2.9]]
    assert examples.target.tolist() == [1, 2, 1]


def test_one_number_to_predict(write: Writer) -> None:
    data = described(write(FLOWERS), inputs=("length",), target=("width",))
    assert data.inputs == (Port("length", (1,)),)
    assert data.target == Port("width", (1,))
    assert load(data).target.tolist() == [[3.5], [3.0], [2.9]]


def test_several_index_columns_share_their_numbers(write: Writer) -> None:
    path = write("a,b,y\nred,blue,1.5\ngreen,red,2.5\n")
    data = described(path, indices=("a", "b"), target=("y",))
    assert data.inputs == (Port("indices", (2,), "index", 3),)
    assert load(data).inputs[0].tolist() == [[3, 1], [2, 3]]


def test_whole_numbers_from_1_stay_as_they_are(write: Writer) -> None:
    data = described(write(FLOWERS), indices=("place",), target=("width",))
    assert data.inputs == (Port("place", (), "index", 3),)
    assert load(data).inputs[0].tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("answers", "target"),
    [
        ("auto", Port("place", (), "index", 3)),
        ("classes", Port("place", (), "index", 3)),
        ("numbers", Port("place", (1,))),
    ],
)
def test_whole_numbers_are_classes_or_numbers(write: Writer, answers: str, target: Port) -> None:
    assert described(write(FLOWERS), inputs=("width",), target=("place",), answers=answers).target == target


def test_whole_numbers_with_gaps_are_taken_for_numbers(write: Writer) -> None:
    path = write("x,y\n1,10\n2,30\n")
    assert described(path, inputs=("x",), target=("y",)).target == Port("y", (1,))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("x;y\n1,5;2\n2,5;3\n", "utf-8"),
        ("x\ty\n1,5\t2\n2,5\t3\n", "utf-8"),
        ("x\ty\n1.5\t2\n2.5\t3\n", "utf-16"),
        ("x,y\n1.5,2\n2.5,3\n", "utf-8-sig"),
        ('"x","y"\r\n"1.5","2"\r\n"2.5","3"\r\n', "utf-8"),
        ("x;y\n1.5;2\n\n2.5;3\n", "cp1252"),
        (" x , y \n 1.5 , 2 \n 2.5 , 3 \n", "utf-8"),
        ("x;y\n1.000,5;2\n1.001,5;3\n", "utf-8"),
    ],
)
def test_it_is_read_as_it_is_written(write: Writer, text: str, encoding: str) -> None:
    data = described(write(text, encoding), inputs=("x",), target=("y",), answers="numbers")
    first, second = load(data).inputs[0].ravel()
    assert first % 100 % 10 in (1.5, 0.5) and second - first == 1
    assert load(data).target.ravel().tolist() == [2, 3]


def test_the_other_decimal_sign_is_refused_and_never_dropped(write: Writer) -> None:
    path = write("x;y\n1,5;2\n1.5;2\n")
    chosen = {"inputs": ("x",), "target": ("y",)}
    assert "row 2, column 'x': '1,5' is not a number. The decimal sign" in refusal(path, **chosen)
    assert "row 3, column 'x': '1.5' is not a number" in refusal(path, decimal="comma", **chosen)


def test_names_with_umlauts_from_an_old_program(write: Writer) -> None:
    assert inspect_csv(write("Größe;Maß\n1;2\n", "cp1252")).format.columns == ("Größe", "Maß")


def test_without_a_header_columns_are_numbered(write: Writer) -> None:
    data = described(write("1,2\n3,4\n"), inputs=("column 1",), target=("column 2",))
    assert load(data).inputs[0].tolist() == [[1], [3]]


def test_what_is_said_goes_before_what_is_guessed(write: Writer) -> None:
    form = inspect_csv(write("1,2;3\n4,5;6\n"), separator="comma", header="yes").format
    assert form.columns == ("1", "2;3")


def test_names_that_are_missing_or_there_twice(write: Writer) -> None:
    form = inspect_csv(write("x,x,\n1,2,3\n"), header="yes").format
    assert form.columns == ("x", "x (2)", "column 3")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x,y\n1,2\n,3\n", ["row 3", "'x'", "missing"]),
        ("x,y\n1,2\n4,NA\n", ["row 3", "'y'", "missing"]),
        ("x,y\n1,2\n4,nan\n", ["row 3", "'y'", "missing"]),
        ("x,y\n1,2\nten,3\n", ["row 3", "'x'", "'ten' is not a number"]),
        ("x,y\n1,2\ninf,3\n", ["row 3", "'x'", "'inf'"]),
        ("x,y\n1,2\n1,2,3\n", ["row 3", "3 columns", "has 2"]),
        ("x,y\n\n1,2\n\n1\n", ["row 5", "1 columns"]),
        ("x,y\n", ["no rows"]),
        ("", ["empty"]),
        ("x,y\n1\0,2\n", ["not a text file"]),
    ],
)
def test_what_is_wrong_is_named_with_row_and_column(write: Writer, text: str, said: list[str]) -> None:
    words = refusal(write(text), inputs=("x",), target=("y",), answers="numbers", header="yes")
    assert all(part in words for part in said), words


@pytest.mark.parametrize(
    ("value", "said"), [("0", "from 1"), ("1.5", "index"), ("-2", "index"), ("", "missing")]
)
def test_numbers_that_are_no_indices(write: Writer, value: str, said: str) -> None:
    words = refusal(write(f"i,y\n1,2\n{value},3\n"), indices=("i",), target=("y",))
    assert "row 3, column 'i'" in words and said in words


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"inputs": ("z",), "target": ("kind",)}, "no column 'z'.*length, width"),
        ({"inputs": ("length",)}, "No target"),
        ({"target": ("kind",)}, "No inputs"),
        ({"inputs": ("length",), "target": ("length",)}, "'length' is chosen twice"),
        ({"inputs": ("length", "length"), "target": ("kind",)}, "each once"),
        ({"inputs": ("colour",), "target": ("kind",)}, "'red' is not a number"),
    ],
)
def test_choices_that_do_not_fit(write: Writer, options: dict[str, Any], said: str) -> None:
    with pytest.raises(DataError, match=said):
        described(write(FLOWERS), **options)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "no file gone.csv" in refusal(tmp_path / "gone.csv", inputs=("x",), target=("y",))
    with pytest.raises(DataError, match="No file is chosen"):
        sources.find("csv_file").describe({})


def test_a_relative_path_begins_at_the_model(write: Writer) -> None:
    folder = write(FLOWERS).parent
    source = sources.find("csv_file")
    data = source.describe({"path": "flowers.csv", "inputs": ["length"], "target": ["width"]}, folder)
    assert load(data, folder).rows == 3
    assert hash(data)  # lists, as from a file, have become values


def test_a_file_that_has_changed_its_columns_is_refused(write: Writer) -> None:
    data = described(write(FLOWERS), inputs=("length",), target=("kind",))
    write(FLOWERS + "5.0,3.0,red,4,versicolor\n")
    with pytest.raises(DataError, match="not as it was"):
        load(data)


def test_more_rows_are_welcome(write: Writer) -> None:
    data = described(write(FLOWERS), inputs=("length",), target=("kind",))
    write(FLOWERS + "5.0,3.0,red,4,setosa\n")
    assert load(data).rows == 4


def test_columns_are_told_before_they_are_chosen(write: Writer) -> None:
    found = inspect_csv(write(FLOWERS + ",2.0,red,9,setosa\n"))
    length, width, colour, place, kind = found.columns
    assert (length.kind, length.low, length.high, length.distinct) == ("number", 4.9, 6.2, 3)
    assert (length.missing, length.first_missing) == (1, 5)
    assert (width.kind, place.kind) == ("number", "whole")
    assert (colour.kind, colour.categories) == ("text", ("blue", "red"))
    assert "numbers from 4.9 to 6.2" in length.words and "row 5" in length.words
    assert kind.words == "text, 2 different"
    assert found.rows == 4 and found.is_whole
    assert found.preview[0] == ("5.1", "3.5", "red", "1", "setosa")
    assert suggested(found) == {
        "inputs": ("length", "width", "place"),
        "indices": ("colour",),
        "target": ("kind",),
    }


def test_of_a_very_large_table_only_the_beginning_is_looked_at(write: Writer) -> None:
    found = inspect_csv(write("x,y\n" + "1,2\n" * 500), fields=200)
    assert (found.rows, found.is_whole) == (100, False)
    assert len(found.preview) == 20


@given(
    rows=st.lists(
        st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 3), min_size=1, max_size=20
    ),
    separator=st.sampled_from([",", ";", "\t"]),
    comma=st.booleans(),
)
@settings(deadline=None, max_examples=50)
def test_numbers_come_back_bit_for_bit(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[float, ...]], separator: str, comma: bool
) -> None:
    path = tmp_path_factory.mktemp("csv") / "numbers.csv"
    decimal = comma and separator != ","
    lines = [separator.join(map(repr, row)).replace(".", "," if decimal else ".") for row in rows]
    path.write_text("\n".join(["a" + separator + "b" + separator + "c", *lines]), encoding="utf-8")
    options = {"inputs": ("a", "b"), "target": ("c",), "answers": "numbers", "header": "yes"}
    words = {",": "comma", ";": "semicolon", "\t": "tab"}
    data = described(path, separator=words[separator], decimal="comma" if decimal else "point", **options)
    examples = load(data)
    assert np.column_stack([examples.inputs[0], examples.target]).tolist() == [list(row) for row in rows]


GAPS = "size,age,colour,weight\n1,10,red,2\n2,,red,4\n3,30,?,6\n4,NA,blue,\n5,20,red,9\n"


def test_gaps_are_asked_about_with_the_place_and_what_can_be_done(write: Writer) -> None:
    path = write(GAPS)
    with pytest.raises(DataError) as caught:
        described(path, inputs=("size", "age"), indices=("colour",), target=("weight",))
    assert "flowers.csv, row 3, column 'age': the value is missing. 3 of 5 rows have gaps." in str(
        caught.value
    )
    repairs = caught.value.repairs
    assert [repair.name for repair in repairs] == ["missing"] * 3
    assert repairs[0].words == "leave out the 3 rows with gaps"
    for repair in repairs:
        data = described(
            path, inputs=("size", "age"), indices=("colour",), target=("weight",), missing=repair.value
        )
        assert load(data).rows == data.rows


@pytest.mark.parametrize(
    ("policy", "ages", "colours", "weights"),
    [
        ("leave out", [10, 20], ["red", "red"], [2, 9]),
        ("mean", [10, 20, 30, 20], ["red", "red", "red", "red"], [2, 4, 6, 9]),
        ("value", [10, 7, 30, 20], ["red", "red", "7", "red"], [2, 4, 6, 9]),
    ],
)
def test_gaps_are_left_out_or_filled(
    write: Writer, policy: str, ages: list[float], colours: list[str], weights: list[float]
) -> None:
    chosen: dict[str, Any] = {"inputs": ("size", "age"), "indices": ("colour",), "target": ("weight",)}
    data = described(write(GAPS), **chosen, answers="numbers", missing=policy, filling="7")
    examples = load(data)
    assert examples.inputs[1][:, 1].tolist() == ages
    assert [examples.labels[0].said(place) for place in examples.inputs[0]] == colours
    assert examples.target[:, 0].tolist() == weights


def test_what_is_held_out_does_not_go_into_the_mean_that_fills_gaps(write: Writer) -> None:
    rows = "".join(f"{'' if n == 4 else n * n},{'' if n == 4 else 'ab'[n % 2]},{n}\n" for n in range(1, 13))
    chosen: dict[str, Any] = {"inputs": ("x",), "indices": ("colour",), "target": ("y",)}
    data = described(write("x,colour,y\n" + rows), **chosen, answers="numbers", missing="mean")
    layers = [("SelectTable", {"index": 2}), ("Linear", {"inputSize": 1, "outputSize": 1})]
    doc = chain(layers, "MSECriterion", data, validation=0.5)
    run = Run(doc)
    held = held_out(run.data, 0.5, doc.training.split_seed)
    x, y = run.data.inputs[1][:, 0], run.data.target[:, 0]
    known = [n * n for n in y[~held] if n != 4]
    assert x[y == 4] == pytest.approx(np.mean(known))
    assert abs(np.mean(known) - np.mean([n * n for n in y if n != 4])) > 1  # or nothing would be seen
    commonest = run.data.inputs[0][~held & (y != 4)]
    assert run.data.inputs[0][y == 4] == np.bincount(commonest).argmax()
    used = run.held_out if held[y == 4] else run.examples
    assert used.inputs[1][used.target[:, 0] == 4] == pytest.approx(np.mean(known))
    other = Run(edits.set_training(doc, split_seed=5), examples=run.data)  # fills anew from what is left now
    left = [n * n for n in other.examples.target[:, 0] if n != 4]
    assert other.data.inputs[1][y == 4] == pytest.approx(np.mean(left))


def test_columns_with_gaps_are_still_numbers(write: Writer) -> None:
    found = inspect_csv(write(GAPS))
    assert [column.kind for column in found.columns] == ["whole", "whole", "text", "whole"]
    assert [column.missing for column in found.columns] == [0, 2, 1, 1]


def test_a_table_of_your_own_is_found_by_its_file(write: Writer) -> None:
    found = sources.for_file(write(FLOWERS))
    assert found is not None
    source, options = found
    assert source.name == "csv_file"
    assert source.completed(options, source.inspect(options))["target"] == ("kind",)
