"""People find a module by its Torch name, by what others call it, and by what it does."""

from __future__ import annotations

import pytest

from app.document import search as searching
from app.document.search import offered, search, spec_of
from nncore import catalog


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("Linear", "Linear"),
        ("dense", "Linear"),
        ("fully connected", "Linear"),
        ("  LOOKUP ", "LookupTable"),
        ("embedding", "LookupTable"),
        ("lt", "LookupTable"),
        ("mse", "MSECriterion"),
        ("max", "Max"),
        ("squared mean", "MSECriterion"),
    ],
)
def test_the_best_match_comes_first(query: str, best: str) -> None:
    assert search(query)[0] == best


def test_a_category_is_found_by_what_it_is_called_elsewhere() -> None:
    found = {catalog.category(name) for name in search("activation")}
    assert found == {"transfer"}


def test_every_word_must_fit() -> None:
    assert search("linear nonsense") == []


def test_nothing_asked_for_gives_everything_but_bases() -> None:
    assert search("") == list(offered())
    assert set(catalog.files()) - set(offered()) == {"Decorator"}
    assert search("Decorator") == []


def test_a_class_that_cannot_be_imported_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> type:
        raise SyntaxError(name)

    monkeypatch.setattr(catalog, "find", broken)
    for cached in (spec_of, searching._entries):
        cached.cache_clear()
    try:
        assert spec_of("Linear") is None
        assert search("linear")[0] == "Linear"
    finally:
        for cached in (spec_of, searching._entries):
            cached.cache_clear()
