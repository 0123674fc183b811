"""`backtest`: figures beside two naive guesses, what is fitted and what predicted."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import TWO_SITES

Run = Callable[..., Result]

RECORD = """
origin: 2022-10-15T15:30+09:00
hazards:
  cut:
    - {at_hours: 0, lose: pangyo}
    - {at_hours: 10, restore: pangyo}
parameters:
  crews: {value: 1}
  decision-minutes: {value: 30}
  hand-start-servers-per-crew-hour: {value: 100, low: 50, high: 200, fitted: true}
"""
TIMELINE = """service,state,earliest_hours,latest_hours,facts,note_en,note_ko
*,full,12,12,,Everything.,모두.
account,usable,11,13,,Between.,사이.
control,usable,10,10,,At once.,바로.
chat,usable,,9,,Early.,일찍.
"""


@pytest.fixture
def case(tmp_path: Path) -> str:
    served = TWO_SITES.replace(
        "layer: platform\n", "layer: platform\n    recovery: {priority: 1, servers: 200}\n", 1
    )
    served = served.replace("losses: [pangyo], mitigations: [own-news-id]", "losses: [pangyo], hazard: cut")
    (tmp_path / "case.yaml").write_text(served + RECORD, encoding="utf-8")
    (tmp_path / "timeline.csv").write_text(TIMELINE, encoding="utf-8")
    return str(tmp_path)


def test_every_figure_stands_beside_two_naive_guesses(run: Run, case: str) -> None:
    result = run("backtest", case, "--trials", "30")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0] == "Two sites · 1"
    assert lines[1] == "A simulation on a model: what follows from its assumptions, not a record."
    heading = next(line for line in lines if line.startswith("What ") and "Perfect" in line)
    assert heading.split("  ")[0] == "What"
    assert "Model" in heading
    assert "Mean of the others" in heading
    assert "Back with the power" in heading
    total = next(line for line in lines if line.startswith("Until everything was back"))
    assert "12 h" in total


def test_what_is_fitted_what_is_assumed_and_what_predicted_is_told(run: Run, case: str) -> None:
    output = run("backtest", case, "--trials", "30").output
    fitted, assumed, predicted = (
        output.index(title)
        for title in ("What is fitted", "What is assumed", "Every observation and its prediction")
    )
    assert fitted < assumed < predicted
    assert "servers that a crew starts in an hour  " in output[fitted:assumed]
    assert "30 sets of the fitted numbers were tried (seed 0)" in output[fitted:assumed]
    for name in ("account", "failover control", "chat"):
        assert f"\n{name}  " in output[predicted:]


def test_korean_speaks_korean_only(run: Run, case: str) -> None:
    output = run("backtest", case, "--trials", "30", "--lang", "ko").output
    assert "가정한 것\n" in output
    assert "\n계정  " in output
    assert "What" not in output


def test_the_json_answer_is_pinned(run: Run, case: str) -> None:
    answer = json.loads(run("backtest", case, "--trials", "30", "--json").output)
    figures, predictions = answer.pop("figures"), answer.pop("predictions")
    assert answer.pop("fitted").keys() == {"hand-start-servers-per-crew-hour"}
    assert answer.pop("assumed")["standbys"] == 1
    assert answer == {
        "schema": "kakao-whatif.backtest/1",
        "case": {"id": "two-sites", "version": "1", "title": {"en": "Two sites", "ko": "두 센터"}},
        "trials": 30,
        "kept": 20,
        "seed": 0,
        "counts": [],
    }
    assert {frozenset(each) for each in figures.values()} == {
        frozenset({"aim", "model", "mean", "power", "is_best"})
    }
    assert figures["total"]["aim"] == 12
    by_service = {each["service"]: each for each in predictions}
    assert by_service.keys() == {"account", "control", "chat"}
    assert by_service["chat"]["observed"] == [{"earliest": None, "latest": 9}]
    assert by_service["control"] == {
        "service": "control",
        "state": "usable",
        "observed": [{"earliest": 10, "latest": 10}],
        "facts": [],
        "model": {"p10": 10, "p50": 10, "p90": 10},
        "mean": by_service["control"]["mean"],
        "power": {"p10": 10, "p50": 10, "p90": 10},
    }
    for each in predictions:
        assert [sorted(each[way]) for way in ("model", "mean", "power")] == [["p10", "p50", "p90"]] * 3


def test_the_same_seed_gives_the_same_answer_in_every_language(run: Run, case: str) -> None:
    outputs = [
        run("backtest", case, "--trials", "25", "--seed", "3", "--json", "--lang", each).output
        for each in ("ko", "en")
    ]
    assert outputs[0] == outputs[1]
    assert json.loads(outputs[0])["seed"] == 3


def test_a_case_without_a_record_is_refused(run: Run, two_sites: str) -> None:
    result = run("backtest", two_sites)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: backtest: this case has no timeline.csv and no counts.csv")


@pytest.mark.parametrize("arguments", [["no-such-case"], ["--trials", "0"], ["--seed", "x"]])
def test_bad_input_ends_with_code_2(run: Run, arguments: list[str]) -> None:
    result = run("backtest", *arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_the_shipped_case_is_the_one_asked_by_default(run: Run) -> None:
    answer = json.loads(run("backtest", "--trials", "2", "--json").output)
    assert answer["case"]["id"] == "kakao-2022"
    assert "daum-mail" in {each["service"] for each in answer["predictions"]}


def test_the_command_explains_itself(run: Run) -> None:
    output = run("backtest", "--help").output
    assert "--trials" in output
    assert "!" not in output
