"""The data that comes with the program is found, or its absence is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import resources


def test_finds_a_file_of_the_checkout() -> None:
    assert resources.path("icons", "run.svg").read_text(encoding="utf-8").startswith("<")
    assert resources.path("fonts").is_dir()


def test_a_missing_file_is_named_with_its_place() -> None:
    with pytest.raises(
        resources.ResourceError, match=r"icons/nothing\.svg.*expected it at .*install Netloom again"
    ):
        resources.path("icons", "nothing.svg")


def test_an_installed_package_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed, beside = tmp_path / "app" / "_resources", tmp_path / "resources"
    beside.mkdir()
    monkeypatch.setattr(resources, "_HOMES", (installed, beside))
    assert resources.root.__wrapped__() == beside
    installed.mkdir(parents=True)
    assert resources.root.__wrapped__() == installed


def test_no_resources_at_all_says_where_it_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_HOMES", (tmp_path / "one", tmp_path / "two"))
    with pytest.raises(resources.ResourceError, match="one.*two.*whole checkout"):
        resources.root.__wrapped__()


@pytest.mark.parametrize(
    "licence", ["fonts/OFL-Inter.txt", "fonts/OFL-JetBrainsMono.txt", "icons/LICENSE-Lucide.txt"]
)
def test_what_is_not_ours_keeps_its_licence(licence: str) -> None:
    assert "Copyright" in resources.path(*licence.split("/")).read_text(encoding="utf-8")
