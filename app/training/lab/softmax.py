"""What the two bugs about the softmax share: where a model has one."""

from __future__ import annotations

from app.document.index import index
from app.document.model import Document

LOG = "LogSoftMax"
BOTH = "CrossEntropyCriterion"
"""The criterion that has a softmax within."""


def has_log(document: Document) -> bool:
    return any(node.module == LOG for node in index(document).nodes.values())


def is_within(document: Document) -> bool:
    """Whether the criterion takes plain scores."""
    return document.criterion is not None and document.criterion.module == BOTH
