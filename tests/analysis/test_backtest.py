"""The score of a small outage, worked out by hand; that leaving out is real."""

from math import inf, log

import pytest

from kakao_whatif import LimitError, RecoveryError, Scenario
from kakao_whatif.analysis.backtest import Band, Figure, Prediction, Score, backtest
from kakao_whatif.files.counts import Count
from kakao_whatif.files.ledger import Observation
from tests.analysis.recorded import CUT, FITTED, RATE, SERVICES, outage, recorded, was

#: Of the small outage, at its own numbers: shop 11, mail 14, game 11 (sign-in), blog 14 (full), bank never out.
RECORD = (
    was("shop", "usable", 8, 9),
    was("mail", "usable", None, 20),
    was("bank", "usable", 0, 0),
    was("game", "sign_in", 11, 11),
    was("blog", "full", 30, 40),
    was("*", "full", 40, 41),
)


def scored(*record: Observation, counts: tuple[Count, ...] = (), **how: int) -> Score:
    return backtest(recorded(record or RECORD, counts), **{"trials": 20, **how})  # type: ignore[arg-type]


def three(score: Score, id: str) -> tuple[float | None, float | None, float | None]:
    figure = score.figure(id)
    return figure.model, figure.mean, figure.power


def predictions(score: Score) -> dict[tuple[str, str], Prediction]:
    return {(each.seen.service, each.seen.state): each for each in score.predictions}


# ---------------------------------------------------------------------------------------- figures by hand


def test_every_observation_is_compared_with_the_end_of_its_state() -> None:
    middles = {id: each.model.middle for (id, _), each in predictions(scored()).items()}
    assert middles == {"shop": 11, "mail": 14, "bank": 0, "game": 11, "blog": 14}


def test_each_baseline_predicts_each_observation() -> None:
    found = predictions(scored())
    shop, blog = 72**0.5, 1200**0.5
    assert {each.power for each in found.values()} == {Band(10, 10, 10)}
    means = {id: each.mean.middle for (id, _), each in found.items()}
    assert means == pytest.approx(
        {
            "shop": 20,
            "mail": shop,
            "bank": (shop * 20) ** 0.5,
            "game": (shop * 20 * blog) ** (1 / 3),  # nothing else was seen with sign-in
            "blog": (shop * 20 * 11) ** (1 / 3),  # nothing else was seen fully back
        }
    )


def test_met_is_the_share_of_intervals_that_the_bands_meet() -> None:
    model, mean, power = three(scored(), "met")
    assert model == 2 / 4  # mail and game, not shop and blog; bank was never out
    assert mean == 2 / 4  # mail 8.5; of all others 8.5 to 34.6 meets 11; shop 20 and blog 8.5 to 20 do not
    assert power == 1 / 4  # mail


def test_width_is_the_geometric_mean_of_the_end_over_the_beginning() -> None:
    model, mean, power = three(scored(), "width")
    shop, blog = 72**0.5, 1200**0.5
    assert (model, power) == (1, 1)
    assert mean == pytest.approx(((blog / shop) * (20 / shop)) ** (1 / 4))


def test_the_log_error_is_the_mean_of_the_distances() -> None:
    model, mean, power = three(scored(), "log_error")
    assert model == pytest.approx((log(11 / 9) + log(30 / 14)) / 4)
    assert power == pytest.approx((log(10 / 9) + log(11 / 10) + log(30 / 10)) / 4)
    game, blog = (72**0.5 * 20 * 1200**0.5) ** (1 / 3), (72**0.5 * 20 * 11) ** (1 / 3)
    assert mean == pytest.approx((log(20 / 9) + log(game / 11) + log(30 / blog)) / 4)


def test_the_interval_score_adds_ten_times_the_miss_to_the_width() -> None:
    model, mean, power = three(scored(), "interval_score")
    assert model == pytest.approx(10 * (log(11 / 9) + log(30 / 14)) / 4)
    assert power == pytest.approx(10 * (log(10 / 9) + log(11 / 10) + log(30 / 10)) / 4)
    shop, blog = 72**0.5, 1200**0.5
    widths = log(blog / shop) + log(20 / shop)
    assert mean == pytest.approx((widths + 10 * (log(20 / 9) + log(30 / 20))) / 4)


