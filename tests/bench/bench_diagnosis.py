"""How well the diagnosis tells what is wrong with a run, from what is measured of it.

    python packaging/dev.py bench diagnosis [all]

Makes runs with every bug of the lab and with none, on several models, methods and seeds; prints, for each
bug, how often it was found, what was said instead, and how often a healthy run was accused. With `all`, every
run that went wrong is listed. Bugs are to be found in 90 % of the runs, false alarms in 2 % at most.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.training import lab
from app.training.diagnosis.examiner import Examiner
from app.training.diagnosis.stand import stand
from app.training.fault import TrainingFault
from app.training.run import Run
from tests.bench.diagnosis_models import Trial, faulty, healthy

FOUND, ALARMS = 0.9, 0.02


@dataclass(frozen=True, slots=True)
class Result:
    trial: Trial
    said: tuple[str, ...]
    seconds: float

    @property
    def is_right(self) -> bool:
        """The bug is among what was said; nothing was said of a healthy run."""
        return self.trial.bug in self.said if self.trial.bug else not self.said


def judge(trial: Trial) -> Result:
    """Trains, or is stopped by a fault, and asks what is wrong."""
    run = Run(trial.document)
    try:
        while run.step_count < trial.steps:
            run.step() if trial.steps < 5 else run.advance(0.02, until_epoch=_epoch(run, trial))
            if run.epoch >= _epoch(run, trial):
                break
    except TrainingFault:
        pass  # the diagnosis is asked about what stopped it
    began = time.perf_counter()
    said = Examiner()(stand(run))
    return Result(trial, tuple(finding.bug for finding in said), time.perf_counter() - began)


def _epoch(run: Run, trial: Trial) -> int:
    """The epoch that ends nearest behind the trial's number of steps."""
    size = run.batch_size or run.examples.rows
    batches = -(-run.examples.rows // size)
    return -(-trial.steps // batches)


def table(results: Iterable[Result]) -> str:
    """A line for each bug, then the healthy runs, then all."""
    by_bug: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_bug[result.trial.bug].append(result)
    lines = [f"{'bug':18}{'runs':>6}{'found':>8}{'first':>8}   said instead"]
    for switch in lab.SWITCHES:
        runs = by_bug.get(switch.id, [])
        right = [result for result in runs if result.is_right]
        first = sum(result.said[0] == switch.id for result in right)
        wrong = sorted({", ".join(result.said) or "nothing" for result in runs if not result.is_right})
        lines.append(f"{switch.id:18}{len(runs):6}{len(right):8}{first:8}   {'; '.join(wrong)}")
    ill = [result for bug, runs in by_bug.items() if bug for result in runs]
    found = sum(result.is_right for result in ill)
    alarms = [result for result in by_bug[""] if not result.is_right]
    lines.append(f"\nfound         {found} of {len(ill)}: {found / len(ill):.1%} (wanted: {FOUND:.0%})")
    share = len(alarms) / len(by_bug[""])
    lines.append(f"false alarms  {len(alarms)} of {len(by_bug[''])}: {share:.1%} (allowed: {ALARMS:.0%})")
    lines += [f"    {result.trial.name}: {', '.join(result.said)}" for result in alarms]
    return "\n".join(lines)


def main() -> None:
    began = time.perf_counter()
    results = [judge(trial) for trials in (faulty(), healthy()) for trial in trials]
    print(table(results))
    seconds = sorted(result.seconds for result in results)
    print(f"\none diagnosis: {1e3 * seconds[len(seconds) // 2]:.0f} ms, at most {1e3 * seconds[-1]:.0f} ms")
    print(f"{len(results)} runs in {time.perf_counter() - began:.0f} s")
    if "all" in sys.argv[1:]:
        for result in results:
            if not result.is_right:
                print(f"{result.trial.bug or 'healthy'}: {result.trial.name}: {', '.join(result.said)}")


if __name__ == "__main__":
    main()
