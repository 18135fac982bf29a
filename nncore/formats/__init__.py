"""Files of other programs."""

from nncore.formats import t7

__all__ = ["t7"]
