"""What a run is asked between two batches: the answers are the network's own, and leave no trace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.document import edits, examples
from app.document.model import INPUT, OUTPUT, Document
from app.training import sources
from app.training.questions import confusion, curve, surface
from app.training.questions.answering import outputs
from app.training.questions.asked import Unreadable, asked, example
from app.training.questions.confusion import confusion as confuse
from app.training.questions.curve import curve as draw
from app.training.questions.surface import SIDE
from app.training.questions.worst import worst
from app.training.run import Run


def model(source: str, layers: list[tuple[str, dict[str, Any]]], criterion: str, **options: Any) -> Document:
    doc = edits.set_data(Document(), sources.find(source).describe(options))
    last = INPUT
    for name, args in layers:
        doc, new = edits.add(doc, name, args)
        doc = edits.connect(doc, 0, last, new)
        last = new
    doc, _ = edits.add(doc, criterion)
    doc = edits.connect(doc, 0, last, OUTPUT)
    return edits.set_training(doc, learning_rate=0.1, batch_size=16)


def linear(inputs: int, outputs: int) -> tuple[str, dict[str, Any]]:
    return ("Linear", {"inputSize": inputs, "outputSize": outputs})


def noisy_classifier() -> Document:
    """With everything that a careless look would disturb: running means, random draws."""
    layers = [
        linear(2, 8),
        ("BatchNormalization", {"nOutput": 8}),
        ("Tanh", {}),
        ("Dropout", {"p": 0.3}),
        linear(8, 2),
        ("LogSoftMax", {}),
    ]
    return edits.set_training(model("moons", layers, "ClassNLLCriterion", N=60), validation=0.2)


def everything(run: Run) -> list[np.ndarray]:
    found = run.checkpoint()
    weights = [array for arrays in found.weights.values() for array in arrays]
    return [*weights, run.layout.gradients.copy(), np.array(found.losses), found.random["key"]]


def test_asking_leaves_no_trace() -> None:
    quiet, asked_often = Run(noisy_classifier()), Run(noisy_classifier())
    for _ in range(10):
        for run in (quiet, asked_often):
            run.step()
        output = np.array(asked_often.network.module.output)
        for question in (surface.surface(), confuse, worst, asked(("0.5, 1",)), example(3)):
            question(asked_often)
        assert np.array_equal(asked_often.network.module.output, output)
    for one, other in zip(everything(quiet), everything(asked_often), strict=True):
        assert np.array_equal(one, other)


def test_the_surface_is_what_the_network_says() -> None:
    run = Run(examples.classifier())
    run.step_epoch()
    found = surface.surface()(run)
    assert found.classes is not None
    x, y = np.linspace(*found.x, SIDE), np.linspace(*found.y, SIDE)
    for row, column in ((0, 0), (10, 40), (SIDE - 1, 3)):
        shares = np.exp(run.network.module.forward(np.array([[x[column], y[row]]])))[0]
        assert found.classes[row, column] == shares.argmax()
        assert found.values[row, column] == pytest.approx(2 * shares.max() - 1)
    assert found.points.tolist() == run.data.inputs[0].tolist()
    assert (found.answers + 1).tolist() == run.data.target.tolist()
    assert found.names == ("1", "2")


def test_a_surface_of_numbers_over_two_of_four_inputs() -> None:
    run = Run(examples.tutorial())
    found = surface.surface(1, 3)(run)
    middle = run.data.inputs[0].mean(axis=0)
    point = np.array([[middle[0], found.x[0], middle[2], found.y[1]]])
    assert found.values[-1, 0] == pytest.approx(float(run.network.module.forward(point)[0, 0]))
    assert found.classes is None and found.names == ()


def test_a_surface_shows_any_of_several_numbers(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("a,b,p,q\n0,1,2,30\n1,0,4,50\n1,1,6,70\n")
    options = {"path": str(path), "inputs": ("a", "b"), "target": ("p", "q")}
    doc = model("csv_file", [linear(2, 2)], "MSECriterion", **options)
    first, second, beyond = (surface.surface(0, 1, output)(Run(doc)) for output in (0, 1, 7))
    assert first.outputs == second.outputs == ("p", "q")
    assert first.answers.tolist() == [2, 4, 6] and second.answers.tolist() == [30, 50, 70]
    run = Run(doc)
    corner = run.network.module.forward(np.array([[second.x[0], second.y[0]]]))[0]
    assert (first.values[0, 0], second.values[0, 0]) == pytest.approx(tuple(corner))
    assert (beyond.values == second.values).all()
    assert surface.surface()(Run(model("moons", [linear(2, 2)], "CrossEntropyCriterion"))).outputs == ()


def test_a_curve_goes_through_what_the_network_says() -> None:
    run = Run(model("sine", [linear(1, 8), ("Tanh", {}), linear(8, 1)], "MSECriterion", N=40))
    found = draw(run)
    assert found.x[0] < run.data.inputs[0].min() and found.x[-1] > run.data.inputs[0].max()
    at = run.network.module.forward(found.x[100:101, None])
    assert found.y[100, 0] == pytest.approx(float(at[0, 0]))
    assert found.targets[:, 0].tolist() == run.data.target[:, 0].tolist()


def test_confusion_counts_each_example_once() -> None:
    run = Run(noisy_classifier())
    for _ in range(30):
        run.step_epoch()
    found = confuse(run)
    assert found.trained.sum() == 48 and found.held.sum() == 12
    assert np.trace(found.trained) > 30
    said = outputs(run, run.data.inputs).argmax(axis=1) + 1
    wrong = int((said != run.data.target).sum())
    both = found.trained + found.held
    assert both.sum() - np.trace(both) == wrong
    assert both.sum(axis=1).tolist() == [30, 30]


def test_yes_and_no_are_classes_too() -> None:
    run = Run(model("moons", [linear(2, 1), ("Sigmoid", {})], "BCECriterion", N=40, labels="0, 1"))
    found = confuse(run)
    assert found.names == ("0", "1")
    assert found.trained.sum(axis=1).tolist() == [20, 20]
    assert surface.surface()(run).classes is not None


def test_the_worst_examples_have_the_greatest_losses() -> None:
    run = Run(examples.classifier())
    found = worst(run)
    losses = -run.network.module.forward(run.data.inputs[0])[np.arange(200), run.data.target - 1]
    assert [bad.row for bad in found.examples] == (np.argsort(-losses, kind="stable")[:12] + 1).tolist()
    assert [bad.loss for bad in found.examples] == pytest.approx(sorted(losses)[::-1][:12])
    first = found.examples[0]
    assert first.right != first.said
    assert (found.looked, found.rows) == (200, 200)


def test_the_worst_of_numbers_by_the_criterion() -> None:
    run = Run(examples.tutorial())
    found = worst(run)
    misses = (run.network.module.forward(run.data.inputs[0])[:, 0] - run.data.target) ** 2
    assert [bad.loss for bad in found.examples] == pytest.approx(sorted(misses.tolist())[::-1])


def test_what_it_says_of_what_is_typed() -> None:
    run = Run(examples.classifier())
    said = asked(("0,5 1".replace(",", "."),))(run)
    shares = np.exp(run.network.module.forward(np.array([[0.5, 1.0]])))[0]
    assert [share for _, share in said.rows] == pytest.approx(shares.tolist())
    assert said.chosen == ("1", "2")[shares.argmax()]
    typed = example(7)(run)
    assert [float(part) for part in typed[0].split(",")] == pytest.approx(run.data.inputs[0][7], rel=1e-3)


@pytest.mark.parametrize(
    ("text", "words"),
    [("1", "x: expected 2 numbers"), ("1 2 3", "there are 3"), ("1, two", "'two' is not a number")],
)
def test_what_cannot_be_read_is_said(text: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        asked((text,))(Run(examples.classifier()))


def test_words_are_typed_as_words() -> None:
    layers = [
        ("LookupTable", {"nIndex": 643, "nOutput": 4}),
        ("Sum", {"dimension": 1, "nInputDims": 2}),
        ("LogSoftMax", {}),
    ]
    run = Run(model("sentences", layers, "ClassNLLCriterion"))
    assert example(0)(run) == ("the soup is too salty for me",)
    said = asked(("Rain, rain and more snow!",))(run)
    assert [name for name, _ in said.rows] == ["food", "music", "sport", "weather"]
    assert sum(share for _, share in said.rows) == pytest.approx(1)
    assert confuse(run).names == ("food", "music", "sport", "weather")


def test_standardised_inputs_are_asked_in_their_own_units() -> None:
    layers = [linear(4, 3), ("LogSoftMax", {})]
    run = Run(model("iris", layers, "ClassNLLCriterion", standardise=True))
    found = outputs(run, run.data.inputs)
    assert np.allclose(found, run.network.module.forward(run.examples.inputs[0]))


def test_views_say_why_there_is_nothing_to_see() -> None:
    tutorial, points = examples.tutorial(), examples.classifier()
    assert surface.why_not(points) == "" and "one number" in curve.why_not(points)
    assert "classes" in confusion.why_not(tutorial)
    assert confusion.why_not(points) == ""
    sine = model("sine", [linear(1, 1)], "MSECriterion")
    assert curve.why_not(sine) == "" and "See the curve" in surface.why_not(sine)


def test_one_input_and_classes_give_a_curve_for_each_class(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    path.write_text("x,kind\n" + "".join(f"{n},{'low' if n < 5 else 'high'}\n" for n in range(10)))
    chosen = {"path": str(path), "inputs": ("x",), "target": ("kind",)}
    run = Run(model("csv_file", [linear(1, 2), ("LogSoftMax", {})], "ClassNLLCriterion", **chosen))
    assert curve.why_not(run.document) == ""
    found = draw(run)
    assert found.names == ("high", "low")
    assert np.allclose(found.y.sum(axis=1), 1)
    assert found.targets.sum(axis=0).tolist() == [5, 5]
