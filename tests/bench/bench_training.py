"""What the loop costs that a document is trained with, against a bare loop of the engine's calls.

    python tests/bench/bench_training.py

Prints, for each network, both times of a step and the median ratio of runs made in pairs.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.document import edits, examples
from app.document.model import INPUT, OUTPUT, Data, Document, Port
from app.training.examples import Examples
from app.training.run import Run

PAIRS = 15
SECONDS = 0.15
"""How long each half of a pair takes, about."""


def layers(document: Document, sizes: list[int], between: str, last: list[str], criterion: str) -> Document:
    """Linear modules of these sizes in a chain."""
    at = INPUT
    for number, (width, height) in enumerate(zip(sizes, sizes[1:], strict=False)):
        modules = [("Linear", {"inputSize": width, "outputSize": height})]
        modules += [(name, {}) for name in ([between] if number < len(sizes) - 2 else last)]
        for module, args in modules:
            document, id = edits.add(document, module, args)
            document = edits.connect(document, 0, at, id)
            at = id
    document, _ = edits.add(document, criterion)
    return edits.connect(document, 0, at, OUTPUT)


def classes(sizes: list[int], rows: int) -> Run:
    """A classifier of random points, all of them in each step."""
    generator = np.random.default_rng(0)
    data = Data("tutorial", (), (Port("x", (sizes[0],)),), Port("y", (), "index", sizes[-1]), rows)
    document = layers(edits.set_data(Document(), data), sizes, "ReLU", ["LogSoftMax"], "ClassNLLCriterion")
    target = generator.integers(1, sizes[-1] + 1, size=rows)
    return Run(document, examples=Examples((generator.normal(size=(rows, sizes[0])),), target))


WORK: dict[str, Callable[[], Run]] = {
    "4-3-1, batch 5": lambda: Run(examples.tutorial()),
    "2-16-16-2, batch 200": lambda: classes([2, 16, 16, 2], 200),
    "784-256-128-10, batch 128": lambda: classes([784, 256, 128, 10], 128),
}


def bare(run: Run) -> Callable[[int], None]:
    """The same step by the engine alone, on its own copy of the model."""
    module, criterion, method = run.network.module.clone(), run.network.criterion.clone(), run.method
    parameters, gradients = module.getParameters()
    x, target = run.examples.inputs[0], run.examples.target

    def steps(count: int) -> None:
        for _ in range(count):
            gradients.fill(0)
            output = module.forward(x)
            criterion.forward(output, target)
            module.backward(x, criterion.backward(output, target))
            method.step(parameters, gradients)

    return steps


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def measure(make: Callable[[], Run]) -> tuple[float, float, float]:
    """Microseconds a step by the bare loop and by Run, and the median of their ratios."""
    run = make()
    steps = bare(run)
    steps(5)
    count = max(3, int(SECONDS / (timed(lambda: steps(5)) / 5)))
    run.advance(60, run.epoch + count)
    pairs = []
    for _ in range(PAIRS):
        plain = timed(lambda: steps(count)) / count
        whole = timed(lambda: run.advance(60, run.epoch + count)) / count
        pairs.append((plain, whole))
    return (
        median(plain for plain, _ in pairs) * 1e6,
        median(whole for _, whole in pairs) * 1e6,
        median(whole / plain for plain, whole in pairs),
    )


def main() -> None:
    print(f"{'network':28}{'bare':>12}{'Run':>12}{'Run / bare':>12}")
    for name, make in WORK.items():
        plain, whole, ratio = measure(make)
        print(f"{name:28}{plain:9.1f} µs{whole:9.1f} µs{ratio:12.3f}")


if __name__ == "__main__":
    main()