def test_the_order_is_that_of_the_pairs_that_are_known() -> None:
    # Known: shop before game (predicted at once: neither), shop, game and mail before blog (right, right, at once).
    # By the mean: shop 20 before game 18, 18 and 8.5 before 12.3, shop 20 before 12.3.
    assert three(scored(), "order") == (2 / 4, (-1 - 1 - 1 + 1) / 4, 0)


def test_dark_on_the_first_day_is_judged_by_what_was_seen_usable() -> None:
    score = scored()
    assert three(score, "precision") == (1, 2 / 3, 2 / 3)
    assert three(score, "recall") == (1, 1, 1)
    assert {id for (id, _), each in predictions(score).items() if each.is_dark_at_first} == {"shop", "mail"}


def test_what_was_dark_and_not_called_so_costs_recall_and_the_other_way_precision() -> None:
    score = scored(was("shop", "usable", 0, 0), was("mail", "usable", 9, 9), was("bank", "usable", 3, 4))
    assert three(score, "precision") == (1 / 2, 2 / 3, 2 / 3)
    assert three(score, "recall") == (1 / 2, 1, 1)


def test_if_nothing_is_called_dark_there_is_no_precision_and_no_praise() -> None:
    score = scored(was("game", "usable", 3, 4), was("blog", "usable", 0, 0))
    assert three(score, "precision") == (None, 1 / 2, 1 / 2)
    assert three(score, "recall") == (0, 1, 1)
    assert not score.figure("precision").is_best


def test_without_services_that_were_seen_usable_nothing_is_said_of_the_first_day() -> None:
    assert {each.id for each in scored(was("blog", "full", 30, 40)).figures}.isdisjoint(
        {"precision", "recall"}
    )


def test_the_total_is_when_the_last_is_fully_back() -> None:
    figure = scored().figure("total")
    assert (figure.aim, figure.model, figure.power) == (40, 14, 10)
    # Told nothing of 40: mail 20 and shop 8.5 usable, blog fully back after 30. The latest of the means is shop's.
    assert figure.mean == pytest.approx(20)


def test_what_is_only_short_of_capacity_is_not_fully_back() -> None:
    halves = {
        "id": "pair",
        "replicas": [{"in": "site", "capacity": 0.5}, {"in": "other", "capacity": 0.5}],
        "recovery": {"priority": 3, "servers": 500},
    }
    case = recorded(RECORD, (), outage([*SERVICES, halves]))
    assert backtest(case, trials=1).figure("total").model == 19


def test_the_total_is_of_what_is_fully_back_and_has_an_hour() -> None:
    shop = was("shop", "usable", 8, 9)
    rows = (was("*", "usable", 5, 5), was("*", "full", None, 50), was("*", "full", 40, 41))
    assert scored(shop, *rows).figure("total").aim == 40
    assert "total" not in {each.id for each in scored(shop, *rows[:2]).figures}


def test_power_is_back_for_good_when_the_last_server_has_it() -> None:
    slowly = [
        *CUT[:1],
        {"at_hours": 4, "restore": "site", "share": 0.95},
        {"at_hours": 33, "restore": "site"},
    ]
    many = [{"id": f"s{n:02}", "replicas": [{"in": "site"}], "recovery": {"servers": 100}} for n in range(20)]
    case = recorded([was("s00", "usable", 5, 6), was("*", "full", 40, 41)], (), outage(many, hazard=slowly))
    score = backtest(case, trials=1)
    assert score.figure("total").power == 33
    assert score.predictions[0].power == Band(4, 4, 4)


COUNTED = (("shop",), ("mail",), ("game", "blog"))


