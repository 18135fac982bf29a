"""optim.adam: adaptive moments (Kingma and Ba 2014). After torch/optim's adam.lua."""

from math import sqrt

import numpy as np

from nncore.optim.method import Method
from nncore.spec import Number, Spec


class Adam(Method):
    """Each parameter steps by its mean gradient over the root of its mean squared gradient."""

    spec = Spec(
        summary="Each parameter has its own step: its mean gradient over the root of its mean square.",
        formula=r"x \leftarrow x - \eta \frac{\sqrt{1-\beta_2^t}}{1-\beta_1^t} \frac{m}{\sqrt{v}+\epsilon}",
        args=(
            Number("learningRate", "the size of a step", default=1e-3, low=0),
            Number("learningRateDecay", "how fast the learning rate falls", default=0, low=0),
            Number("beta1", "how much of the mean gradient is kept", default=0.9, low=0, high=1),
            Number("beta2", "how much of the mean squared gradient is kept", default=0.999, low=0, high=1),
            Number("epsilon", "keeps the division from 0", default=1e-8, low=0),
            Number("weightDecay", "how strongly parameters are drawn to 0", default=0, low=0),
        ),
        keywords=("adaptive", "moments"),
    )
    remembers = ("t", "m", "v")

    def step(self, x: np.ndarray, gradient: np.ndarray) -> None:
        self._check(x, gradient)
        a, count = self.args, self.state.get("t", 0)
        gradient = self._decayed(x, gradient, a.weightDecay)
        mean, square = self._zeros("m", x), self._zeros("v", x)
        work = self._buffer("work", x)

        mean *= a.beta1
        mean += np.multiply(gradient, 1 - a.beta1, out=work)
        square *= a.beta2
        np.multiply(gradient, gradient, out=work)
        work *= 1 - a.beta2
        square += work

        rate = a.learningRate / (1 + count * a.learningRateDecay)
        count += 1
        rate *= sqrt(1 - a.beta2**count) / (1 - a.beta1**count)
        np.sqrt(square, out=work)
        work += a.epsilon
        np.divide(mean, work, out=work)
        work *= rate
        x -= work
        self.state["t"] = count


adam = Adam.run
