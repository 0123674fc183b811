"""A score in words that need no statistics, and that say where the model loses."""

import json
import re
from math import inf

import pytest

from kakao_whatif import load_case
from kakao_whatif.analysis.backtest import Band, Figure, backtest
from kakao_whatif.cases import Case
from kakao_whatif.files.counts import Count
from kakao_whatif.model.text import LANGUAGES, Language, Text
from kakao_whatif.text.catalogue import catalogue
from kakao_whatif.views.scorecard import scorecard
from tests.analysis.recorded import RATE, outage, recorded, was
from tests.views.scores import FIGURES, HERE, card, figures, predicted, shop


def test_every_figure_is_worded_in_its_own_unit() -> None:
    values = {id: [row[way] for way in ("model", "mean", "power", "aim")] for id, row in figures().items()}
    assert values == {
        "precision": ["100 %", "86 %", "86 %", "100 %"],
        "recall": ["97 %", "100 %", "100 %", "100 %"],
        "met": ["70 %", "90 %", "60 %", "100 %"],
        "width": ["1.70 times", "12.70 times", "2.20 times", "a single moment"],
        "interval_score": ["1.35", "2.84", "3.86", "0"],
        "log_error": ["1.20 times off", "1.50 times off", "1.75 times off", "exact"],
        "order": ["0.72", "−0.06", "0", "1"],
        "total": ["122 h 45 min", "44 h", "85 h 30 min", "127 h 30 min"],
        "counts": ["4 %", "–", "40 %", "0 %"],
    }


def test_a_korean_reader_reads_korean() -> None:
    rows = figures("ko")
    assert rows["log_error"]["model"] == "1.20배 어긋남"
    assert rows["log_error"]["aim"] == "꼭 맞음"
    assert rows["total"]["aim"] == "127시간 30분"
    assert rows["width"]["model"] == "1.70배"
    assert rows["interval_score"]["verdict"] == "모델이 두 추측 모두보다 가깝습니다."


def test_what_is_nearer_than_both_is_said_to_be() -> None:
    row = figures()["interval_score"]
    assert row["is_best"]
    assert row["verdict"] == "The model is nearer than both."


def test_a_single_baseline_that_is_beaten_is_named() -> None:
    row = figures()["counts"]
    assert row["verdict"] == (
        "The model is nearer than the baseline “back with the power”, the only one for this figure."
    )


def test_a_baseline_that_is_nearer_is_named_with_both_values() -> None:
    (row,) = figures("en", Figure("total", 127.5, 100, 120, 24)).values()
    assert not row["is_best"]
    assert row["verdict"] == (
        "The baseline “mean of the others” is nearer: 120 h against 100 h of the model."
    )


def test_two_baselines_that_are_nearer_are_told_together_if_they_say_the_same() -> None:
    assert figures()["recall"]["verdict"] == "Both baselines are nearer: 100 % against 97 % of the model."
    (row,) = figures("en", Figure("recall", 1, 0.5, 0.9, 0.6)).values()
    assert row["verdict"] == (
        "The baseline “mean of the others” is nearer: 90 % against 50 % of the model. "
        "The baseline “back with the power” is nearer: 60 % against 50 % of the model."
    )


def test_a_baseline_that_is_as_near_is_not_called_beaten() -> None:
    (row,) = figures("en", Figure("total", 100, 90, 110, 24)).values()
    assert not row["is_best"]
    assert row["verdict"] == (
        "The baseline “mean of the others” is as near: 110 h against 90 h of the model."
    )
    (row,) = figures("en", Figure("total", 100, inf, 24, inf)).values()
    assert row["verdict"] == (
        "The baseline “mean of the others” is nearer: 24 h against never of the model. "
        "The baseline “back with the power” is as near: never against never of the model."
    )


def test_a_baseline_that_met_more_for_being_wide_is_told_as_such() -> None:
    assert figures()["met"]["verdict"] == (
        "The baseline “mean of the others” is nearer: 90 % against 70 % of the model. "
        "But the width of its ranges is 12.70 times for “mean of the others” and 1.70 times for the model; "
        "the interval score weighs both."
    )
    narrow = (Figure("met", 1, 0.7, 0.9, 0.6), Figure("width", 1, 1.7, 1.2, 2.2))
    assert "width" not in figures("en", *narrow)["met"]["verdict"]


