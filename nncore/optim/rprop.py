"""optim.rprop: resilient propagation (Riedmiller and Braun 1993). After torch/optim's rprop.lua."""

import numpy as np

from nncore.errors import NNError
from nncore.optim.method import Method, OpFunc, Result
from nncore.spec import Int, Number, Spec


class Rprop(Method):
    """Uses the gradient's sign only: a parameter's step grows while the sign holds and shrinks when it turns.

    For whole batches: with small random ones the signs turn by chance.
    """

    spec = Spec(
        summary="Steps by the sign of the gradient; the size adapts to how often the sign turns.",
        formula=r"x_i \leftarrow x_i - \Delta_i\, \mathrm{sign}(g_i)",
        args=(
            Number("stepsize", "the first step of every parameter", default=0.1, low=0),
            Number("etaplus", "the factor by which a step grows", default=1.2, low=1),
            Number("etaminus", "the factor by which a step shrinks", default=0.5, low=0, high=1),
            Number("stepsizemax", "the largest step", default=50.0, low=0),
            Number("stepsizemin", "the smallest step", default=1e-6, low=0),
            Int("niter", "how many steps one call of optim.rprop takes", default=1, low=1),
        ),
        keywords=("resilient", "sign"),
    )
    remembers = ("delta", "stepsizes")

    def _checkTogether(self) -> None:
        if self.args.stepsizemin > self.args.stepsizemax:
            raise NNError(
                "the smallest step is above the largest",
                got=f"stepsizemin = {self.args.stepsizemin}, stepsizemax = {self.args.stepsizemax}",
                needs="stepsizemin at most stepsizemax",
            )

    def step(self, x: np.ndarray, gradient: np.ndarray) -> None:
        self._check(x, gradient)
        a = self.args
        last, sizes = self._zeros("delta", x), self._zeros("stepsizes", x, a.stepsize)
        work = self._buffer("work", x)

        np.multiply(gradient, last, out=work)
        turned = work < 0
        sizes[work > 0] *= a.etaplus
        sizes[turned] *= a.etaminus
        np.minimum(sizes, a.stepsizemax, out=sizes)
        np.maximum(sizes, a.stepsizemin, out=sizes)

        np.copyto(last, gradient)
        last[turned] = 0
        np.sign(last, out=work)
        work *= sizes
        x -= work

    def minimise(self, opfunc: OpFunc, x: np.ndarray) -> Result:
        losses = []
        for _ in range(self.args.niter):
            loss, gradient = self.evaluated(opfunc, x)
            self.step(x, gradient)
            losses.append(loss)
        return x, losses


rprop = Rprop.run
