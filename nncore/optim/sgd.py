"""optim.sgd: stochastic gradient descent. After torch/optim's sgd.lua."""

from typing import Any

import numpy as np

from nncore.errors import NNError
from nncore.optim.method import Method, Vector
from nncore.spec import Flag, Number, Spec


class Sgd(Method):
    """x ← x − η g, with momentum, weight decay and a falling learning rate where these are set.

    As in Torch, the dampening equals the momentum unless it is given: the velocity is then a running mean.
    """

    spec = Spec(
        summary="Steps against the gradient; with momentum, along a running mean of gradients.",
        formula=r"v \leftarrow \mu v + (1 - \tau) g, \quad x \leftarrow x - \frac{\eta}{1 + t \delta} v",
        args=(
            Number("learningRate", "the size of a step", default=1e-3, low=0),
            Number("momentum", "how much of the last velocity is kept", default=0, low=0, high=1),
            Number(
                "dampening",
                "how much less the new gradient counts; as momentum if not given",
                default=None,
                optional=True,
            ),
            Flag(
                "nesterov",
                "whether the step looks ahead along the velocity; wants momentum, dampening 0",
                default=False,
            ),
            Number("weightDecay", "how strongly parameters are drawn to 0", default=0, low=0),
            Number(
                "learningRateDecay", "how fast the learning rate falls: η / (1 + t · this)", default=0, low=0
            ),
            Vector("learningRates", "a factor of the learning rate for each parameter", default=None),
            Vector("weightDecays", "a weight decay for each parameter, where weightDecay is 0", default=None),
        ),
        keywords=("stochastic gradient descent", "momentum", "Nesterov"),
    )
    remembers = ("evalCounter", "dfdx")

    def _checkTogether(self) -> None:
        a = self.args
        if a.nesterov and not (a.momentum > 0 and self._dampening() == 0):
            raise NNError(
                "Nesterov momentum does not go with these settings",
                got=f"momentum = {a.momentum}, dampening = {self._dampening()}",
                needs="a momentum above 0 and dampening = 0",
            )

    def _dampening(self) -> float:
        return float(self.args.momentum if self.args.dampening is None else self.args.dampening)

    def step(self, x: np.ndarray, gradient: np.ndarray) -> None:
        self._check(x, gradient)
        a, count = self.args, self.state.get("evalCounter", 0)
        direction = gradient
        if a.weightDecay or a.weightDecays is not None:
            direction = self._decayed(x, gradient, a.weightDecay or a.weightDecays)
        if a.momentum:
            direction = self._velocity(direction)
        rate: Any = a.learningRate / (1 + count * a.learningRateDecay)
        change = self._buffer("change", x)
        if a.learningRates is not None:
            direction = np.multiply(a.learningRates, direction, out=change)
        x -= np.multiply(direction, rate, out=change)
        self.state["evalCounter"] = count + 1

    def _velocity(self, gradient: np.ndarray) -> np.ndarray:
        """The direction to go: the velocity, or with nesterov the gradient and what the velocity will add."""
        momentum = self.args.momentum
        first = "dfdx" not in self.state
        velocity = self._zeros("dfdx", gradient)
        change = self._buffer("change", gradient)
        velocity *= momentum
        velocity += gradient if first else np.multiply(gradient, 1 - self._dampening(), out=change)
        if not self.args.nesterov:
            return velocity
        np.multiply(velocity, momentum, out=change)
        change += gradient
        return change


sgd = Sgd.run
