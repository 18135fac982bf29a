"""optim.rmsprop: steps over the root mean square (Hinton 2012). After torch/optim's rmsprop.lua."""

import numpy as np

from nncore.optim.method import Method
from nncore.spec import Number, Spec


class Rmsprop(Method):
    """Each parameter steps by its gradient over the root of its running mean squared gradient."""

    spec = Spec(
        summary="Each parameter's gradient is divided by its recent size.",
        formula=r"m \leftarrow \alpha m + (1-\alpha) g^2,\; x \leftarrow x - \eta\frac{g}{\sqrt{m}+\epsilon}",
        args=(
            Number("learningRate", "the size of a step", default=1e-2, low=0),
            Number("alpha", "how much of the mean square is kept", default=0.99, low=0, high=1),
            Number("epsilon", "keeps the division from 0", default=1e-8, low=0),
            Number("weightDecay", "how strongly parameters are drawn to 0", default=0, low=0),
            Number("initialMean", "the mean square before the first step", default=0, low=0),
        ),
        keywords=("adaptive", "root mean square"),
    )
    remembers = ("m",)

    def step(self, x: np.ndarray, gradient: np.ndarray) -> None:
        self._check(x, gradient)
        a = self.args
        gradient = self._decayed(x, gradient, a.weightDecay)
        mean, work = self._zeros("m", x, a.initialMean), self._buffer("work", x)

        mean *= a.alpha
        np.multiply(gradient, gradient, out=work)
        work *= 1 - a.alpha
        mean += work

        np.sqrt(mean, out=work)
        work += a.epsilon
        np.divide(gradient, work, out=work)
        work *= a.learningRate
        x -= work


rmsprop = Rmsprop.run
