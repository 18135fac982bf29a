"""Every kind of data is as it is described, and the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from app.document.model import Data, Port
from app.training import sources
from app.training.examples import DataError, load
from nncore.random import Generator

RANDOM = [source.name for source in sources.everything() if source.is_random]
BUNDLED = ["iris", "digits", "sentences"]


def test_the_tutorials_data_is_the_notebooks() -> None:
    examples = load(Data())
    assert examples.inputs[0][0].tolist() == pytest.approx([0.6687652, 0.8564327, -0.6339157, -2.5183513])
    assert examples.target.tolist() == pytest.approx(
        [0.5829128101265942, 0.40163438368530296, -0.852247101501948, -0.9449857195531104, 1.7369932740311995]
    )


def test_they_are_found_by_their_files() -> None:
    assert {
        "tutorial",
        "given",
        "sparse_dense",
        "bars",
        "circles",
        "moons",
        "xor",
        "spiral",
        "sine",
        "iris",
        "digits",
        "sentences",
        "csv_file",
        "array_file",
        "idx_files",
        "image_folder",
        "text_file",
    } == set(sources.names())
    assert sources.everything()[0].name == "tutorial"
    kinds = [bool(source.files) for source in sources.everything()]
    assert kinds == sorted(kinds)  # the user's own files last


@pytest.mark.parametrize("name", RANDOM)
def test_examples_are_as_described(name: str) -> None:
    source = sources.find(name)
    for options in ({}, {"N": 31, "seed": 5}):
        data = source.describe(options)
        examples = load(data)
        assert examples.rows == data.rows
        assert len(examples.inputs) == len(data.inputs)
        for port, array in zip((*data.inputs, data.target), (*examples.inputs, examples.target), strict=True):
            assert array.shape == (data.rows, *port.dims)
            assert array.dtype == (np.int64 if port.kind == "index" else np.float64)
            assert not array.flags.writeable
            if port.kind == "index":
                assert (array.min(), array.max()) == (1, port.high)


@pytest.mark.parametrize("name", RANDOM)
def test_the_seed_decides(name: str) -> None:
    source = sources.find(name)
    first, again, other = (source.examples({"seed": seed}) for seed in (1, 1, 2))
    assert (first.inputs[-1] == again.inputs[-1]).all() and (first.target == again.target).all()
    assert not np.array_equal(first.inputs[-1], other.inputs[-1])


@pytest.mark.parametrize("name", RANDOM)
def test_skipping_draws_as_much_as_making(name: str) -> None:
    source, skipped, drawn = sources.find(name), Generator(3), Generator(3)
    source.skip((), skipped)
    source.draws(source.bind(()), drawn, None)
    assert skipped.uniform() == drawn.uniform() != Generator(3).uniform()


@pytest.mark.parametrize(
    ("labels", "values"), [("1, 2", {1, 2}), ("0, 1", {0.0, 1.0}), ("-1, 1", {-1.0, 1.0})]
)
def test_classes_have_the_labels_that_a_criterion_wants(labels: str, values: set[float]) -> None:
    examples = sources.find("circles").examples({"labels": labels})
    assert set(examples.target.ravel().tolist()) == values
    inner = np.hypot(*examples.inputs[0].T) < 0.75
    second = examples.target.ravel() == max(values)
    assert (inner == second).mean() > 0.95


def test_only_what_differs_from_the_defaults_is_kept() -> None:
    data = sources.find("spiral").describe({"classes": 3, "N": 200})
    assert data.options == (("classes", 3),)
    assert data.target == Port("class", (), "index", 3)


@pytest.mark.parametrize(
    ("options", "said"), [({"N": 0}, "at least 1|from 1"), ({"n": 5}, "no argument"), ({"N": 2.5}, "whole")]
)
def test_options_that_do_not_fit_are_refused(options: dict[str, float], said: str) -> None:
    with pytest.raises(DataError, match=said):
        sources.find("tutorial").describe(options)


def test_an_unknown_kind_names_those_there_are() -> None:
    with pytest.raises(DataError, match="'mnist'.*moons"):
        load(Data("mnist"))


def test_data_that_is_not_as_described_is_refused() -> None:
    with pytest.raises(DataError, match="N×4"):
        load(Data(inputs=(Port("X", (3,)),)))
    with pytest.raises(DataError, match="not as it was"):
        load(Data("spiral", (("classes", 3),), (Port("x", (2,)),), Port("class", (), "index", 2), 200))


def test_each_bar_lies_as_its_class_says() -> None:
    examples = sources.find("bars").examples({"noise": 0.0, "size": 5, "N": 20})
    for picture, kind in zip(examples.inputs[0][:, 0], examples.target, strict=True):
        along = picture.sum(axis=1 if kind == 1 else 0)
        assert sorted(along.tolist()) == [0, 0, 0, 0, 5]


@pytest.mark.parametrize("name", BUNDLED)
def test_what_comes_with_the_program_is_as_described(name: str) -> None:
    data = sources.find(name).describe()
    examples = load(data)
    assert examples.rows == data.rows
    arrays = (*examples.inputs, examples.target)
    for port, array, labels in zip((*data.inputs, data.target), arrays, examples.labels, strict=True):
        assert (port.name, array.shape) == (labels.name, (data.rows, *port.dims))
        assert not labels.values or len(labels.values) == port.high
        assert not labels.columns or (len(labels.columns),) == port.dims


def test_irises_are_fishers() -> None:
    examples = load(sources.find("iris").describe())
    assert examples.inputs[0].mean(axis=0).tolist() == pytest.approx([5.8433333, 3.0573333, 3.758, 1.1993333])
    assert examples.inputs[0][34].tolist() == [4.9, 3.1, 1.5, 0.2]  # which UCI's copy has wrong
    assert np.bincount(examples.target).tolist() == [0, 50, 50, 50]
    assert examples.labels[1].values == ("setosa", "versicolor", "virginica")


def test_digits_are_pictures_of_their_class() -> None:
    data = sources.find("digits").describe({"layout": "maps"})
    assert data.inputs == (Port("x", (1, 8, 8)),)
    examples = load(data)
    assert (examples.inputs[0].min(), examples.inputs[0].max()) == (0, 1)
    assert np.bincount(examples.target)[1:].tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    zero, one = (examples.inputs[0][examples.target == number].mean(axis=0)[0] for number in (1, 2))
    assert zero[4, 3:5].mean() < 0.2 < 0.6 < one[4, 3:5].mean()  # a nought is hollow
    assert examples.labels[1].said(1) == "0"
    assert sources.find("digits").describe({"most": 100}).inputs == (Port("x", (64,)),)


def test_sentences_are_words_by_number() -> None:
    data = sources.find("sentences").describe({"length": 6})
    examples = load(data)
    known = examples.labels[0].values
    assert [known[place - 1] for place in examples.inputs[0][0]] == [
        "the",
        "soup",
        "is",
        "too",
        "salty",
        "for",
    ]
    assert data.inputs[0].high == len(known)
    assert np.bincount(examples.target).tolist() == [0, 50, 50, 50, 50]
    short = sources.find("sentences").examples({"vocabulary": 50})
    assert short.inputs[0].max() == 50
    assert (short.inputs[0] == 2).any() and short.labels[0].values[:2] == ("(padding)", "(unknown)")


def test_typed_in_rows_are_the_examples() -> None:
    given = sources.find("given")
    data = given.describe({"X": ((1.0, 2.0), (3.0, 4.0)), "y": (5.0, 6.0)})
    examples = load(data)
    assert examples.inputs[0].tolist() == [[1, 2], [3, 4]]
    assert examples.target.tolist() == [5, 6]
    assert data.inputs[0].dims == (2,)
    lone = given.describe({"X": (1.0, 2.0, 3.0), "y": 4.0})
    assert (lone.rows, lone.inputs[0].dims) == (1, (3,))
    with pytest.raises(DataError, match="2 rows and y has 1 numbers"):
        given.describe({"X": ((1.0, 2.0), (3.0, 4.0)), "y": (1.0,)})
