"""How the engine's tests draw: few examples, the same in every run; this folder's helpers can be imported."""

import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile(
    "nncore", max_examples=8, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
