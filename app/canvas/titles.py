"""What the data is called on its card."""

from __future__ import annotations

from app.document.model import Data


def data_title(data: Data) -> str:
    """The name of the data's source as people read it."""
    return data.source.replace("_", " ").capitalize() or "Data"