def test_counts_are_judged_as_a_share_of_what_was_counted() -> None:
    score = scored(counts=(Count(12, 1, 3, COUNTED), Count(14, 3, 3, COUNTED)))
    # At 12 h the blog does without mail: degraded, so its group is normal and not fully back.
    assert [band for _, band in score.counts] == [Band(2, 2, 2), Band(3, 3, 3)]
    # By power all three are normal at 12 h already; only one service was seen fully back, so there is no mean.
    assert three(score, "counts") == (pytest.approx((1 / 3 + 0) / 2), None, pytest.approx((2 / 3 + 0) / 2))
    assert three(score, "counts_full") == (0, None, pytest.approx((2 / 3 + 0) / 2))


def test_by_the_power_a_count_is_as_large_a_share_as_has_it() -> None:
    hazard = [CUT[0], {"at_hours": 5, "restore": "site", "share": 0.25}, {"at_hours": 10, "restore": "site"}]
    case = recorded([was("shop", "usable", 6, 6)], [Count(7, 1, 4, COUNTED)], outage(hazard=hazard))
    assert three(backtest(case, trials=1), "counts")[2] == 0


def test_of_two_numbers_for_one_hour_the_nearer_counts_once() -> None:
    score = scored(counts=(Count(12, 1, 3, COUNTED), Count(12, 3, 3, COUNTED), Count(14, 0, 3, COUNTED)))
    assert three(score, "counts")[0] == pytest.approx((1 / 3 + 1) / 2)
    assert len(score.counts) == 3


def test_counts_have_a_mean_where_others_were_seen_fully_back() -> None:
    record = (was("shop", "full", 10, 10), was("mail", "full", 20, 20))
    # Each by the other: shop at 20, mail at 10, game with blog at 14.1.
    score = scored(*record, counts=(Count(12, 0, 3, COUNTED), Count(15, 3, 3, COUNTED)))
    assert three(score, "counts")[1] == pytest.approx((1 / 3 + 1 / 3) / 2)


# ---------------------------------------------------------------------------------------- leave one out


def fitted(*record: Observation, counts: tuple[Count, ...] = (), trials: int = 400, seed: int = 0) -> Score:
    return backtest(recorded(record, counts, outage(numbers=FITTED)), trials=trials, seed=seed)


def test_each_is_predicted_by_what_fits_the_others() -> None:
    # shop at 12 says 50 servers an hour, so mail at 18; mail at 12 says 200, so shop at 10.5.
    found = predictions(fitted(was("shop", "usable", 12, 12), was("mail", "usable", 12, 12)))
    assert found["mail", "usable"].model.middle == pytest.approx(18, abs=0.3)
    assert found["shop", "usable"].model.middle == pytest.approx(10.5, abs=0.05)


def test_what_is_observed_of_a_service_does_not_change_its_own_prediction_but_that_of_others() -> None:
    before = fitted(was("shop", "usable", 11, 11), was("mail", "usable", 14, 14), was("blog", "full", 14, 14))
    after = fitted(was("shop", "usable", 11, 11), was("mail", "usable", 18, 18), was("blog", "full", 14, 14))
    was_, now = predictions(before), predictions(after)
    mail = ("mail", "usable")
    assert now[mail].model == was_[mail].model
    assert now[mail].mean == was_[mail].mean
    assert now[mail].is_dark_at_first == was_[mail].is_dark_at_first
    for other in (("shop", "usable"), ("blog", "full")):
        assert now[other].model != was_[other].model


def test_all_that_is_observed_of_a_service_is_left_out_not_only_one_state() -> None:
    shop = was("shop", "usable", 11, 11)
    before = fitted(shop, was("mail", "usable", 14, 14), was("mail", "full", 14, 14))
    after = fitted(shop, was("mail", "usable", 18, 18), was("mail", "full", 14, 14))
    assert predictions(after)["mail", "full"].model == predictions(before)["mail", "full"].model
    assert predictions(after)["shop", "usable"].model != predictions(before)["shop", "usable"].model


def test_a_service_weighs_the_same_however_often_it_was_observed() -> None:
    often = [was("mail", state, 18, 18) for state in ("usable", "sign_in", "full")]
    shop, blog = was("shop", "usable", 11, 11), was("blog", "full", 14, 14)
    once, thrice = (predictions(fitted(shop, blog, *rows)) for rows in (often[:1], often))
    assert once["shop", "usable"].model == thrice["shop", "usable"].model


