"""The engine against PyTorch: training steps and forward passes, growth with size, memory.

    python tests/bench/bench_engine.py [--threads N] [PART ...]

Parts: table, growth, memory; all of them if none is named. Ratios are PyTorch's time over the engine's, so
that more is better. Both compute the same (it is checked, on the loss) with as many threads. A step is
forward, loss, backward and update with plain gradient descent: for the engine by the modules' own
zeroGradParameters and updateParameters, and again ("flat") with getParameters and nncore.optim.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
import torch
from threadpoolctl import threadpool_info, threadpool_limits

import nncore as nn
from tests.bench import engine_memory
from tests.bench.engine_networks import Network, convolution, deep, lenet, lookup, mlp, spared
from tests.bench.engine_torch import Twin
from tests.bench.paired import paired

Make = Callable[[], Network]


@dataclass(frozen=True)
class Row:
    """A line of the table.

    `floor` is what the step (of a convolution, forward and backward) must reach. `flat` is whether the step
    on the flat vector is measured as well; `sparse` whether PyTorch, too, updates only the rows it looked up.
    """

    name: str
    make: Make
    floor: float
    flat: bool = True
    sparse: bool = True


WIDE = ([784, 256, 128, 10], [784, 1024, 1024, 10])


def wide(sizes: list[int], dtype: str) -> list[Row]:
    """As the tutorial writes it, and as PyTorch does it: without the gradient by the network's input."""
    make = partial(mlp, sizes, nn.ReLU, 128, dtype)
    name = "-".join(map(str, sizes))
    return [
        Row(f"{name}, batch 128, {dtype}", make, 0.9),
        Row("  first gradInput = None", lambda: spared(make()), 0.9),
    ]


def rows() -> list[Row]:
    return [
        Row("MLP 4-3-1, batch 5", partial(mlp, [4, 3, 1], nn.Tanh, 5), 8),
        Row("MLP 2-16-16-2, batch 200", partial(mlp, [2, 16, 16, 2], nn.Tanh, 200), 5),
        Row("64-64-10 ReLU, batch 64", partial(mlp, [64, 64, 10], nn.ReLU, 64), 3.5),
        *(row for sizes in WIDE for dtype in ("float32", "float64") for row in wide(sizes, dtype)),
        Row("LookupTable 10k×64, sum over 20", lookup, 2, flat=False, sparse=False),
        Row("  PyTorch with sparse gradients", lookup, 2, flat=False),
        Row("Convolution 64×20×12×12 → 50, float64", partial(convolution, "float64"), 0.7, flat=False),
        Row("Convolution 64×20×12×12 → 50, float32", partial(convolution, "float32"), 0.5, flat=False),
        Row("LeNet, batch 64, float32", lenet, 0.5),
        Row("200 layers, Linear 16 and Tanh, batch 16", partial(deep, 200), 3),
    ]


def table() -> None:
    print(f"{'':42}{'floor':>8}{'step':>8}{'flat':>8}{'forward':>9}{'ours':>13}{'PyTorch':>13}")
    for row in rows():
        network, twin = row.make(), Twin(row.make(), row.sparse)
        alike(row.name, network, twin)
        forward = paired(network.forward, twin.forward).ratio
        if network.module.children():
            step = paired(network.step(), twin.step())
        else:
            step = paired(network.backward, twin.backward)
        flat = f"{paired(network.flatStep(), twin.step()).ratio:7.2f}x" if row.flat else f"{'–':>8}"
        print(
            f"{row.name:42}{row.floor:7.1f}x{step.ratio:7.2f}x{flat}{forward:8.2f}x"
            f"{step.first * 1e6:10.1f} µs{step.second * 1e6:10.1f} µs",
            flush=True,
        )


def alike(name: str, network: Network, twin: Twin) -> None:
    """Both give the same output, and the same loss after a step; else there is nothing to compare."""
    steps = network.step(), twin.step()
    mine, theirs = ([step(), step()] for step in steps)
    if not np.allclose(mine, theirs, rtol=1e-4):
        raise SystemExit(f"{name}: the losses of two steps differ: {mine}, in PyTorch {theirs}")


def growth() -> None:
    """How the time of a step grows: all of it, and for each unit of what is varied."""
    varied: dict[str, tuple[list[int], Callable[[int], Network]]] = {
        "layers (Linear 16 and Tanh, batch 16)": ([2, 20, 100, 200, 400, 1000], deep),
        "width (Linear, Tanh, Linear; batch 16)": (
            [4, 16, 64, 256, 1024],
            lambda width: mlp([width, width, 2], nn.Tanh, 16),
        ),
        "batch (2-16-16-2)": ([1, 10, 100, 1000, 10_000], lambda batch: mlp([2, 16, 16, 2], nn.Tanh, batch)),
    }
    for name, (sizes, make) in varied.items():
        print(f"\n{name:42}{'ours':>13}{'each':>13}{'PyTorch':>13}{'ratio':>9}")
        for size in sizes:
            network = make(size)
            step = paired(network.step(), Twin(make(size)).step(), 7)
            each = step.first / size * 1e6
            print(
                f"{size:42,}{step.first * 1e6:10.1f} µs{each:10.3f} µs"
                f"{step.second * 1e6:10.1f} µs{step.ratio:8.2f}x"
            )


def memory() -> None:
    """The memory of a step against what it needs at least, and how it grows."""
    head = f"{'needed':>12}{'held':>12}{'peak':>12}{'peak/needed':>13}{'growth':>10}"
    print(f"\n{f'memory, in kB; growth over {engine_memory.STEPS} steps, in bytes':42}{head}")
    for row in rows():
        for flat in (False, True) if row.flat else (False,):
            m = engine_memory.measure(row.make, flat)
            name = row.name + (" (flat)" if flat else "")
            sizes = "".join(f"{size / 1e3:12,.1f}" for size in (m.needed, m.held, m.peak))
            print(f"{name:42}{sizes}{m.peak / m.needed:12.2f}x{m.growth:10,}", flush=True)


PARTS = {"table": table, "growth": growth, "memory": memory}


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    with threadpool_limits(options.threads):
        kernels = {str(i.get("architecture")) for i in threadpool_info() if i["internal_api"] == "openblas"}
        print(f"numpy {np.__version__} ({', '.join(kernels)}), PyTorch {torch.__version__}, ", end="")
        print(f"{options.threads} threads; ratios are PyTorch's time over the engine's\n")
        for part in options.parts or PARTS:
            PARTS[part]()


if __name__ == "__main__":
    main()
