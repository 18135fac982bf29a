"""The commands of the bugs lab: its switches, the first repair, the gradient check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.command import Command
from app.commands.edit import needs_modules
from app.training import lab
from app.training.lab.switch import Switch

if TYPE_CHECKING:
    from app.window import Window


def _bug(switch: Switch) -> Command:
    id = switch.id
    return Command(
        f"bug_{id}",
        switch.title,
        switch.explanation.rstrip("."),
        lambda window: window.bugs.switch(id, not window.bugs.is_on(id)),
        why_not=lambda window: window.bugs.why_not(id),
        checked=lambda window: window.bugs.is_on(id),
        alone=f"Bug: {switch.title}",
    )


def _none_on(window: Window) -> str:
    return "" if window.session.document.training.faults else "No bug is switched on."


def _nothing_found(window: Window) -> str:
    return "" if window.bugs.findings else "Nothing wrong was found."


def _checking(window: Window) -> str:
    return "The gradients are being checked." if window.gradient_checks.is_checking else ""


def _not_checking(window: Window) -> str:
    return "" if window.gradient_checks.is_checking else "No gradients are being checked."


def _check(window: Window) -> None:
    window.gradient_checks.start()
    window.go_to("lab")
    window.lab.show_gradients()


def _check_selected(window: Window) -> None:
    window.gradient_checks.start(window.session.selected_nodes)
    window.go_to("lab")
    window.lab.show_gradients()


BUGS = tuple(_bug(switch) for switch in lab.SWITCHES)
BUGS_OFF = Command(
    "bugs_off",
    "Switch all &off",
    "Takes every bug out of the training",
    lambda window: window.bugs.switch_all_off(),
    why_not=_none_on,
    alone="Switch all Bugs off",
)
REPAIR = Command(
    "repair_finding",
    "&Repair what was found",
    "Carries out the repair of the first finding of the diagnosis",
    lambda window: window.bugs.mend(window.bugs.findings[0]),
    icon="ok",
    why_not=_nothing_found,
)
CHECK = Command(
    "check_gradients",
    "&Check Gradients",
    "Compares what backward gives with differences of the loss, in every module, on a copy of the network",
    _check,
    ("Ctrl+Alt+G",),
    "check",
    _checking,
)
CHECK_SELECTED = Command(
    "check_gradients_selected",
    "Check &Selection",
    "Compares the gradients of the selected modules with differences",
    _check_selected,
    why_not=lambda window: _checking(window) or needs_modules(window),
    alone="Check Gradients of the Selection",
)
CANCEL = Command(
    "cancel_check",
    "C&ancel",
    "Stops the gradient check; what it found so far stays",
    lambda window: window.gradient_checks.cancel(),
    why_not=_not_checking,
    alone="Cancel the Gradient Check",
)

LAB: tuple[Command, ...] = (*BUGS, BUGS_OFF, REPAIR, CHECK, CHECK_SELECTED, CANCEL)
"""A submenu of the Training menu."""
