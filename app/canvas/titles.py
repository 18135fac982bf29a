"""What the data is called on its card."""

from __future__ import annotations

from app.document.model import Data
from app.training.sources import find, names


def data_title(data: Data) -> str:
    """The name of the data's source as people read it."""
    return find(data.source).title if data.source in names() else data.source
