"""The same networks in PyTorch, with the same numbers in them."""

from __future__ import annotations

import torch

import nncore as nn
from nncore.module import Module
from tests.bench.engine_networks import RATE, Network, Step


class Twin:
    """What PyTorch makes of a network."""

    def __init__(self, network: Network, sparse: bool = True) -> None:
        children = network.module.children() or [network.module]
        self.model = torch.nn.Sequential(*(_module(child, sparse) for child in children))
        for mine, theirs in zip(network.module.parameters()[0], self.model.parameters(), strict=True):
            theirs.data = torch.from_numpy(mine.copy())
        classes = isinstance(network.criterion, nn.ClassNLLCriterion)
        self.criterion = torch.nn.NLLLoss() if classes else torch.nn.MSELoss()
        indices = network.input.dtype.kind == "i"
        self.input = torch.from_numpy(network.input - 1 if indices else network.input)
        self.target = torch.from_numpy(network.target - 1 if classes else network.target)
        if network.module.children():
            return
        self.input.requires_grad_()  # a convolution alone is asked for the gradient of its input as well

    def forward(self) -> torch.Tensor:
        with torch.no_grad():
            output: torch.Tensor = self.model(self.input)
        return output

    def backward(self) -> None:
        self.model.zero_grad()
        self.input.grad = None
        output = self.model(self.input)
        output.backward(torch.ones_like(output))

    def step(self) -> Step:
        """A step as PyTorch's own tutorials write it."""
        model, criterion, input, target = self.model, self.criterion, self.input, self.target
        optimizer = torch.optim.SGD(model.parameters(), lr=RATE)

        def step() -> float:
            optimizer.zero_grad()
            loss = criterion(model(input), target)
            loss.backward()
            optimizer.step()
            return float(loss.detach())

        return step


class Sum(torch.nn.Module):
    def forward(self, input: torch.Tensor) -> torch.Tensor:
        return input.sum(dim=1)


def _module(module: Module, sparse: bool) -> torch.nn.Module:
    a = module.args
    if isinstance(module, nn.Linear):
        return torch.nn.Linear(a.inputSize, a.outputSize)
    if isinstance(module, nn.LookupTable):
        return torch.nn.Embedding(a.nIndex, a.nOutput, sparse=sparse)
    if isinstance(module, nn.SpatialConvolution):
        return torch.nn.Conv2d(a.nInputPlane, a.nOutputPlane, (a.kH, a.kW))
    if isinstance(module, nn.SpatialMaxPooling):
        return torch.nn.MaxPool2d((a.kH, a.kW))
    plain = {
        nn.Tanh: torch.nn.Tanh,
        nn.ReLU: torch.nn.ReLU,
        nn.LogSoftMax: lambda: torch.nn.LogSoftmax(dim=1),
        nn.View: torch.nn.Flatten,
        nn.Sum: Sum,
    }
    return plain[type(module)]()