def test_whether_it_is_dark_on_the_first_day_is_predicted_without_its_own_record() -> None:
    # `page` goes dark at 1.5 h, when `copy` is lost, unless shop is back by then: at 67 servers an hour or more.
    services = [
        SERVICES[0],
        {"id": "copy", "replicas": [{"in": "third"}]},
        {
            "id": "page",
            "replicas": [{"in": "other"}],
            "needs": [{"kind": "hard", "on": {"any_of": ["shop", "copy"]}}],
        },
    ]
    hazard = [
        {"at_hours": 0, "lose": "site"},
        {"at_hours": 0, "restore": "site"},
        {"at_hours": 1.5, "lose": "third"},
    ]
    domains = [{"id": id, "kind": "site"} for id in ("site", "other", "third")]
    record = [was("shop", "usable", 0.5, 0.5), was("page", "usable", 2, 2)]
    score = backtest(recorded(record, (), outage(services, FITTED, hazard, domains=domains)), trials=200)
    found = predictions(score)
    assert found["page", "usable"].model == Band(0, 0, 0)
    assert not found["page", "usable"].is_dark_at_first
    assert three(score, "recall") == (1 / 2, 1, 1)


def test_the_total_is_predicted_without_what_only_says_when_everything_was_back() -> None:
    # That blog was back with everything, at 18 or 14, must not say how fast servers were started.
    known = was("shop", "usable", 11, 11)
    totals = [
        fitted(known, was("blog", "full", end, end), was("*", "full", end, end)).figure("total").model
        for end in (14, 18)
    ]
    # The bound from below stays, so blog is told to be back no earlier than that.
    assert totals[0] == pytest.approx(14, abs=0.4)
    told, untold = (
        fitted(known, was("blog", "full", None, end), was("*", "full", 12, 12)).figure("total").model
        for end in (11.9, 12)
    )
    assert untold == pytest.approx(14, abs=0.4)
    assert told is not None
    assert told < 13.7


def test_without_observations_a_count_is_predicted_by_the_counts_of_other_hours() -> None:
    # Of 400 servers 100 are up at 10.6 h only if 167 or more are started in an hour.
    early, late = Count(10.6, 100, 400), Count(16.1, 0, 400)
    alone, slow = (fitted(counts=counts) for counts in ((early,), (early, late)))
    contradicted = fitted(counts=(early, Count(10.6, 0, 400)))
    assert alone.counts[0][1].high == 100
    assert [band for _, band in slow.counts[:1]] == [Band(0, 0, 0)]  # nobody up at 16.1 h means slow
    assert contradicted.counts[0][1] == alone.counts[0][1]  # the same hour is left out as well


def test_the_fitted_numbers_are_told_as_they_are_when_all_is_used() -> None:
    score = fitted(was("shop", "usable", 11.6, 11.6), was("mail", "usable", 16.4, 16.4))
    assert score.fitted.keys() == {RATE}
    low, middle, high = score.fitted[RATE].low, score.fitted[RATE].middle, score.fitted[RATE].high
    assert 58 < low < middle < high < 67  # 62.5 servers an hour


def test_a_twentieth_of_the_trials_is_kept_but_no_fewer_than_twenty() -> None:
    assert [scored(trials=trials).kept for trials in (1, 20, 100, 600)] == [1, 20, 20, 30]


# ---------------------------------------------------------------------------------------- asking


def test_the_same_seed_gives_the_same_score() -> None:
    record = (was("shop", "usable", 11, 11), was("mail", "usable", 13, 18))
    assert fitted(*record, trials=50, seed=3) == fitted(*record, trials=50, seed=3)
    assert fitted(*record, trials=50, seed=3) != fitted(*record, trials=50, seed=4)


def test_a_case_without_a_record_is_refused_in_words() -> None:
    message = r"^backtest: this case has no timeline\.csv and no counts\.csv to compare with\. Add one\.$"
    for case in (recorded(), outage()):
        with pytest.raises(RecoveryError, match=message):
            backtest(case)


