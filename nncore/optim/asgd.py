"""optim.asgd: averaged stochastic gradient descent (Bottou's sgd 2.0). After torch/optim's asgd.lua."""

from typing import Any

import numpy as np

from nncore.optim.method import Method, OpFunc, Result
from nncore.spec import Number, Spec


class Asgd(Method):
    """Descends with a falling rate and keeps a running mean of the parameters, often better than they.

    The mean is `state["ax"]`; in Torch's form it is the third result.
    """

    spec = Spec(
        summary="Descends, and keeps the mean of the parameters on the way.",
        formula=r"x \leftarrow (1 - \lambda \eta_t) x - \eta_t g, \quad a \leftarrow a + \mu_t (x - a)",
        args=(
            Number("eta0", "the size of the first step", default=1e-4, low=0),
            Number(
                "lambda",
                "how strongly parameters are drawn to 0, and how fast steps shrink",
                default=1e-4,
                low=0,
            ),
            Number("alpha", "the power by which steps shrink", default=0.75, low=0),
            Number("t0", "the step at which averaging starts", default=1e6, low=0),
        ),
        keywords=("averaged", "Polyak"),
    )
    remembers = ("t", "eta_t", "mu_t", "ax")

    def step(self, x: np.ndarray, gradient: np.ndarray) -> None:
        self._check(x, gradient)
        a, state = vars(self.args), self.state
        rate, share = state.get("eta_t", a["eta0"]), state.get("mu_t", 1)
        mean, work = self._zeros("ax", x), self._buffer("work", x)

        x *= 1 - a["lambda"] * rate
        x -= np.multiply(gradient, rate, out=work)
        if share == 1:
            np.copyto(mean, x)
        else:
            np.subtract(x, mean, out=work)
            work *= share
            mean += work

        count: Any = state.get("t", 0) + 1
        state["t"] = count
        state["eta_t"] = a["eta0"] / (1 + a["lambda"] * a["eta0"] * count) ** a["alpha"]
        state["mu_t"] = 1 / max(1, count - a["t0"])

    def minimise(self, opfunc: OpFunc, x: np.ndarray) -> Result:
        return (*super().minimise(opfunc, x), self.state["ax"])


asgd = Asgd.run
