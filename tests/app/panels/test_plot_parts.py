"""Labels do not lie over one another; axes change seldom and always show everything."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.panels.end_labels import spread
from app.panels.plot_axis import PlotAxis
from app.panels.plot_ranges import following, grown

HEIGHTS = st.lists(st.floats(-50, 250), min_size=1, max_size=10)


@given(HEIGHTS)
def test_labels_keep_their_order_and_distance_within_the_room(wanted: list[float]) -> None:
    placed = spread(sorted(wanted), 18, 9, 191)
    assert all(below - above >= 18 - 1e-9 for above, below in zip(placed, placed[1:], strict=False))
    assert min(placed) >= 9 - 1e-9
    assert max(placed) <= 191 + 1e-9


def test_labels_stay_where_they_belong_when_there_is_room() -> None:
    assert spread([20, 80, 140], 18, 9, 191) == [20, 80, 140]


def test_two_at_one_place_make_way_for_each_other_equally() -> None:
    assert spread([100, 100], 18, 9, 191) == [91, 109]


@given(st.floats(1, 1e9))
def test_a_growing_axis_reaches_the_last_point_and_not_far_beyond(last: float) -> None:
    assert last <= grown(last) <= max(5, 1.5 * last)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_range_shows_everything(a: float, b: float) -> None:
    low, high = sorted((a, b))
    shown = following(None, low, high)
    assert shown[0] < shown[1]
    assert shown[0] <= low <= high <= shown[1]


def test_a_range_stays_while_it_fits_and_narrows_when_it_is_far_too_wide() -> None:
    old = following(None, 0.0, 1.0)
    assert following(old, 0.05, 1.0) is old
    assert following(old, 0.0, 0.1) != old
    assert following(old, 0.0, 2.0)[1] >= 2.0


@settings(deadline=None)  # the first axis makes pyqtgraph set itself up
@given(st.floats(-12, 12), st.floats(0.001, 20), st.floats(60, 2000))
def test_numbers_on_a_logarithmic_axis_are_apart(low: float, extent: float, size: float) -> None:
    axis = PlotAxis("left", 24)
    [(_, values)] = axis.logTickValues(low, low + extent, size, None)
    assert values == sorted(values)
    assert all(low - 1e-9 <= value <= low + extent + 1e-9 for value in values)
    apart = [(b - a) * size / extent for a, b in zip(values, values[1:], strict=False)]
    assert min(apart, default=24) >= 14  # the height of a number
    assert len(values) >= 2 or size < 240
    strings = axis.logTickStrings(values, 1, None)
    assert len(set(strings)) == len(strings)
