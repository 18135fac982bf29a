"""How the learning rate changes from epoch to epoch: pure functions of the epoch, so that any run can resume.

Each gives the factor of the learning rate in the epoch at hand, `e`, counted from 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

from nncore.spec import Arg, Int, Number


@dataclass(frozen=True, slots=True)
class Schedule:
    """One way; `factor` takes the epoch, and the options by name."""

    title: str
    summary: str
    formula: str
    factor: Callable[[int, SimpleNamespace], float]
    options: tuple[Arg, ...] = ()


def _stepped(epoch: int, o: SimpleNamespace) -> float:
    return float(o.factor ** (epoch // o.every))


def _cosine(epoch: int, o: SimpleNamespace) -> float:
    along = min(epoch / o.over, 1.0)
    return float(o.floor + (1 - o.floor) * (1 + math.cos(math.pi * along)) / 2)


def _warm_up(epoch: int, o: SimpleNamespace) -> float:
    if epoch < o.warm:
        return float((epoch + 1) / (o.warm + 1))
    along = min((epoch - o.warm) / max(o.over - o.warm, 1), 1.0)
    return float(1 - (1 - o.floor) * along)


_OVER = Int("over", "how many epochs it takes to fall", default=100, low=1)
_FLOOR = Number("floor", "what is left of the rate at the end, as a factor", default=0.0, low=0, high=1)

SCHEDULES: dict[str, Schedule] = {
    "constant": Schedule("Constant", "The rate stays as it is.", r"\eta_e = \eta", lambda epoch, o: 1.0),
    "step": Schedule(
        "Steps",
        "The rate is multiplied by a factor every few epochs.",
        r"\eta_e = \eta \gamma^{\lfloor e / k \rfloor}",
        _stepped,
        (
            Int("every", "after how many epochs it falls (k)", default=10, low=1),
            Number("factor", "what the rate is multiplied by (γ)", default=0.5, low=0),
        ),
    ),
    "exponential": Schedule(
        "Exponential",
        "The rate is multiplied by a factor in every epoch.",
        r"\eta_e = \eta \gamma^e",
        lambda epoch, o: float(o.factor**epoch),
        (Number("factor", "what the rate is multiplied by (γ)", default=0.95, low=0),),
    ),
    "inverse": Schedule(
        "Inverse",
        "The rate falls as one over the number of epochs.",
        r"\eta_e = \frac{\eta}{1 + \delta e}",
        lambda epoch, o: 1 / (1 + float(o.decay) * epoch),
        (Number("decay", "how fast it falls (δ)", default=0.1, low=0),),
    ),
    "cosine": Schedule(
        "Cosine",
        "The rate falls along half a cosine, slowly at first and at the end.",
        r"\eta_e = \eta \left(f + (1 - f) \frac{1 + \cos(\pi e / n)}{2}\right)",
        _cosine,
        (_OVER, _FLOOR),
    ),
    "warm-up": Schedule(
        "Warm-up and fall",
        "The rate rises for a few epochs, and then falls along a line.",
        r"\eta_e = \eta \frac{e + 1}{w + 1}, \quad e < w",
        _warm_up,
        (Int("warm", "how many epochs it rises (w)", default=5, low=0), _OVER, _FLOOR),
    ),
}
"""By name, in the order in which they are offered."""
