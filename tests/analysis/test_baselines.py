"""What the model must beat, worked out by hand."""

from math import inf
from typing import Any

import pytest

from kakao_whatif import Scenario
from kakao_whatif.analysis.bands import Band, band_of, log_width
from kakao_whatif.analysis.baselines import PowerBack, counted_by_mean, mean_of_others
from kakao_whatif.analysis.observed import Seen
from kakao_whatif.analysis.trials import Night
from kakao_whatif.files.counts import Count
from tests.analysis.recorded import outage

KNOWN = [
    Seen("shop", "usable", ((4, 16),)),
    Seen("mail", "usable", ((None, 32),)),
    Seen("blog", "usable", ((2, None),)),
    Seen("bank", "usable", ((0, 0),)),
    Seen("shop", "full", ((30, 30),)),
    Seen("blog", "full", ((60, 60),)),
]


def test_the_mean_of_the_others_is_geometric_and_leaves_the_service_out() -> None:
    assert mean_of_others(KNOWN, "usable", ("shop",)) == Band(2, pytest.approx(8), 32)
    assert mean_of_others(KNOWN, "usable", ("mail",)) == Band(2, pytest.approx(4), pytest.approx(8))


def test_what_was_never_out_and_what_has_no_bound_say_nothing_of_how_long_it_takes() -> None:
    silent = [Seen("bank", "usable", ((0, 0),)), Seen("game", "usable", ((None, None),))]
    assert mean_of_others(silent, "usable", ()) is None
    assert mean_of_others([*KNOWN, *silent], "usable", ("shop",)) == Band(2, pytest.approx(8), 32)


def test_the_mean_is_of_one_state_or_of_any() -> None:
    assert mean_of_others(KNOWN, "full", ("shop",)) == Band(*[pytest.approx(60)] * 3)
    assert mean_of_others(KNOWN, "sign_in", ()) is None
    every = mean_of_others(KNOWN, None, ("blog",))
    assert every is not None
    assert every.middle == pytest.approx((8 * 32 * 30) ** (1 / 3))


def test_a_count_by_the_mean_leaves_out_whatever_is_counted_together() -> None:
    groups = (("shop",), ("blog", "game"), ("bank",))
    # By the others: shop at 60, blog with game at 30, bank at 42.4.
    found = [counted_by_mean(Count(hours, 0, 3, groups), KNOWN) for hours in (29, 31, 43, 61)]
    assert found == [0, 1, 2, 3]


def test_a_count_without_named_services_is_all_or_nothing_by_the_mean() -> None:
    assert [counted_by_mean(Count(hours, 0, 700), KNOWN) for hours in (42, 43)] == [0, 700]


def test_where_nothing_was_seen_fully_back_there_is_no_count_by_the_mean() -> None:
    assert counted_by_mean(Count(9, 0, 700), KNOWN[:4]) is None
    assert counted_by_mean(Count(9, 0, 2, (("shop",), ("blog",))), KNOWN[:5]) is None


def power(hazard: list[dict[str, Any]], **given: Any) -> PowerBack:
    return PowerBack.of(Night.of(outage(hazard=hazard, **given), Scenario({"site"}), ()))


def test_power_is_back_by_servers_at_ten_fifty_and_ninety_of_a_hundred() -> None:
    # shop has 100 of 400 servers, and is the first to have power again.
    found = power(
        [
            {"at_hours": 0, "lose": "site"},
            {"at_hours": 5, "restore": "site", "share": 0.25},
            {"at_hours": 20, "restore": "site"},
        ]
    )
    assert found.band == Band(5, 20, 20)
    assert found.last == 20
    assert [found.share(hours) for hours in (4, 5, 19, 20)] == [0, 0.25, 0.25, 1]


def test_power_that_never_comes_back_is_never() -> None:
    found = power([{"at_hours": 0, "lose": "site"}, {"at_hours": 5, "restore": "site", "share": 0.25}])
    assert found.band == Band(5, inf, inf)
    assert found.last == inf
    assert found.share(1000) == 0.25


def test_power_that_goes_a_second_time_is_back_when_it_returns_the_second_time() -> None:
    found = power(
        [
            {"at_hours": 0, "lose": "site"},
            {"at_hours": 2, "restore": "site"},
            {"at_hours": 3, "lose": "site"},
            {"at_hours": 9, "restore": "site"},
        ]
    )
    assert found.band == Band(9, 9, 9)


def test_where_no_power_is_lost_all_of_it_is_there_at_once() -> None:
    found = power([{"at_hours": 0, "lose": "bank"}, {"at_hours": 5, "restore": "bank"}])
    assert (found.band, found.last, found.share(0)) == (Band(0, 0, 0), 0, 1)


def test_services_without_servers_count_where_nothing_has_any() -> None:
    bare = [{"id": id, "replicas": [{"in": "site"}]} for id in ("a", "b")]
    hazard = [{"at_hours": 0, "lose": "site"}, {"at_hours": 7, "restore": "site"}]
    found = power(hazard, services=bare)
    assert found.band == Band(7, 7, 7)
    assert [found.share(hours) for hours in (6, 7)] == [0, 1]


def test_a_band_is_made_of_order_statistics() -> None:
    assert band_of(range(1, 21)) == Band(2, 10, 18)
    assert band_of([3]) == Band(3, 3, 3)


def test_a_width_is_a_logarithm_and_never_has_none() -> None:
    assert log_width(10, 10) == log_width(inf, inf) == log_width(0, 0.25) == 0
    assert log_width(10, 20) == pytest.approx(0.6931, abs=1e-4)
    assert log_width(0, 0.5) == pytest.approx(0.6931, abs=1e-4)
    assert log_width(10, inf) == inf
