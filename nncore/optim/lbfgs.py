"""optim.lbfgs: limited-memory BFGS (after Schmidt's minFunc). After torch/optim's lbfgs.lua."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nncore.optim.method import Method, OpFunc, Result
from nncore.spec import Int, Number, Spec

LineSearch = Callable[..., tuple[float, np.ndarray, np.ndarray, float, int]]
"""Torch's line search: (opfunc, x, t, d, f, g, gtd, options) gives f, g, x, t, evaluations."""


class Lbfgs(Method):
    """Estimates the curvature from the last steps; goes where a parabola would have its lowest point.

    For whole batches. Without a line search every step is learningRate long (the first one shorter).
    """

    spec = Spec(
        summary="Steps by an estimate of the curvature, from the last steps; for whole batches.",
        formula=r"x \leftarrow x - \eta H_k g",
        args=(
            Int("maxIter", "how many steps one call takes at most", default=20, low=1),
            Number(
                "maxEval",
                "how often the loss is evaluated at most; 1.25 maxIter if not given",
                default=None,
                low=1,
                optional=True,
            ),
            Number("tolFun", "stops when the gradient's absolute sum is this small", default=1e-5, low=0),
            Number("tolX", "stops when a step or the gain is this small", default=1e-9, low=0),
            Int("nCorrection", "how many past steps are remembered", default=100, low=1),
            Number("learningRate", "the length of a step", default=1, low=0),
        ),
        keywords=("quasi-Newton", "BFGS", "second order"),
    )
    remembers = ("nIter", "funcEval", "old_dirs", "old_stps", "Hdiag", "g_old", "d", "t")

    def __init__(
        self,
        state: dict[str, Any] | None = None,
        lineSearch: LineSearch | None = None,
        lineSearchOptions: Any = None,
        **settings: Any,
    ) -> None:
        super().__init__(state, **settings)
        self.lineSearch = lineSearch
        self.lineSearchOptions = lineSearchOptions

    def step(self, x: np.ndarray, gradient: np.ndarray) -> None:
        """One iteration without a line search."""
        self._check(x, gradient)
        if self._aim(gradient):
            x += self.state["t"] * self.state["d"]

    def minimise(self, opfunc: OpFunc, x: np.ndarray) -> Result:
        a, state = self.args, self.state
        loss, gradient = self.evaluated(opfunc, x)
        losses, evaluations = [loss], 1
        allowed = a.maxIter * 1.25 if a.maxEval is None else a.maxEval
        for iteration in range(1, a.maxIter + 1):
            if _size(gradient) <= a.tolFun or not self._aim(gradient):
                break
            before = loss
            if self.lineSearch:
                loss, gradient, x, state["t"], more = self.lineSearch(
                    opfunc,
                    x,
                    state["t"],
                    state["d"],
                    loss,
                    gradient,
                    gradient @ state["d"],
                    self.lineSearchOptions,
                )
            else:
                x += state["t"] * state["d"]
                if iteration == a.maxIter:  # nobody would look at the loss there
                    break
                (loss, gradient), more = self.evaluated(opfunc, x), 1
            losses.append(loss)
            evaluations += more
            if (
                evaluations >= allowed
                or _size(state["t"] * state["d"]) <= a.tolX
                or abs(loss - before) < a.tolX
            ):
                break
        state["funcEval"] = state.get("funcEval", 0) + evaluations
        return x, losses, evaluations

    def _aim(self, gradient: np.ndarray) -> bool:
        """Sets the direction `d` and the step length `t`; False when no progress can be made along it."""
        state, rate = self.state, self.args.learningRate
        count = state["nIter"] = state.get("nIter", 0) + 1
        if count == 1:
            state.update(d=-gradient, Hdiag=1.0)
            state.update(old_dirs=np.empty((0, gradient.size)), old_stps=np.empty((0, gradient.size)))
        else:
            self._remember(gradient - self._zeros("g_old", gradient))
            state["d"] = self._direction(gradient)
        state["g_old"] = gradient.copy()
        if gradient @ state["d"] > -self.args.tolX:
            return False
        state["t"] = min(1.0, 1 / _size(gradient)) * rate if count == 1 else rate
        return True

    def _remember(self, change: np.ndarray) -> None:
        """Keeps the last step and how the gradient changed over it, if they speak of positive curvature."""
        state = self.state
        last = state["d"] * state.get("t", 0.0)
        curvature = change @ last
        if curvature > 1e-10:
            keep = max(0, len(state["old_dirs"]) + 1 - self.args.nCorrection)  # the oldest make room
            state["old_dirs"] = np.vstack([state["old_dirs"][keep:], last])
            state["old_stps"] = np.vstack([state["old_stps"][keep:], change])
            state["Hdiag"] = float(curvature / (change @ change))

    def _direction(self, gradient: np.ndarray) -> np.ndarray:
        """The estimated inverse curvature times −gradient: Nocedal's two loops."""
        steps, changes = self.state["old_dirs"], self.state["old_stps"]
        inverse = 1 / np.einsum("kn,kn->k", steps, changes)
        direction, parts = -gradient, np.zeros(len(steps))
        for i in reversed(range(len(steps))):
            parts[i] = (steps[i] @ direction) * inverse[i]
            direction -= parts[i] * changes[i]
        direction *= self.state["Hdiag"]
        for i in range(len(steps)):
            direction += (parts[i] - (changes[i] @ direction) * inverse[i]) * steps[i]
        return direction


def _size(vector: np.ndarray) -> float:
    return float(np.abs(vector).sum())


lbfgs = Lbfgs.run
