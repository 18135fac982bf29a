"""nncore.optim: Torch's optimisation methods, each in the file of its name.

    from nncore import optim

    x, losses = optim.sgd(opfunc, x, {"learningRate": 0.1}, state)  # Torch's form; x is changed in place

    method = optim.Sgd(learningRate=0.1)  # or kept, and stepped in a loop of one's own
    method.step(x, gradient)

`METHODS` has them all by Torch's name, plain descent first.
"""

from nncore.optim.method import Method
from nncore.optim.sgd import Sgd, sgd

METHODS: dict[str, type[Method]] = {
    "sgd": Sgd,
}

__all__ = ["METHODS", "Method", "Sgd", "sgd"]
