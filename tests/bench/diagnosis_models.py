"""The runs that the diagnosis is measured on: models, settings, and how far each is trained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.document import edits, examples
from app.document.model import INPUT, OUTPUT, Document
from app.training import lab, sources

Layers = list[tuple[str, dict[str, Any]]]


def chain(source: str, options: dict[str, Any], layers: Layers, criterion: str, **training: Any) -> Document:
    """Modules one after another on data of a kind."""
    data = sources.find(source).describe(options)
    doc = edits.set_training(edits.set_data(Document(), data), **training)
    last = INPUT
    for module, args in layers:
        doc, id = edits.add(doc, module, args)
        doc = edits.connect(doc, 0, last, id)
        last = id
    doc, _ = edits.add(doc, criterion)
    return edits.connect(doc, 0, last, OUTPUT)


def linear(*sizes: int, between: str) -> Layers:
    """Linear modules of these sizes, a transfer function between them."""
    layers: Layers = []
    for width, height in zip(sizes, sizes[1:], strict=False):
        layers += [("Linear", {"inputSize": width, "outputSize": height}), (between, {})]
    return layers[:-1]


def tutorial(**training: Any) -> Document:
    return edits.set_training(examples.tutorial(), **training)


def sparse(**training: Any) -> Document:
    return edits.set_training(examples.sparse_dense(), **training)


def moons(**training: Any) -> Document:
    layers = [*linear(2, 16, 16, 2, between="Tanh"), ("LogSoftMax", {})]
    return chain("moons", {}, layers, "ClassNLLCriterion", **training)


def circles(**training: Any) -> Document:
    layers = [*linear(2, 12, 2, between="ReLU"), ("LogSoftMax", {})]
    return chain("circles", {}, layers, "ClassNLLCriterion", **training)


def spiral(**training: Any) -> Document:
    layers = linear(2, 24, 24, 3, between="ReLU")
    return chain("spiral", {"classes": 3, "N": 240}, layers, "CrossEntropyCriterion", **training)


def sine(**training: Any) -> Document:
    return chain("sine", {}, linear(1, 16, 1, between="Tanh"), "MSECriterion", **training)


def bars(**training: Any) -> Document:
    convolution = {"nInputPlane": 1, "nOutputPlane": 4, "kW": 3, "kH": 3}
    pooling = {"kW": 2, "kH": 2, "dW": 2, "dH": 2}
    layers: Layers = [
        ("SpatialConvolution", convolution),
        ("ReLU", {}),
        ("SpatialMaxPooling", pooling),
        ("View", {"sizes": (36,)}),
        ("Linear", {"inputSize": 36, "outputSize": 2}),
        ("LogSoftMax", {}),
    ]
    return chain("bars", {"size": 8}, layers, "ClassNLLCriterion", **training)


def dropped(**training: Any) -> Document:
    """With batch normalisation and dropout."""
    layers: Layers = [
        ("Linear", {"inputSize": 2, "outputSize": 16}),
        ("BatchNormalization", {"nOutput": 16}),
        ("ReLU", {}),
        ("Dropout", {"p": 0.3}),
        ("Linear", {"inputSize": 16, "outputSize": 2}),
        ("LogSoftMax", {}),
    ]
    return chain("moons", {"noise": 0.3}, layers, "ClassNLLCriterion", **training)


@dataclass(frozen=True, slots=True)
class Trial:
    """One run: what it is called, the bug in it ("" for none), the document, and how many steps it makes."""

    name: str
    bug: str
    document: Document
    steps: int


MODELS = {
    "tutorial": (tutorial, {"learning_rate": 0.01, "batch_size": 0}),
    "sparse and dense": (sparse, {"learning_rate": 0.05, "batch_size": 5}),
    "moons": (moons, {"learning_rate": 0.1, "batch_size": 20}),
    "circles": (circles, {"learning_rate": 0.1, "batch_size": 20}),
    "spiral": (spiral, {"learning_rate": 0.05, "batch_size": 16}),
    "sine": (sine, {"learning_rate": 0.05, "batch_size": 10}),
    "bars": (bars, {"learning_rate": 0.05, "batch_size": 8}),
    "dropout": (dropped, {"learning_rate": 0.1, "batch_size": 25}),
}
METHODS: dict[str, dict[str, Any]] = {"sgd": {}, "adam": {"optimiser": "adam", "learning_rate": 0.01}}
SEEDS = (1, 2)
STEPS = 200

HARMLESS = {("zero_weights", "sparse and dense")}
"""Bugs that do a model no harm: without a hidden layer it learns as well from zeros."""


def faulty() -> Iterator[Trial]:
    """Every bug in every model that can have it, by two methods and from two seeds."""
    for switch in lab.SWITCHES:
        for model, (make, settings) in MODELS.items():
            for method, own in METHODS.items():
                for seed in SEEDS:
                    document = make(**(settings | own | {"seed": seed}))
                    if switch.why_not(document) or (switch.id, model) in HARMLESS:
                        continue
                    name = f"{model}, {method}, seed {seed}"
                    yield Trial(name, switch.id, lab.switched(document, switch.id, True), STEPS)


KINDS: dict[str, tuple[dict[str, Any], int]] = {
    "at its start": ({}, 0),
    "usual": ({}, 200),
    "slow": ({"learning_rate": 1e-5}, 200),
    "brisk": ({"factor": 2}, 300),
    "noisy": ({"batch_size": 2}, 300),
    "single": ({"batch_size": 1}, 300),
    "all at once": ({"batch_size": 0}, 200),
    "long": ({}, 3000),
    "adam": ({"optimiser": "adam", "learning_rate": 0.01}, 300),
    "adam, long": ({"optimiser": "adam", "learning_rate": 0.01}, 3000),
    "rmsprop": ({"optimiser": "rmsprop", "learning_rate": 1e-3}, 300),
    "nag": ({"optimiser": "nag", "learning_rate": 0.01}, 200),
    "lbfgs": ({"optimiser": "lbfgs", "learning_rate": 1.0, "batch_size": 0}, 20),
}


def healthy() -> Iterator[Trial]:
    """No bug: slow, noisy, converged and overfitted runs, and such as have not begun."""
    for model, (make, settings) in MODELS.items():
        for kind, (own, steps) in KINDS.items():
            for seed in SEEDS:
                training = settings | own | {"seed": 10 + seed}
                training["learning_rate"] *= training.pop("factor", 1)
                yield Trial(f"{model}, {kind}, seed {seed}", "", make(**training), steps)
    for (bug, model), (make, settings) in ((key, MODELS[key[1]]) for key in HARMLESS):
        document = lab.switched(make(**(settings | {"seed": 3})), bug, True)
        yield Trial(f"{model}, {bug}, which does no harm", "", document, STEPS)
