"""Modules called in nngraph's manner, and graphs made of them."""

from __future__ import annotations

from typing import Any

from app.code.making import Workshop
from app.code.syntax import Call, Expression, Listed, Unread
from app.code.values import RUNNING, Given, Graph, Made, Step, said
from app.code.written import Span
from app.document.described import is_criterion


class Wiring:
    """The modules that the text has called, in their order."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop
        self.steps: list[Step] = []

    def called(self, made: Made, values: list[tuple[Expression, Any]], span: Span) -> Any:
        """What a module gives when it is called with these; with numbers it would run.

        Raises:
            Unread: when they cannot feed a module.
        """
        if len(values) > 1:
            raise Unread(span, "A module takes one input. Put several into one table.")
        feeds: list[Given | None] = []
        if values:
            expression, value = values[0]
            if value is RUNNING:
                return RUNNING
            feeds = (
                self.listed(expression, value) if isinstance(value, list) else [self.one(expression, value)]
            )
        if is_criterion(made.module):
            raise Unread(span, f"{made.module} is a criterion: it stands at the model's end, not in a graph.")
        if made.placed:
            raise Unread(span, f"This {made.module} stands in the model already. Make another one.")
        made.placed = True
        self.steps.append(Step(made, feeds))
        return Given(self.steps[-1], None, span)

    def graph(self, values: list[tuple[Expression, Any]], span: Span) -> Made:
        """`nn.gModule(inputs, outputs)`."""
        if len(values) != 2 or not all(isinstance(value, list) for _, value in values):
            raise Unread(span, "gModule takes a table of inputs and one of outputs.")
        inputs = [given for given in self.listed(*values[0]) if given is not None]
        outputs = self.listed(*values[1])
        for given in inputs:
            if given.step.feeds or given.strand is not None:
                raise Unread(given.span, "An input is a module that nothing feeds: nn.Identity()().")
        made = self._shop.graph()
        made.graph = Graph(inputs, outputs)
        return made

    def listed(self, expression: Expression, values: list[Any]) -> list[Given | None]:
        """The values of a graph in a table, where nothing may stand for a missing one."""
        parts = expression.entries if isinstance(expression, Listed) else (expression,) * len(values)
        pairs = zip(parts, values, strict=True)
        return [None if value is None else self.one(part, value) for part, value in pairs]

    def one(self, expression: Expression, value: Any) -> Given:
        """A value of a graph; a SelectTable that stands here without a name is the entry itself."""
        if isinstance(value, Made):
            message = (
                f"This {value.module} is not fed yet. Call it with what feeds it: nn.{value.module}(...)(x)."
            )
            raise Unread(expression.span, message)
        if not isinstance(value, Given):
            raise Unread(expression.span, f"What a module gives was expected here, not {said(value)}.")
        step, made = value.step, value.step.made
        unnamed = isinstance(expression, Call) and isinstance(expression.function, Call)
        entry = made.args.get("index", 0) if made.module == "SelectTable" else 0
        if not unnamed or entry < 1 or len(step.feeds) != 1 or value.strand is not None:
            return value
        source = step.feeds[0]
        if source is None or source.strand is not None:
            return value
        self.steps.remove(step)
        self._shop.forget(made)
        return Given(source.step, entry - 1, expression.span)

    @staticmethod
    def split(given: Given, values: list[Any], span: Span) -> list[Given]:
        """`value:split(count)`."""
        count = values[0] if len(values) == 1 else None
        if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= 1000:
            raise Unread(span, "split takes how many entries the table has.")
        if given.strand is not None:
            raise Unread(span, "An entry of a table cannot be split again. Put a SelectTable behind it.")
        return [Given(given.step, entry, span) for entry in range(count)]
