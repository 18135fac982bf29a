"""optim.nag: Nesterov's accelerated gradient (Sutskever 2013). After torch/optim's nag.lua."""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.optim.method import Method, Vector
from nncore.spec import Number, Spec


class Nag(Method):
    """Takes the gradient where the velocity is about to lead, then corrects the velocity by it.

    `lookAhead` moves x there; `step` brings it to where the corrected velocity leads. Without lookAhead
    before it, a step takes the gradient at x, which is plain momentum.
    """

    spec = Spec(
        summary="Looks ahead along its velocity before it takes the gradient.",
        formula=r"v \leftarrow \mu v - \eta\, g(x + \mu v), \quad x \leftarrow x + v",
        args=(
            Number("learningRate", "the size of a step", default=1e-3, low=0),
            Number("momentum", "how much of the velocity is kept; above 0", default=0.9, low=0, high=1),
            Number("weightDecay", "how strongly parameters are drawn to 0", default=0, low=0),
            Number("learningRateDecay", "how fast the learning rate falls", default=0, low=0),
            Vector("learningRates", "a factor of the learning rate for each parameter", default=None),
        ),
        keywords=("Nesterov", "momentum", "accelerated"),
    )
    remembers = ("evalCounter", "dfdx")

    def __init__(self, state: dict[str, Any] | None = None, **settings: Any) -> None:
        super().__init__(state, **settings)
        self._ahead = False

    def _checkTogether(self) -> None:
        if self.args.momentum <= 0:
            raise NNError(
                "momentum does not fit", got=str(self.args.momentum), needs="a number above 0, at most 1"
            )

    def lookAhead(self, x: np.ndarray) -> None:
        np.copyto(self._buffer("start", x), x)
        self._ahead = True
        if "dfdx" in self.state:
            x += np.multiply(self._zeros("dfdx", x), self.args.momentum, out=self._buffer("work", x))

    def step(self, x: np.ndarray, gradient: np.ndarray) -> None:
        self._check(x, gradient)
        a, count = self.args, self.state.get("evalCounter", 0)
        gradient = self._decayed(x, gradient, a.weightDecay)
        velocity, work = self._zeros("dfdx", x), self._buffer("work", x)

        velocity *= a.momentum
        if a.learningRates is not None:
            gradient = np.multiply(a.learningRates, gradient, out=work)
        rate: Any = a.learningRate / (1 + count * a.learningRateDecay)
        velocity -= np.multiply(gradient, rate, out=work)
        if self._ahead:
            np.copyto(x, self._buffer("start", x))
        x += velocity
        self._ahead = False
        self.state["evalCounter"] = count + 1


nag = Nag.run