def test_a_case_without_a_dated_scenario_is_refused_unless_one_is_given() -> None:
    case = recorded(RECORD, (), outage(scenarios=[]))
    with pytest.raises(
        RecoveryError, match=r"^backtest: no scenario of this case has a hazard\. Name one, or"
    ):
        backtest(case)
    assert backtest(case, Scenario({"site"}), trials=1).figures


def test_no_trials_are_refused() -> None:
    with pytest.raises(RecoveryError, match=r"^backtest: 0 trials are none\. Ask for 1 or more\.$"):
        scored(trials=0)


def test_progress_can_end_it() -> None:
    with pytest.raises(LimitError, match=r"^backtest: ended after 0 of 20 trials"):
        backtest(recorded(RECORD), trials=20, progress=lambda done, of: False)


def test_observations_of_services_that_are_not_there_are_left_out() -> None:
    score = scored(*RECORD, was("no-such-service", "usable", 1, 2))
    assert score.predictions == scored().predictions


def test_counts_alone_are_enough() -> None:
    score = backtest(recorded((), [Count(12, 2, 3, COUNTED)]), trials=5)
    assert [each.id for each in score.figures] == ["counts", "counts_full"]
    assert score.predictions == ()


def test_what_never_returns_is_told_as_such_and_is_no_number_that_is_none() -> None:
    case = recorded(RECORD, (), outage(hazard=CUT[:1]))
    score = backtest(case, trials=2)
    for figure in score.figures:
        assert figure.model is None or figure.model == figure.model, figure.id
    assert score.figure("total").model == inf
    assert score.figure("interval_score").model == inf
    assert score.figure("width").model == 1
    assert not score.figure("log_error").is_best


def test_a_model_is_best_only_if_it_is_nearer_than_both() -> None:
    assert Figure("met", 1, 0.9, 0.8, 0.7).is_best
    assert not Figure("met", 1, 0.9, 0.95, 0.7).is_best
    assert not Figure("met", 1, 0.9, 0.8, 0.9).is_best
    assert Figure("total", 127.5, 120, 100, 140).is_best
    assert not Figure("total", 127.5, 120, 130, 0).is_best
    assert Figure("counts", 0, 0.1, None, 0.2).is_best
    assert not Figure("precision", 1, None, 0.5, 0.5).is_best
    assert Figure("order", 1, 0.5, None, 0.9).is_beaten_by(0.9)


def test_what_is_assumed_is_counted_by_kind() -> None:
    reason = {"en": "Not published.", "ko": "공개되지 않음."}
    services = [
        {
            "id": "shop",
            "replicas": [{"in": "site"}, {"in": "other", "role": "standby"}],
            "failover": {"needs": {"all_of": []}},
            "needs": [
                {"kind": "soft", "on": "mail", "facts": ["F1"]},
                {"kind": "soft", "on": "mail", "facts": ["F1"], "assumed": reason},
                {"kind": "restart", "on": "mail"},
            ],
            "facts": ["F1"],
            "assumed": reason,
            "recovery": {"priority": 1, "servers": 9, "data": "heavy", "crew": "own", "break_glass_hours": 2},
        },
        {"id": "mail", "replicas": [{"in": "site"}], "facts": ["F1"], "recovery": {"priority": 1}},
        {"id": "blog", "replicas": [{"in": "site"}], "recovery": {"data": "none"}},
    ]
    numbers = {
        "crews": {"value": 1, "assumed": reason},
        "normal-data-hours": {"value": 1, "facts": ["F1"]},
        RATE: {"value": 100, "low": 50, "high": 200, "fitted": True, "assumed": reason},
    }
    case = recorded([was("shop", "usable", 1, 2)], (), outage(services, numbers))
    assert backtest(case, trials=1).assumed == {
        "parameters": 1,
        "placements": 2,
        "standbys": 1,
        "needs": 2,
        "priorities": 2,
        "server_classes": 1,
        "data_classes": 2,
        "own_crews": 1,
        "ways_around": 1,
    }
