"""optim.adagrad: steps that shrink with all past gradients (Duchi 2011). After torch/optim's adagrad.lua."""

import numpy as np

from nncore.optim.method import Method
from nncore.spec import Number, Spec


class Adagrad(Method):
    """Each parameter steps by its gradient over the root of the sum of all its squared gradients."""

    spec = Spec(
        summary="Parameters with large gradients take ever smaller steps.",
        formula=r"s \leftarrow s + g^2, \quad x \leftarrow x - \eta \frac{g}{\sqrt{s} + 10^{-10}}",
        args=(
            Number("learningRate", "the size of a step", default=1e-3, low=0),
            Number("learningRateDecay", "how fast the learning rate falls", default=0, low=0),
            Number("weightDecay", "how strongly parameters are drawn to 0", default=0, low=0),
        ),
        keywords=("adaptive",),
    )
    remembers = ("evalCounter", "paramVariance")

    def step(self, x: np.ndarray, gradient: np.ndarray) -> None:
        self._check(x, gradient)
        a, count = self.args, self.state.get("evalCounter", 0)
        gradient = self._decayed(x, gradient, a.weightDecay)
        squares, work = self._zeros("paramVariance", x), self._buffer("work", x)

        squares += np.multiply(gradient, gradient, out=work)
        np.sqrt(squares, out=work)
        work += 1e-10
        np.divide(gradient, work, out=work)
        work *= a.learningRate / (1 + count * a.learningRateDecay)
        x -= work
        self.state["evalCounter"] = count + 1


adagrad = Adagrad.run
