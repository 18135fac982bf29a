"""How the engine's tests draw: few examples, the same in every run; this folder's helpers can be imported."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

sys.path.insert(0, str(Path(__file__).parent))

from outcomes import Outcomes

settings.register_profile(
    "nncore",
    max_examples=6,
    derandomize=True,
    deadline=None,
    phases=(Phase.generate,),  # what is drawn is a seed, and no seed is simpler than another
    suppress_health_check=list(HealthCheck),
)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Outcomes(), "outcomes of the engine's tests")