def test_a_figure_that_cannot_be_taken_of_the_model_or_of_no_baseline_says_so() -> None:
    rows = figures("en", Figure("precision", 1, None, 0.5, 0.5), Figure("counts", 0, 0.1, None, None))
    assert rows["precision"]["verdict"] == "The model predicts nothing that this figure could be taken of."
    assert rows["precision"]["model"] == "–"
    assert rows["counts"]["verdict"] == "There is no baseline for this figure."


def test_the_summary_counts_where_the_model_wins_and_names_where_it_does_not() -> None:
    assert card()["summary"] == [
        "On 7 of 9 figures the model is nearer than both naive guesses.",
        "On these a naive guess is nearer or as near: “Was dark, and called dark” and "
        "“Observations that the predicted range meets”.",
    ]
    (won,) = card(figures=FIGURES[4:])["summary"]
    assert won == "On 5 of 5 figures the model is nearer than both naive guesses."
    later = Figure("counts_full", 0, 0.04, 0.23, 0.4)
    assert card(figures=[*FIGURES[4:], later])["summary"] == [won], "a reading added afterwards wins nothing"
    assert card(figures=())["summary"] == ["There is no figure to judge the model by."]


def test_a_figure_without_any_baseline_is_neither_won_nor_lost() -> None:
    alone = Figure("counts", 0, 0.1, None, None)
    assert card(figures=[alone])["summary"] == ["There is no figure to judge the model by."]
    assert card(figures=[alone, FIGURES[4]])["summary"][0].startswith("On 1 of 1 figures")


