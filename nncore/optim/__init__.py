"""nncore.optim: Torch's optimisation methods, each in the file of its name.

    from nncore import optim

    x, losses = optim.sgd(opfunc, x, {"learningRate": 0.1}, state)  # Torch's form; x is changed in place

    method = optim.Sgd(learningRate=0.1)  # or kept, and stepped in a loop of one's own
    method.step(x, gradient)

`METHODS` has them all by Torch's name, in the order in which a choice is offered.
"""

from nncore.optim.adadelta import Adadelta, adadelta
from nncore.optim.adagrad import Adagrad, adagrad
from nncore.optim.adam import Adam, adam
from nncore.optim.adamax import Adamax, adamax
from nncore.optim.asgd import Asgd, asgd
from nncore.optim.cg import Cg, cg
from nncore.optim.lbfgs import Lbfgs, lbfgs
from nncore.optim.method import Method
from nncore.optim.nag import Nag, nag
from nncore.optim.rmsprop import Rmsprop, rmsprop
from nncore.optim.rprop import Rprop, rprop
from nncore.optim.sgd import Sgd, sgd

METHODS: dict[str, type[Method]] = {
    "sgd": Sgd,
    "adam": Adam,
    "adamax": Adamax,
    "adagrad": Adagrad,
    "adadelta": Adadelta,
    "rmsprop": Rmsprop,
    "rprop": Rprop,
    "nag": Nag,
    "asgd": Asgd,
    "cg": Cg,
    "lbfgs": Lbfgs,
}

__all__ = [
    "METHODS",
    "Adadelta",
    "Adagrad",
    "Adam",
    "Adamax",
    "Asgd",
    "Cg",
    "Lbfgs",
    "Method",
    "Nag",
    "Rmsprop",
    "Rprop",
    "Sgd",
    "adadelta",
    "adagrad",
    "adam",
    "adamax",
    "asgd",
    "cg",
    "lbfgs",
    "nag",
    "rmsprop",
    "rprop",
    "sgd",
]
