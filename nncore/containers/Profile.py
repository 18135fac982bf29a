"""nn.Profile: how long a module takes. After torch/nn's Profile.lua."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from nncore.decorator import OneModule
from nncore.module import Module
from nncore.spec import Children, Int, Spec, Text


class Profile(OneModule):
    """Hands everything on to its module and prints, after every `print_interval` calls, how long they took.

    `seconds` holds the time spent so far by what was called: "forward", "backward".
    """

    spec = Spec(
        summary="Measures how long one module takes and prints it now and then.",
        formula=r"y = f(x)",
        args=(
            Int("print_interval", "after how many calls the time is printed", default=100, low=1),
            Text(
                "name",
                "what it is called when printed; nothing for the module's",
                default=None,
                optional=True,
            ),
        ),
        takes="any",
        children=Children("chain", "last", "one module, timed", wraps=True, least=1, most=1),
        keywords=("time", "speed", "debug"),
    )

    def __init__(self, module: Module, print_interval: int = 100, name: str | None = None) -> None:
        super().__init__(module, print_interval=print_interval, name=name)
        self.calls = {"forward": 0, "backward": 0}
        self.seconds = {"forward": 0.0, "backward": 0.0}

    def updateOutput(self, input: Any) -> Any:
        return self._timed("forward", super().updateOutput, input)

    def updateGradInput(self, input: Any, gradOutput: Any) -> Any:
        return self._timed("backward", super().updateGradInput, input, gradOutput)

    def backward(self, input: Any, gradOutput: Any, scale: float = 1) -> Any:
        return self._timed("backward", super().backward, input, gradOutput, scale)

    def _timed(self, way: str, call: Any, *values: Any) -> Any:
        start = perf_counter()
        result = call(*values)
        self.seconds[way] += perf_counter() - start
        self.calls[way] += 1
        if self.calls[way] % self.args.print_interval == 0:
            name = self.args.name or type(self.modules[0]).__name__
            print(f"{name} took {self.seconds[way]:.3f} seconds for {self.calls[way]} {way} passes")
        return result

    def __str__(self) -> str:
        return f"nn.Profile @ {self.modules[0]}"