def test_a_figure_without_a_model_is_not_counted_as_won() -> None:
    (first, _) = card(figures=[Figure("precision", 1, None, 0.5, 0.5)])["summary"]
    assert first == "On 0 of 1 figures the model is nearer than both naive guesses."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_a_backtest_has_a_name_and_an_explanation(language: Language) -> None:
    words = catalogue(language)
    for figure in backtest(load_case("kakao-2022"), trials=1).figures:
        assert words[f"views.scorecard.figure.{figure.id}"]
        assert words[f"views.scorecard.explain.{figure.id}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_shipped_case_fits_or_assumes_has_a_name(language: Language) -> None:
    words = catalogue(language)
    found = backtest(load_case("kakao-2022"), trials=1)
    assert found.fitted
    for id in found.fitted:
        assert words[f"views.scorecard.number.{id}"]
    for id in found.assumed.keys() - {"parameters"}:
        assert words[f"views.scorecard.choice.{id}"]


# ---------------------------------------------------------------------------------------- counts


def counted(normal: float, band: Band, hours: float = 38.5) -> tuple[Count, Band]:
    return Count(hours, normal, 13, (), ("F161",), Text("Note.", "비고.")), band


def test_counts_stand_beside_what_is_predicted_and_conflicting_ones_are_both_there() -> None:
    given = [
        counted(4, Band(4, 5, 8)),
        counted(3, Band(4, 5, 8)),
        counted(10, Band(11, 12, 12), 67.83),
        counted(13, Band(9, 9, 9), 80),
    ]
    rows = card(counts=given)["counts"]["rows"]
    assert [each["recorded"] for each in rows] == ["4 of 13", "3 of 13", "10 of 13", "13 of 13"]
    assert [each["predicted"] for each in rows] == [
        "5 (4 to 8) of 13",
        "5 (4 to 8) of 13",
        "12 (11 to 12) of 13",
        "9 of 13",
    ]
    assert [each["verdict"] for each in rows] == [
        "The recorded number is within the predicted range.",
        "The model has 2 more back than the record.",
        "The model has 2 more back than the record.",
        "The model has 4 fewer back than the record.",
    ]
    assert [each["conflicts"] for each in rows] == [True, True, False, False]
    conflict = "The sources do not agree on this count; both numbers are kept."
    assert [each["note"] for each in rows] == [f"{conflict} Note."] * 2 + ["Note."] * 2
    assert rows[0]["when"] == "Mon 17 Oct, 06:00 (38 h 30 min)"
    assert rows[0]["facts"] == "[F161]"


# ---------------------------------------------------------------------------------------- fitted and assumed


def test_what_is_fitted_is_told_by_name_and_unit() -> None:
    fitted = {
        "crews": Band(4.2, 4.9, 5.8),
        "failover-by-hand-minutes": Band(120, 225, 300),
        "normal-data-hours": Band(0.5, 0.75, 2),
        RATE: Band(53.2, 107.6, 163),
        "something-else": Band(2, 2, 2),
    }
    table = card(fitted=fitted)["fitted"]
    assert [(each["id"], each["label"], each["range"]) for each in table["rows"]] == [
        ("crews", "crews at work at once", "4.9 (4.2 to 5.8)"),
        (
            "failover-by-hand-minutes",
            "switching one service over by hand",
            "3 h 45 min (2 h to 5 h)",
        ),
        ("normal-data-hours", "checking the data of an ordinary service", "45 min (30 min to 2 h)"),
        (RATE, "servers that a crew starts in an hour", "108 (53 to 163)"),
        ("something-else", "something else", "2"),
    ]
    assert table["summary"].startswith("5 numbers of the whole case are fitted to the record")


def test_one_fitted_number_and_none_are_told_in_their_own_words() -> None:
    one = card(fitted={"crews": Band(1, 2, 3)})["fitted"]["summary"]
    assert one.startswith("1 number of the whole case is fitted")
    assert card()["fitted"]["summary"].startswith("No number of this case is fitted to the record")


def test_what_is_assumed_is_counted_numbers_apart_from_choices() -> None:
    assert card(assumed={"parameters": 7, "placements": 97, "priorities": 66, "own_crews": 0})["assumed"] == [
        "7 other numbers are assumed, and not fitted.",
        "163 choices of structure are assumed: where a copy stands (97) and what is restored first (66).",
    ]
    assert card(assumed={"parameters": 1})["assumed"] == ["1 other number is assumed, and not fitted."]


def test_how_often_it_was_tried_is_told() -> None:
    assert card()["trials"].startswith("400 sets of the fitted numbers were tried (seed 3)")
    assert " by the 20 of them " in card()["trials"]


# ---------------------------------------------------------------------------------------- the whole card


def test_the_card_says_what_is_compared_and_that_meeting_without_width_proves_nothing() -> None:
    states, width, left_out, choices = card()["notes"]
    assert "“Usable again” is compared with the time until a service is no longer dark" in states
    assert "“sign-in works again” with the time until it is neither dark nor locked" in states
    assert "“fully back” with the time until it is up" in states
    assert "proves nothing without the width" in width
    assert "No service is predicted with an observation of its own" in left_out
    assert "with the outcome known" in choices


def test_the_two_naive_guesses_are_explained() -> None:
    assert [(each["id"], each["label"]) for each in card()["baselines"]] == [
        ("mean", "mean of the others"),
        ("power", "back with the power"),
    ]
    assert all(each["explain"] for each in card()["baselines"])


def test_every_column_has_a_word_and_every_row_what_the_columns_name() -> None:
    given = card(
        predictions=[predicted(shop((1, 2)), 1, 2, 3)],
        counts=[counted(3, HERE)],
        fitted={"crews": Band(1, 2, 3)},
    )
    for name in ("figures", "fitted", "counts", "predictions"):
        table = given[name]
        assert table["title"]
        for each in table["rows"]:
            assert all(table["columns"].values())
            assert table["columns"].keys() <= each.keys()
            assert all(each[id] for id in table["columns"])


def test_a_real_score_of_a_small_case_comes_as_plain_data() -> None:
    record = [was("shop", "usable", 8, 9), was("game", "sign_in", 11, 11), was("*", "full", 40, 41)]
    case = recorded(record, [Count(12, 2, 3, (("shop",), ("mail",), ("game", "blog")))], outage())
    found = scorecard(case, backtest(case, trials=3), "en")
    assert json.loads(json.dumps(found)) == found
    assert [each["id"] for each in found["predictions"]["rows"]] == ["shop", "game"]
    assert found["counts"]["rows"][0]["when"] == "Sun 16 Oct, 03:30 (12 h)"


def test_the_card_of_2022_is_whole_and_speaks_one_language() -> None:
    case: Case = load_case("kakao-2022")
    found = backtest(case, trials=30)
    korean, english = (scorecard(case, found, language) for language in ("ko", "en"))
    assert not re.search("[가-힣]", json.dumps(english, ensure_ascii=False))
    assert len(korean["predictions"]["rows"]) == len(found.predictions)
    assert {each["label"] for each in korean["predictions"]["rows"]} >= {"카카오페이", "티스토리"}
    for each in korean["figures"]["rows"]:
        assert re.search("[가-힣]", each["verdict"] + each["explain"])
    lost = [each for each in english["figures"]["rows"] if not each["is_best"]]
    for each in lost:
        assert "nearer:" in each["verdict"] or "as near:" in each["verdict"], each
        assert f"“{each['label']}”" in english["summary"][1]
