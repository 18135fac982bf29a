"""optim.adamax: Adam with the largest gradient for the mean square. After torch/optim's adamax.lua."""

import numpy as np

from nncore.optim.method import Method
from nncore.spec import Number, Spec


class Adamax(Method):
    """Each parameter steps by its mean gradient over the largest gradient it has had, slowly forgotten."""

    spec = Spec(
        summary="Like adam, but divides by the largest gradient so far, slowly forgotten.",
        formula=r"u \leftarrow \max(\beta_2 u, |g|), \; x \leftarrow x - \frac{\eta}{1-\beta_1^t}\frac{m}{u}",
        args=(
            Number("learningRate", "the size of a step", default=0.002, low=0),
            Number("beta1", "how much of the mean gradient is kept", default=0.9, low=0, high=1),
            Number("beta2", "how much of the largest gradient is kept", default=0.999, low=0, high=1),
            Number("epsilon", "keeps the division from 0", default=1e-38, low=0),
            Number("weightDecay", "how strongly parameters are drawn to 0", default=0, low=0),
        ),
        keywords=("adaptive", "infinity norm"),
    )
    remembers = ("t", "m", "u")

    def step(self, x: np.ndarray, gradient: np.ndarray) -> None:
        self._check(x, gradient)
        a, count = self.args, self.state.get("t", 0) + 1
        gradient = self._decayed(x, gradient, a.weightDecay)
        mean, largest = self._zeros("m", x), self._zeros("u", x)
        work = self._buffer("work", x)

        mean *= a.beta1
        mean += np.multiply(gradient, 1 - a.beta1, out=work)
        largest *= a.beta2
        np.abs(gradient, out=work)
        work += a.epsilon
        np.maximum(largest, work, out=largest)

        np.divide(mean, largest, out=work)
        work *= a.learningRate / (1 - a.beta1**count)
        x -= work
        self.state["t"] = count


adamax = Adamax.run
