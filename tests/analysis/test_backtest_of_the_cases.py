"""What the score of the shipped cases comes to."""

from dataclasses import replace
from functools import cache
from math import exp, log
from pathlib import Path

import pytest

from kakao_whatif import case_ids, load_case
from kakao_whatif.analysis.backtest import Prediction, Score, backtest
from kakao_whatif.cases import Case
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.views.outages import toll, whole_after


def three(score: Score, id: str) -> tuple[float | None, float | None, float | None]:
    figure = score.figure(id)
    return figure.model, figure.mean, figure.power


def predictions(score: Score) -> dict[tuple[str, str], Prediction]:
    return {(each.seen.service, each.seen.state): each for each in score.predictions}


@cache
def kakao() -> Score:
    return backtest(load_case("kakao-2022"), trials=200)


@pytest.mark.parametrize("id", case_ids())
def test_no_case_fits_more_than_eight_numbers(id: str) -> None:
    fitted = [parameter for parameter in load_case(id).parameters.values() if parameter.fitted]
    assert len(fitted) <= 8
    for parameter in fitted:
        assert parameter.low is not None
        assert parameter.high is not None
        assert parameter.low <= parameter.value <= parameter.high


@pytest.mark.parametrize("id", case_ids())
def test_every_shipped_case_can_be_scored(id: str) -> None:
    score = backtest(load_case(id), trials=3)
    assert score.figures
    for figure in score.figures:
        assert figure.model is not None, figure.id


@pytest.mark.parametrize("id", ["interval_score", "log_error", "order", "total"])
def test_the_model_of_2022_is_nearer_than_both_naive_guesses(id: str) -> None:
    figure = kakao().figure(id)
    assert figure.mean is not None
    assert figure.power is not None
    assert figure.is_best, figure


def test_the_model_of_2022_stands_beside_both_baselines_on_every_figure() -> None:
    ids = ["precision", "recall", "met", "width", "interval_score", "log_error", "order", "total", "counts"]
    ids.append("counts_full")
    assert [each.id for each in kakao().figures] == ids
    for figure in kakao().figures:
        assert None not in (figure.model, figure.mean, figure.power), figure.id


def test_the_record_of_2022_is_scored_in_all_three_states_and_both_dated_counts() -> None:
    score = kakao()
    assert {each.seen.state for each in score.predictions} == {"usable", "sign_in", "full"}
    assert {count.hours for count, _ in score.counts} == {38.5, 67.83}
    assert score.figure("total").aim == 127.5


def test_changing_what_was_seen_of_talk_drawer_changes_others_and_not_itself() -> None:
    case = load_case("kakao-2022")
    early = tuple(
        replace(each, earliest_hours=2.0, latest_hours=2.0) if each.service == "talk-drawer" else each
        for each in case.observations
    )
    before, after = (
        predictions(backtest(each, trials=40)) for each in (case, replace(case, observations=early))
    )
    for state in ("usable", "full"):
        mine = ("talk-drawer", state)
        assert after[mine].seen != before[mine].seen
        assert after[mine].model == before[mine].model
    assert any(after[id].model != before[id].model for id in before if id[0] != "talk-drawer")


def test_the_figures_of_2022_come_out_the_same_again() -> None:
    case: Case = load_case("kakao-2022")
    assert backtest(case, trials=25, seed=7) == backtest(case, trials=25, seed=7)


def test_the_width_of_2022_is_said_as_a_factor() -> None:
    bands = [each.model for each in kakao().predictions if not each.seen.is_never_out]
    logs = [log(max(band.high, 0.25) / max(band.low, 0.25)) for band in bands]
    assert kakao().figure("width").model == pytest.approx(exp(sum(logs) / len(logs)))


def test_what_the_readme_says_of_the_score_is_so() -> None:
    said = " ".join((Path(__file__).parents[2] / "README.md").read_text("utf-8").split())
    score = backtest(load_case("kakao-2022"))
    error, met, total = (score.figure(id).model for id in ("log_error", "met", "total"))
    assert None not in (error, met, total)
    assert f"off by a factor of {exp(error):.1f}" in said
    tenths = {6: "six", 7: "seven", 8: "eight"}[round(10 * met)]
    assert f"{tenths} of ten observed intervals meet" in said
    assert f"fully back after {total:.0f} hours instead of 127.5" in said


def test_what_the_readme_says_of_one_run_is_so() -> None:
    said = " ".join((Path(__file__).parents[2] / "README.md").read_text("utf-8").split())
    line = simulate_recovery(load_case("kakao-2022"), Scenario({"pangyo"}))
    back, whole = toll(line).last_return, whole_after(line)
    assert f"ends after {whole:.0f} hours; after {back:.0f}, nothing is dark or locked" in said
