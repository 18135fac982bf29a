"""Which shape flows on every wire, which module is faulty and why, and what keeps the model from running."""

from app.document.check.check import Check, check, resolved
from app.document.check.fault import Fault

__all__ = ["Check", "Fault", "check", "resolved"]
