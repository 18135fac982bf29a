r"""The negative log-likelihood of the right class worked out in numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from nncore.worked import Place, Values, array, index, number, plain, terms


def likelihood(a: Any, values: Values, name: str, at: Place, logs: bool) -> list[str]:
    """The lines of such a criterion's loss or gradInput; `logs`: it takes the logarithm of SoftMax itself.

    Nothing is said where the classes have weights.
    """
    x, t = array(values, "input"), array(values, "target")
    if x is None or t is None or a.weights is not None or x.ndim > 2:
        return []
    rows, classes = np.atleast_2d(x), t.reshape(-1).astype(int) - 1
    if len(classes) != len(rows) or classes.min() < 0 or classes.max() >= rows.shape[1]:
        return []
    scores = rows - _logSum(rows) if logs else rows
    share = rf"\frac{{1}}{{{len(rows)}}} \cdot " if a.sizeAverage and len(rows) > 1 else ""
    if name == "output":
        rule = r"\log \frac{e^{x_{i, t_i}}}{\sum_j e^{x_{i, j}}}" if logs else "x_{i, t_i}"
        right = [number(scores[n, c]) for n, c in enumerate(classes)]
        return [rf"L = -{share}\sum_i {rule}", f"= -{share}({terms(right)})"]
    if name != "gradInput":
        return []
    row, c = (at[0], at[-1]) if x.ndim == 2 else (0, at[-1])
    is_right = int(classes[row] == c)
    where = rf"\text{{ (the right class: {classes[row] + 1})}}"
    if not logs:
        return [f"gradInput{index(*at)} = -{share}[{c + 1} = t]{where}", f"= -{share}{is_right}"]
    chance = float(np.exp(scores[row, c]))
    return [
        rf"gradInput{index(*at)} = {share}(\mathrm{{softmax}}(x){index(*at)} - [{c + 1} = t]){where}",
        f"= {share}({plain(chance)} - {is_right})",
    ]


def _logSum(rows: np.ndarray) -> np.ndarray:
    most = rows.max(axis=1, keepdims=True)
    return np.asarray(most + np.log(np.exp(rows - most).sum(axis=1, keepdims=True)))
