"""Each measure on numbers that were worked out by hand."""

from math import exp, inf, log

import pytest

from kakao_whatif.analysis.observed import Seen, interval_score, kendall, seen
from tests.analysis.recorded import was


def saw(*intervals: tuple[float | None, float | None], state: str = "usable") -> Seen:
    return Seen("mail", state, intervals)


def test_there_is_no_error_inside_what_was_seen_or_on_its_bounds() -> None:
    assert [saw((8, 16)).error(hours) for hours in (8, 10, 16)] == [0, 0, 0]


def test_an_error_is_a_logarithm_negative_for_too_early_and_positive_for_too_late() -> None:
    assert saw((8, 16)).error(4) == pytest.approx(-log(2))
    assert saw((8, 16)).error(32) == pytest.approx(log(2))


def test_an_open_bound_forgives_everything_on_its_side() -> None:
    assert saw((None, 16)).error(0.5) == 0
    assert saw((None, 16)).error(32) == pytest.approx(log(2))
    assert saw((8, None)).error(1000) == 0
    assert saw((8, None)).error(inf) == 0
    assert saw((8, None)).error(4) == pytest.approx(-log(2))


def test_what_never_returns_is_infinitely_late() -> None:
    assert saw((8, 16)).error(inf) == inf


def test_of_sources_that_conflict_the_nearest_counts() -> None:
    conflicting = saw((2, 4), (20, 40))
    assert conflicting.error(3) == 0
    assert conflicting.error(25) == 0
    assert conflicting.error(5) == pytest.approx(log(5 / 4))
    assert conflicting.error(16) == pytest.approx(-log(20 / 16))
    assert conflicting.gap(6, 8) == pytest.approx(log(6 / 4))
    assert conflicting.gap(10, 18) == pytest.approx(log(20 / 18))


def test_a_quarter_of_an_hour_is_the_shortest_time() -> None:
    assert saw((0, 0)).error(0) == 0
    assert saw((0, 0)).error(0.1) == 0
    assert saw((0, 0)).error(0.5) == pytest.approx(log(2))
    assert saw((1, 2)).error(0) == pytest.approx(-log(4))


def test_what_was_never_out_is_zero_by_all_sources() -> None:
    assert saw((0, 0)).is_never_out
    assert saw((None, 0)).is_never_out
    assert not saw((0, 0), (1, 3)).is_never_out
    assert not saw((0, None)).is_never_out


def test_a_band_that_meets_what_was_seen_has_no_gap() -> None:
    assert saw((8, 16)).gap(2, 8) == 0
    assert saw((8, 16)).gap(16, 20) == 0
    assert saw((8, 16)).gap(9, 10) == 0
    assert saw((8, 16)).gap(1, 100) == 0


def test_a_gap_is_the_logarithm_of_what_lies_between() -> None:
    assert saw((8, 16)).gap(2, 4) == pytest.approx(log(2))
    assert saw((8, 16)).gap(32, 64) == pytest.approx(log(2))
    assert saw((None, 16)).gap(0, 1) == 0
    assert saw((8, None)).gap(100, inf) == 0


def test_the_interval_score_is_the_width_and_ten_times_the_miss() -> None:
    assert interval_score(10, 20, saw((12, 15))) == pytest.approx(log(2))
    assert interval_score(2, 4, saw((8, 16))) == pytest.approx(log(2) + 10 * log(2))
    assert interval_score(10, 10, saw((10, 10))) == 0


def test_a_narrow_band_that_hits_is_better_than_a_wide_one_and_a_wide_one_better_than_a_miss() -> None:
    narrow, wide, miss = (interval_score(*band, saw((11, 11))) for band in ((10, 12), (1, 200), (20, 22)))
    assert narrow < wide < miss


def test_a_band_that_is_never_has_no_width_and_misses_without_end() -> None:
    assert interval_score(inf, inf, saw((8, None))) == 0
    assert interval_score(inf, inf, saw((8, 16))) == inf
    assert interval_score(8, inf, saw((8, 16))) == inf


def test_the_middle_is_geometric_and_of_conflicting_ones_the_middle_of_middles() -> None:
    assert saw((4, 16)).middle == pytest.approx(8)
    assert saw((4, 16), (32, 32)).middle == pytest.approx(16)


def test_the_middle_of_one_bound_is_that_bound() -> None:
    assert saw((None, 16)).middle == pytest.approx(16)
    assert saw((4, None)).middle == pytest.approx(4)
    assert saw((0, 0)).middle == pytest.approx(0.25)
    assert saw((4, 4), (None, None)).middle == pytest.approx(4)


def test_bounds_reach_as_far_as_any_source_allows() -> None:
    assert saw((4, 16), (32, 40)).bounds == (4, 40)
    assert saw((None, 16)).bounds == (0.25, 16)
    assert saw((4, 16), (32, None)).bounds == (4, inf)


def test_each_state_has_its_own_end_of_a_trial() -> None:
    assert [saw((1, 2), state=state).end for state in ("usable", "sign_in", "full")] == [0, 1, 2]


def test_before_takes_away_what_only_says_when_everything_was_back() -> None:
    each = saw((65, 127.5), (86, 130), (20, 40), (None, 127.5)).before(127.5)
    assert each.intervals == ((65, None), (86, None), (20, 40), (None, None))
    assert each.has_bound
    assert not saw((None, 130)).before(127.5).has_bound
    assert saw((65, 127.5)).before(None) == saw((65, 127.5))


def test_observations_of_one_service_and_state_stand_together_with_their_facts() -> None:
    rows = [
        was("mail", "usable", 1, 2, "F1", "F2"),
        was("mail", "full", 5, 6, "F3"),
        was("*", "full", 9, 9, "F4"),
        was("mail", "usable", 3, None, "F2", "F5"),
        was("shop", "usable", None, None, "F6"),
    ]
    assert seen(rows) == (
        Seen("mail", "usable", ((1, 2), (3, None)), ("F1", "F2", "F5")),
        Seen("mail", "full", ((5, 6),), ("F3",)),
    )


def test_kendall_counts_only_pairs_whose_order_is_known() -> None:
    overlapping = [(1.0, 3.0), (2.0, 4.0), (10.0, 12.0)]
    assert kendall([1, 2, 3], overlapping) == 1
    assert kendall([2, 1, 3], overlapping) == 1
    assert kendall([3, 2, 1], overlapping) == -1
    assert kendall([1, 3, 2], overlapping) == 0
    assert kendall([1, 2], [(1.0, 3.0), (3.0, 4.0)]) is None


def test_kendall_is_the_share_of_right_pairs_less_that_of_wrong_ones() -> None:
    apart = [(1.0, 1.0), (2.0, 2.0), (3.0, 3.0), (4.0, 4.0)]
    assert kendall([1, 2, 4, 3], apart) == pytest.approx((5 - 1) / 6)
    assert kendall([4, 3, 2, 1], apart) == -1


def test_equal_predictions_agree_with_no_order() -> None:
    assert kendall([5, 5, 9], [(1.0, 1.0), (2.0, 2.0), (3.0, 3.0)]) == pytest.approx(2 / 3)


def test_a_factor_off_is_the_exponential_of_an_error() -> None:
    assert exp(saw((None, 10)).error(15)) == pytest.approx(1.5)
