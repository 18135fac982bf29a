"""optim.adadelta: steps scaled by the steps before (Zeiler 2012). After torch/optim's adadelta.lua."""

import numpy as np

from nncore.optim.method import Method
from nncore.spec import Number, Spec


class Adadelta(Method):
    """Each parameter steps by its gradient times the size of its recent steps over that of its gradients."""

    spec = Spec(
        summary="Needs no learning rate: past steps give the size of the next.",
        formula=r"\Delta = \sqrt{\frac{d + \epsilon}{v + \epsilon}}\, g, \quad x \leftarrow x - \Delta",
        args=(
            Number("rho", "how much of the means is kept", default=0.9, low=0, high=1),
            Number("eps", "sets the first steps and keeps the division from 0", default=1e-6, low=0),
            Number("weightDecay", "how strongly parameters are drawn to 0", default=0, low=0),
        ),
        keywords=("adaptive",),
    )
    remembers = ("evalCounter", "paramVariance", "accDelta")

    def step(self, x: np.ndarray, gradient: np.ndarray) -> None:
        self._check(x, gradient)
        a = self.args
        gradient = self._decayed(x, gradient, a.weightDecay)
        variance, steps = self._zeros("paramVariance", x), self._zeros("accDelta", x)
        work, delta = self._buffer("work", x), self._buffer("delta", x)

        _mix(variance, gradient, a.rho, work)
        np.add(variance, a.eps, out=work)
        np.sqrt(work, out=work)
        np.add(steps, a.eps, out=delta)
        np.sqrt(delta, out=delta)
        delta /= work
        delta *= gradient
        x -= delta
        _mix(steps, delta, a.rho, work)
        self.state["evalCounter"] = self.state.get("evalCounter", 0) + 1


def _mix(mean: np.ndarray, values: np.ndarray, keep: float, work: np.ndarray) -> None:
    """mean ← keep · mean + (1 − keep) · values², in place; `work` is overwritten."""
    mean *= keep
    np.multiply(values, values, out=work)
    work *= 1 - keep
    mean += work


adadelta = Adadelta.run
