"""The commands of the Training menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.command import SEPARATOR, Command

if TYPE_CHECKING:
    from app.window import Window


def _running(window: Window) -> str:
    return "It is running." if window.runner.is_running else ""


def _not_running(window: Window) -> str:
    return "" if window.runner.is_running else "It is not running."


def _nothing_run(window: Window) -> str:
    return "" if window.runner.is_running or window.runner.has_run else "It stands at its start."


def _training(window: Window) -> str:
    """A step may be asked for while another one, which trains on a batch, is not done yet."""
    return "" if window.stepper.is_busy else _running(window)


def _not_stepping(window: Window) -> str:
    return _training(window) or ("" if window.stepper.trace else "There is no step to take back.")


def _nothing_walked(window: Window) -> str:
    return "" if window.stepper.trace else "No batch is being stepped through."


RUN = Command(
    "run",
    "&Run",
    "Trains for the given number of epochs",
    lambda window: window.runner.run(),
    ("F5",),
    "run",
    _running,
)
PAUSE = Command(
    "pause",
    "&Pause",
    "Stops after the batch at hand; Run goes on from there",
    lambda window: window.runner.pause(),
    ("F5",),
    "pause",
    _not_running,
    turns_with="run",
)
STEP = Command(
    "step",
    "&Step",
    "Trains on one batch: forward, criterion, backward, update",
    lambda window: window.runner.step("batch"),
    ("F10",),
    "step",
    _running,
)
STEP_EPOCH = Command(
    "step_epoch",
    "Step one &Epoch",
    "Trains on every example once",
    lambda window: window.runner.step("epoch"),
    ("Shift+F10",),
    "epoch",
    _running,
)
REWIND = Command(
    "rewind",
    "Re&wind",
    "Back to the very same start: the same first weights",
    lambda window: window.runner.rewind(),
    ("Shift+F5",),
    "rewind",
    _nothing_run,
)
NEW_SEED = Command(
    "new_seed",
    "&New Seed",
    "Back to a start with other first weights",
    lambda window: window.runner.new_seed(),
    ("Ctrl+Shift+F5",),
    "new-seed",
)

STEP_MODULE = Command(
    "step_module",
    "Step one &Module",
    "Makes the next call of a module: forward, then the criterion, then backward, then the update",
    lambda window: window.stepper.forward("module"),
    ("F9",),
    "step-module",
    _training,
)
BACK_MODULE = Command(
    "back_module",
    "Bac&k one Module",
    "Takes the last call of a module back",
    lambda window: window.stepper.back("module"),
    ("Shift+F9",),
    "back-module",
    _not_stepping,
)
STEP_PHASE = Command(
    "step_phase",
    "Step one P&hase",
    "To the end of the phase: forward, criterion, backward or update",
    lambda window: window.stepper.forward("phase"),
    ("Ctrl+F9",),
    "step-phase",
    _training,
)
BACK_PHASE = Command(
    "back_phase",
    "Back one Ph&ase",
    "To the beginning of the phase",
    lambda window: window.stepper.back("phase"),
    ("Ctrl+Shift+F9",),
    "back-phase",
    _not_stepping,
)
LEAVE_STEPS = Command(
    "leave_steps",
    "Stop Steppin&g",
    "Shows no batch on the canvas any more; the training stays where it stands",
    lambda window: window.stepper.leave(),
    (),
    "x",
    _nothing_walked,
)

STEPS = (STEP_MODULE, STEP_PHASE, BACK_MODULE, BACK_PHASE, LEAVE_STEPS)

TRAIN: tuple[Command | None, ...] = (
    RUN,
    PAUSE,
    SEPARATOR,
    *STEPS,
    SEPARATOR,
    STEP,
    STEP_EPOCH,
    SEPARATOR,
    REWIND,
    NEW_SEED,
)
"""Run stays allowed where the model is faulty: it then goes to the fault and says what is wrong."""
