"""A trial is one night with one set of numbers; only what is fitted varies."""

from typing import Any

import pytest

from kakao_whatif import LimitError, Scenario
from kakao_whatif.analysis.trials import Night, Trial, hours_to_midnight
from kakao_whatif.files.counts import Count
from kakao_whatif.recovery.numbers import central
from tests.analysis.recorded import CUT, FITTED, RATE, SERVICES, outage

LOST = Scenario({"site"})


def night(*counts: Count, scenario: Scenario = LOST, **given: Any) -> Night:
    return Night.of(outage(**given), scenario, counts)


def one_trial(*counts: Count, **given: Any) -> Trial:
    asked = night(*counts, **given)
    return asked.trial(central(asked.plan.system, asked.scenario))


@pytest.mark.parametrize(
    ("origin", "hours"),
    [
        ("2022-10-15T15:30+09:00", 8.5),
        ("2022-10-15T00:00+09:00", 24),
        ("2021-10-04T23:59+00:00", 1 / 60),
        ("2025-12-31T12:00", 12),
        (None, 24),
    ],
)
def test_midnight_comes_by_the_clock_of_the_case(origin: str | None, hours: float) -> None:
    assert hours_to_midnight(origin) == pytest.approx(hours)


def test_a_trial_tells_when_each_was_last_dark_last_locked_and_last_not_up() -> None:
    assert one_trial().ends == {
        "shop": (11, 11, 11),
        "mail": (14, 14, 14),
        "game": (0, 11, 11),
        "blog": (0, 0, 14),
        "bank": (0, 0, 0),
    }


def test_what_was_dark_before_the_first_midnight_counts_as_dark_at_first() -> None:
    assert one_trial().dark_at_first == {"shop", "mail"}


def test_dark_at_first_is_also_what_came_back_and_not_what_went_dark_later() -> None:
    early_and_late = [
        {"at_hours": 0, "lose": "site"},
        {"at_hours": 1, "restore": "site"},
        {"at_hours": 9, "lose": "other"},
    ]
    found = one_trial(hazard=early_and_late)
    assert found.dark_at_first == {"shop", "mail"}
    assert found.ends["bank"][0] == float("inf")


def test_a_count_is_of_what_is_up_or_degraded_and_of_a_group_only_when_all_of_it_is() -> None:
    groups = (("shop",), ("mail",), ("game",), ("blog",), ("bank",), ("bank", "game"), ("bank", "mail"))
    hours = (-1, 5, 11, 12, 14)
    found = one_trial(*(Count(each, 0, 7, groups) for each in hours))
    # before; bank alone; shop, game, and bank with game; the same; all.
    assert found.full == (7, 1, 4, 4, 7)
    # The blog is degraded until mail is back.
    assert found.normal == (7, 2, 5, 5, 7)


def test_a_service_that_the_night_does_not_have_is_not_normal() -> None:
    assert one_trial(Count(20, 0, 2, (("bank",), ("no-such-service",)))).normal == (1,)


def test_without_named_services_each_counts_as_many_as_it_has_servers() -> None:
    found = one_trial(*(Count(hours, 0, 400) for hours in (-1, 5, 11, 14)))
    assert found.normal == (400, 0, 100, 400)


def test_the_same_seed_gives_the_same_trials_and_another_one_others() -> None:
    asked = night(numbers=FITTED)
    assert asked.trials(5, 1, None) == asked.trials(5, 1, None)
    assert asked.trials(5, 1, None) != asked.trials(5, 2, None)
    assert asked.trials(8, 1, None)[:5] == asked.trials(5, 1, None)


def test_only_fitted_numbers_vary_and_they_stay_in_their_range() -> None:
    numbers = {**FITTED, "normal-data-hours": {"value": 1, "low": 0.5, "high": 4}}
    tried = night(numbers=numbers).trials(300, 0, None)
    rates = [trial.numbers[RATE] for trial in tried]
    assert all(50 <= rate <= 200 for rate in rates)
    assert len(set(rates)) == len(rates)
    assert {trial.numbers["normal-data-hours"] for trial in tried} == {1}
    assert {trial.numbers["crews"] for trial in tried} == {1}


def test_fitted_numbers_are_drawn_evenly_by_their_logarithm() -> None:
    rates = [trial.numbers[RATE] for trial in night(numbers=FITTED).trials(400, 0, None)]
    assert 0.44 < sum(rate < 100 for rate in rates) / len(rates) < 0.56
    assert min(rates) < 55
    assert max(rates) > 180


def test_a_range_may_begin_at_zero() -> None:
    numbers = {RATE: {"value": 100, "low": 0, "high": 200, "fitted": True}}
    assert all(0 < t.numbers[RATE] <= 200 for t in night(numbers=numbers).trials(30, 0, None))


def test_a_fitted_number_without_a_range_stays_as_it_is() -> None:
    numbers = {RATE: {"value": 100, "fitted": True}}
    assert {t.numbers[RATE] for t in night(numbers=numbers).trials(3, 0, None)} == {100}


def test_a_number_that_the_scenario_replaces_is_not_drawn() -> None:
    asked = night(numbers=FITTED, scenario=Scenario({"site"}, parameters={RATE: 150}))
    assert {trial.numbers[RATE] for trial in asked.trials(5, 0, None)} == {150}


def test_mitigations_in_place_are_in_place_in_every_trial() -> None:
    twin = {"op": "add_replica", "service": "shop", "replica": {"in": "other"}}
    given = outage(mitigations=[{"id": "twin", "name": "Twin", "changes": [twin]}])
    asked = Night.of(given, Scenario({"site"}, {"twin"}), ())
    assert [trial.ends["shop"][0] for trial in asked.trials(2, 0, None)] == [0, 0]


def test_progress_hears_of_every_trial_and_can_end_them() -> None:
    heard: list[tuple[int, int]] = []

    def until_two(done: int, of: int) -> bool:
        heard.append((done, of))
        return done < 2

    with pytest.raises(
        LimitError, match=r"^backtest: ended after 2 of 7 trials\. Ask for fewer, or let it run\.$"
    ):
        night().trials(7, 0, until_two)
    assert heard == [(0, 7), (1, 7), (2, 7)]


def test_the_hazard_is_that_of_the_scenario_that_happened() -> None:
    asked = night(services=SERVICES[:1], hazard=[CUT[0], {"at_hours": 20, "restore": "site"}])
    assert asked.trial(central(asked.plan.system, LOST)).ends["shop"] == (21, 21, 21)
