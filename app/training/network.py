"""A document as something that can be trained: loss and gradient of a batch, or whose fault it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from app.document.check.fault import path
from app.document.compile import compile_document
from app.document.index import index
from app.document.model import INPUT, Document, NodeId
from app.document.sharing import frozen, owners
from app.training import diagnose, lab
from app.training.fault import TrainingFault
from app.training.layout import Layout
from nncore.errors import NNError
from nncore.module import Module
from nncore.random import Generator


class Network:
    """The compiled model of a document. First weights are drawn from `generator`.

    Attributes:
        nodes: the module that each node has become.
        criterion_node: the criterion's node.
        zero: forgets all gradients before a backward pass.
        derive: the gradient of the loss by the output, from the output and the target. Like `zero` there for
            the bugs lab to put a wrong one in its place: whoever makes a step of his own calls these.

    Raises:
        Refused: when the document cannot run.
    """

    def __init__(self, document: Document, generator: Generator) -> None:
        compiled = lab.bent(compile_document(document, generator), document.training.faults)
        self.module = compiled.module.training()
        self.nodes = compiled.nodes
        self.criterion = compiled.criterion
        self.layout = Layout(self.module, compiled.nodes, frozen(document), owners(document, compiled.nodes))
        self.zero: Callable[[], None] = self.layout.zero_gradients
        self.derive: Callable[[Any, Any], Any] = self.criterion.backward
        self._document = document
        self._criterion = self.criterion_node = document.criterion.id if document.criterion else None

    def evaluate(self, input: Any, target: np.ndarray) -> float:
        """The loss of one batch; its gradient is then in the layout's flat vector.

        Raises:
            TrainingFault: when either is not finite, a shape is wrong, or anything else fails.
        """
        gradients = self.layout.gradients
        self.zero()
        at: NodeId | None = self._document.root.id
        try:
            output = self.module.forward(input)
            at = self._criterion
            loss = self.criterion.forward(output, target)
            derivative = self.derive(output, target)
            if not math.isfinite(loss):
                raise self._bad_loss(input)
            at = self._document.root.id
            self.module.backward(input, derivative)
        except TrainingFault:
            raise
        except Exception as error:
            raise self.failed(error, at) from error
        if not math.isfinite(gradients.dot(gradients)) and not np.isfinite(gradients).all():
            raise self._bad_gradient()
        return loss

    def loss(self, input: Any, target: np.ndarray) -> float:
        """The loss of a batch, and nothing else."""
        return float(self.criterion.forward(self.module.forward(input), target))

    @contextmanager
    def evaluating(self) -> Iterator[None]:
        """The network as it is used: without dropout, with the running means of batch normalisation."""
        self.module.evaluate()
        try:
            yield
        finally:
            self.module.training()

    @property
    def writes_input(self) -> bool:
        """Whether a module works in place, and so may change the very examples."""
        return any(getattr(module.args, "inplace", False) for module in self.module.listModules())

    def is_sound(self) -> bool:
        """Whether all parameters are finite numbers."""
        return bool(np.isfinite(self.layout.parameters).all())

    def failed(self, error: Exception, at: NodeId | None) -> TrainingFault:
        """The fault for an exception, at the module that it left, or else `at`."""
        passed = [error.module, *(m for m, _ in reversed(error.trail))] if isinstance(error, NNError) else []
        found = (self.layout.node(module) for module in passed if isinstance(module, Module))
        node = next((node for node in found if node is not None), at)
        return TrainingFault(node, self._path(node), diagnose.words(error))

    def bad_parameters(self) -> TrainingFault:
        """The fault for parameters that a step made NaN or infinite."""
        for node in self.layout.trainable:
            own = self.layout.own(node)
            if not diagnose.finite(own):
                text = f"the last step made its parameters {diagnose.kind(own)}. {diagnose.ADVICE}"
                return TrainingFault(node, self._path(node), text)
        raise AssertionError("all parameters are finite")

    def _bad_loss(self, input: Any) -> TrainingFault:
        if not diagnose.finite(input):
            text = f"the examples hold {diagnose.kind(input)}. Choose data without it."
            return TrainingFault(INPUT, "Data", text)
        module, text = diagnose.forward(self.layout.leaves())
        node = self._criterion if module is None else self.layout.node(module)
        return TrainingFault(node, self._path(node), text, undo=True)

    def _bad_gradient(self) -> TrainingFault:
        module, text = diagnose.backward(self.layout.leaves(), self.criterion)
        node = self._criterion if module is None else self.layout.node(module)
        return TrainingFault(node, self._path(node), text)

    def _path(self, node: NodeId | None) -> str:
        return "" if node is None else path(index(self._document), node)
