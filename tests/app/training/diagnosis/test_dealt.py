"""How batches are dealt is measured from the answers that come, whatever put them in that order."""

from __future__ import annotations

import numpy as np
import pytest

from app.document import edits
from app.training.batches import Batches
from app.training.diagnosis.dealt import Dealt, dealt
from app.training.examples import Examples
from app.training.run import Run
from tests.bench.diagnosis_models import moons


def of(answers: np.ndarray, batch_size: int, shuffle: bool) -> Dealt:
    document = edits.set_training(moons(batch_size=batch_size), shuffle=shuffle)
    run = Run(document)
    order = np.arange(len(answers)) % run.examples.rows
    run.examples = Examples((run.examples.inputs[0][order],), answers)
    run.batches = Batches(run.examples)
    if not shuffle:
        run.batches.drawn = lambda generator: np.arange(len(answers))
    return dealt(run)


SORTED = np.repeat([1, 2], 100)


def test_sorted_answers_hardly_vary_within_a_batch() -> None:
    found = of(SORTED, 20, shuffle=False)
    assert found.spread == 0 and found.follows > 0.9
    assert (found.low, found.high, found.examples) == (1, 2, 200)


@pytest.mark.parametrize("batch_size", [1, 3, 20, 50])
def test_mixed_answers_vary_as_all_do(batch_size: int) -> None:
    found = of(SORTED, batch_size, shuffle=True)
    assert found.spread > 0.6 and found.follows < 0.5


def test_one_after_the_other_is_mixed_well_enough() -> None:
    found = of(np.tile([1, 2], 100), 20, shuffle=False)
    assert found.spread > 0.9 and found.follows < 0


def test_where_all_are_taken_at_once_the_order_is_no_matter() -> None:
    found = of(SORTED, 0, shuffle=False)
    assert (found.spread, found.follows) == (1, 0)
