"""The one kind of error that nncore raises, and the repairs it can offer.

An error is raised where the fault is found, without knowing where that module stands. Each container it
passes on its way out adds one step to `trail`, so that the message names the whole path:
`Sequential › 3 Linear(5 → 1)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from nncore.described import Described


@dataclass(frozen=True, slots=True)
class Repair:
    """One change that would mend a fault, in words and as data that an editor can carry out.

    `action` is "set" (give argument `name` the value `value`), "insert" (put a module `name` with the
    arguments `value` before the faulty one), "wrap" (put the faulty module and what feeds it into a container
    `name`) or "refer" (make it for the module `value`, which is called `name`).
    """

    words: str
    action: Literal["set", "insert", "wrap", "refer"]
    name: str
    value: Any = None


class NNError(Exception):
    """A wrong size, index, type or order of calls.

    Args:
        what: what happened, in one clause ("the input has the wrong size").
        got: what came, in words or as a shape ("N×5").
        needs: what is needed ("N×4, as inputSize = 4").
        repairs: changes that would mend it, most likely first.
        module: the module (or the name of the class) that refuses.
    """

    def __init__(
        self,
        what: str,
        *,
        got: str = "",
        needs: str = "",
        repairs: tuple[Repair, ...] = (),
        module: Described | str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.got = got
        self.needs = needs
        self.repairs = repairs
        self.module = module
        self.trail: list[tuple[Described, int]] = []

    def within(self, container: Described, index: int) -> NNError:
        """Notes that the error came out of child `index` (from 0) of `container`; returns itself."""
        self.trail.insert(0, (container, index))
        return self

    @property
    def path(self) -> str:
        """Where: the containers from the outside in, the child's number, the module. "" if unknown."""
        steps: list[str] = []
        number = ""
        for container, index in self.trail:
            steps.append(number + type(container).__name__)
            number = f"{index + 1} "
        last = self.module if isinstance(self.module, str) else self.module and self.module.title()
        if last:
            steps.append(number + last)
        return " › ".join(steps)

    def __str__(self) -> str:
        text = f"{self.path}: {self.what}" if self.path else self.what
        if self.got:
            text += f"; got {self.got}"
        if self.needs:
            text += f"; needs {self.needs}"
        if self.repairs:
            text += ". Try: " + ", or ".join(repair.words for repair in self.repairs)
        return text


def located(error: Exception, container: Described, index: int) -> NNError:
    """Any exception that left child `index` of `container`, as an NNError that knows where it came from."""
    if isinstance(error, NNError):
        return error.within(container, index)
    child = container.modules[index] if index < len(container.modules) else None  # type: ignore[attr-defined]
    wrapped = NNError(f"{type(error).__name__}: {error}", module=child)
    wrapped.__cause__ = error
    return wrapped.within(container, index)
