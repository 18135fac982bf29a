"""optim.cg: conjugate gradients with a line search (Rasmussen's minimize.m). After torch/optim's cg.lua."""

from dataclasses import dataclass

import numpy as np

from nncore.errors import NNError
from nncore.optim.method import Method, OpFunc, Result
from nncore.spec import Int, Number, Spec


@dataclass(slots=True)
class _Point:
    """A point of the line: its place, the loss and the slope there."""

    z: np.float64
    f: np.float64
    slope: np.float64


class Cg(Method):
    """Goes along conjugate directions, each to a point that satisfies the Wolfe-Powell conditions.

    Evaluates the loss several times in each search along a line, so it has no `step`; one call starts anew.
    """

    spec = Spec(
        summary="Searches along conjugate directions; for whole batches.",
        formula=r"s \leftarrow \frac{g_2 \cdot (g_2 - g_1)}{g_1 \cdot g_1} s - g_2",
        args=(
            Int("maxIter", "how often the loss is evaluated in one line search, at most", default=20, low=1),
            Number(
                "maxEval",
                "how often the loss is evaluated at most; 1.25 maxIter if not given",
                default=None,
                low=1,
                optional=True,
            ),
            Number(
                "rho", "the least share of the expected gain that is accepted", default=0.01, low=0, high=1
            ),
            Number("sig", "how much of the slope may be left", default=0.5, low=0, high=1),
            Number(
                "int", "how near to the edge of the bracket a point may be put", default=0.1, low=0, high=1
            ),
            Number("ext", "how many times the last step a point may be put beyond it", default=3.0, low=1),
            Number(
                "ratio", "how much the first step of a line may grow from line to line", default=100, low=1
            ),
        ),
        keywords=("conjugate", "line search", "second order"),
    )
    oneGradient = False

    def step(self, x: np.ndarray, gradient: np.ndarray) -> None:
        raise NNError("cg evaluates the loss itself", needs="a call of minimise(opfunc, x)", module="Cg")

    def minimise(self, opfunc: OpFunc, x: np.ndarray) -> Result:
        with np.errstate(all="ignore"):  # an interpolation may fail; that is looked at where it is used
            return _Search(self, opfunc, x).run()


class _Search:
    """One call: the point reached so far, its gradient, and the direction to go from there."""

    def __init__(self, method: Cg, opfunc: OpFunc, x: np.ndarray) -> None:
        self.method, self.args = method, vars(method.args)
        self.opfunc, self.x = opfunc, x
        most = self.args["maxEval"]
        self.allowed = self.args["maxIter"] * 1.25 if most is None else most
        self.evaluations = 0

    def run(self) -> Result:
        loss, self.gradient = self._evaluate()
        losses = [loss]
        direction = -self.gradient
        slope = -(direction @ direction)
        z = 1 / (1 - slope)
        while self.evaluations < self.allowed:
            start = self.x.copy()
            found, gradient = self._along(direction, _Point(np.float64(0), loss, slope), z)
            if found is None:
                np.copyto(self.x, start)
                break
            loss = found.f
            losses.append(loss)
            factor = (gradient @ gradient - gradient @ self.gradient) / (self.gradient @ self.gradient)
            direction = factor * direction - gradient
            self.gradient = gradient
            slope, before = gradient @ direction, slope
            if slope > 0:
                direction = -gradient
                slope = -(direction @ direction)
            z = found.z * min(self.args["ratio"], before / (slope - 1e-320))
        return self.x, [float(f) for f in losses], self.evaluations

    def _evaluate(self) -> tuple[np.float64, np.ndarray]:
        self.evaluations += 1
        loss, gradient = self.method.evaluated(self.opfunc, self.x)
        return np.float64(loss), gradient.copy()

    def _move(self, direction: np.ndarray, by: np.float64, z: np.float64) -> tuple[_Point, np.ndarray]:
        """Moves x along the line; the point reached, which lies at z, and the gradient there."""
        self.x += by * direction
        loss, gradient = self._evaluate()
        return _Point(z, loss, gradient @ direction), gradient

    def _along(self, direction: np.ndarray, start: _Point, z: np.float64) -> tuple[_Point | None, np.ndarray]:
        """The point of the line that is accepted, or None, and its gradient; x is left there."""
        at, gradient = self._move(direction, z, z)
        gap, other = -z, start  # `other` is the far end of the bracket, `gap` away from `at`
        left = min(self.args["maxIter"], self.allowed - self.evaluations)
        limit = np.float64(-1)
        while True:
            while self._tooFar(at, start) and left > 0:
                limit = at.z
                by = self._between(at, other, gap, uphill=bool(at.f > start.f))
                at, gradient = self._move(direction, by, at.z + by)
                left -= 1
                gap = gap - by
            if self._tooFar(at, start):
                return None, gradient
            if at.slope > self.args["sig"] * start.slope:
                return at, gradient
            if left == 0:
                return None, gradient
            by = self._beyond(at, other, gap, limit)
            other, gap = at, -by
            at, gradient = self._move(direction, by, at.z + by)
            left -= 1

    def _tooFar(self, at: _Point, start: _Point) -> bool:
        a = self.args
        return bool(at.f > start.f + at.z * a["rho"] * start.slope or at.slope > -a["sig"] * start.slope)

    def _between(self, at: _Point, other: _Point, gap: np.float64, uphill: bool) -> np.float64:
        """How far to go from `at` into the bracket: to the lowest point of a parabola or cubic."""
        if uphill:
            by = gap - (0.5 * other.slope * gap * gap) / (other.slope * gap + at.f - other.f)
        else:
            a, b = _cubic(at, other, gap)
            by = (np.sqrt(b * b - a * at.slope * gap * gap) - b) / a
        if not np.isfinite(by):
            by = gap / 2
        near = self.args["int"]
        return np.float64(max(min(by, near * gap), (1 - near) * gap))

    def _beyond(self, at: _Point, other: _Point, gap: np.float64, limit: np.float64) -> np.float64:
        """How far to go on from `at`: to the lowest point of a cubic, within the limits there are."""
        near, far = self.args["int"], at.z * (self.args["ext"] - 1)
        a, b = _cubic(at, other, gap)
        by = -at.slope * gap * gap / (b + np.sqrt(b * b - a * at.slope * gap * gap))
        bounded = limit > -0.5
        if not np.isfinite(by) or by < 0:
            by = (limit - at.z) / 2 if bounded else far
        elif bounded and by + at.z > limit:
            by = (limit - at.z) / 2
        elif not bounded and by + at.z > at.z * self.args["ext"]:
            by = far
        elif by < -gap * near:
            by = -gap * near
        elif bounded and by < (limit - at.z) * (1 - near):
            by = (limit - at.z) * (1 - near)
        return np.float64(by)


def _cubic(at: _Point, other: _Point, gap: np.float64) -> tuple[np.float64, np.float64]:
    """The coefficients of the cubic through both points with both slopes."""
    a = 6 * (at.f - other.f) / gap + 3 * (at.slope + other.slope)
    b = 3 * (other.f - at.f) - gap * (other.slope + 2 * at.slope)
    return a, b


cg = Cg.run
