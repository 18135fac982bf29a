"""The training settings described: what each means, its range, and how it is called on screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from app.document.model import Options, Training
from app.document.refused import Refused
from app.document.schedules import SCHEDULES
from nncore.errors import NNError
from nncore.optim import METHODS, Method
from nncore.optim.method import Vector
from nncore.spec import Arg, Choice, Flag, Int, Number

RATES = ("learningRate", "eta0")
"""What methods call the learning rate."""
DECAY = "weightDecay"

SETTINGS: dict[str, Arg] = {
    arg.name: arg
    for arg in (
        Choice("optimiser", "how a step is made from the gradient", "sgd", options=tuple(METHODS)),
        Number("learning_rate", "how far each step goes against the gradient", 0.01, low=0),
        Int("batch_size", "how many examples each step takes; 0 takes all examples at once", "all", low=0),
        Int("epochs", "how many times Run goes through all examples", 5, low=1),
        Int("seed", "which random numbers the first weights are drawn from", 287, low=0),
        Choice("schedule", "how the rate changes with the epochs", "constant", options=tuple(SCHEDULES)),
        Number("weight_decay", "how strongly parameters are drawn to 0: gradient + this · weight", 0, low=0),
        Number("clip", "the longest gradient that is let through; a longer one is shortened", 0, low=0),
        Flag("shuffle", "whether batches are dealt in a random order, a new one in each epoch", True),
        Int("shuffle_seed", "which random order; left empty, as the seed has it", None, low=0, optional=True),
        Number(
            "validation", "the share of the examples on which the loss is only measured", 0, low=0, high=0.9
        ),
        Int("split_seed", "which examples are held out", 1, low=0),
        Number("stop_loss", "Run stops when an epoch's loss is no higher than this", None, optional=True),
        Int("patience", "Run stops after so many epochs without a lower loss; 0 goes on", 0, low=0),
    )
}
"""By name, in the order in which they are shown. What stops is the loss on examples held out, if any are."""

TITLES = {
    "optimiser": "Optimiser",
    "learning_rate": "Learning rate",
    "batch_size": "Batch size",
    "epochs": "Epochs",
    "seed": "Seed",
    "schedule": "Schedule",
    "weight_decay": "Weight decay",
    "clip": "Clip at",
    "shuffle": "Shuffle",
    "shuffle_seed": "Order's seed",
    "validation": "Held out",
    "split_seed": "Split's seed",
    "stop_loss": "Stop at loss",
    "patience": "Patience",
}

OPTIMISERS = {
    "sgd": "SGD",
    "rmsprop": "RMSprop",
    "rprop": "Rprop",
    "nag": "NAG",
    "asgd": "ASGD",
    "cg": "CG",
    "lbfgs": "L-BFGS",
}
"""What people call those whose name is not just written large."""

LIVE = ("learning_rate", "batch_size", "epochs", "weight_decay", "clip", "stop_loss", "patience")
"""What a run can take on as it goes; anything else stops it."""


def optimiser_title(name: str) -> str:
    """What people call an optimiser: `RMSprop`."""
    return OPTIMISERS.get(name, name.capitalize())


def options_of(optimiser: str) -> tuple[Arg, ...]:
    """What of an optimiser can be set besides its learning rate and weight decay."""
    known = METHODS[optimiser].spec.args
    return tuple(arg for arg in known if arg.name not in (*RATES, DECAY) and not isinstance(arg, Vector))


def has_rate(optimiser: str) -> bool:
    """Whether an optimiser takes a learning rate."""
    return any(arg.name in RATES for arg in METHODS[optimiser].spec.args)


def usual_rate(optimiser: str) -> float:
    """The learning rate that it is mostly begun with: the optimiser's own default."""
    if optimiser == Training().optimiser:
        return Training().learning_rate
    found = (arg.default for arg in METHODS[optimiser].spec.args if arg.name in RATES)
    return float(next(found, Training().learning_rate))


def rate(training: Training, epoch: int) -> float:
    """The learning rate in an epoch, counted from 0."""
    schedule = SCHEDULES[training.schedule]
    values = {arg.name: arg.default for arg in schedule.options} | dict(training.schedule_options)
    return training.learning_rate * schedule.factor(epoch, SimpleNamespace(**values))


def given(args: Iterable[Arg], values: Mapping[str, Any], whose: str) -> Options:
    """Values of options as the settings keep them: checked, in order, those given only.

    Raises:
        Refused: for an unknown name or a value that does not fit, with the allowed range.
    """
    known = {arg.name: arg for arg in args}
    for name in values:
        if name not in known:
            raise Refused(f"{whose} has no setting called {name}. It has {', '.join(known) or 'none'}.")
    return tuple(
        (name, _checked(arg, values[name], f"{name} of {whose}"))
        for name, arg in known.items()
        if values.get(name) is not None
    )


def checked(training: Training) -> Training:
    """The settings with each value as it is kept.

    Raises:
        Refused: for one that does not fit, with the allowed range, or that does not go with another.
    """
    values = {
        name: _checked(arg, getattr(training, name), name.replace("_", " ")) for name, arg in SETTINGS.items()
    }
    optimiser, schedule = values["optimiser"], values["schedule"]
    values["options"] = given(options_of(optimiser), dict(training.options), optimiser)
    values["schedule_options"] = given(
        SCHEDULES[schedule].options, dict(training.schedule_options), f"the schedule {schedule}"
    )
    sound = replace(training, **values)
    method(sound)
    return sound


def method(training: Training) -> Method:
    """The optimiser with its settings.

    Raises:
        Refused: for an optimiser that there is not, and for settings that do not go together.
    """
    name = training.optimiser
    if name not in METHODS:
        raise Refused(f"There is no optimiser called {name!r}. There are: {', '.join(METHODS)}.")
    kind = METHODS[name]
    settings: dict[str, Any] = dict(training.options)
    names = {arg.name for arg in kind.spec.args}
    settings |= {name: training.learning_rate for name in RATES if name in names}
    if DECAY in names:
        settings[DECAY] = training.weight_decay
    try:
        return kind(**settings)
    except NNError as error:
        raise Refused(f"{error.what}: {error.got}. It needs {error.needs}.") from None


def _checked(arg: Arg, value: Any, what: str) -> Any:
    try:
        return arg.check(value)
    except NNError:
        raise Refused(f"{what} must be {arg.wants}, not {value!r}. It is {arg.meaning}.") from None
