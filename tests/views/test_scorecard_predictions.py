"""Each prediction of a score beside what was observed, in words."""

from math import inf
from typing import Any

from kakao_whatif.analysis.observed import Seen
from kakao_whatif.model.text import Language
from tests.views.scores import card, predicted, shop


def row(seen: Seen, *hours: float, language: Language = "en") -> dict[str, Any]:
    (found,) = card(language, predictions=[predicted(seen, *hours)])["predictions"]["rows"]
    assert isinstance(found, dict)
    return found


def test_a_prediction_stands_beside_what_was_observed() -> None:
    assert row(shop((8, 9.5)), 8, 9, 12) == {
        "id": "shop",
        "label": "shop",
        "state": "usable again",
        "observed": "8 h to 9 h 30 min",
        "predicted": "9 h (8 h to 12 h)",
        "kind": "within",
        "meets": True,
        "verdict": "within what was observed",
        "facts": "[F1, F2]",
    }


def test_early_and_late_are_said_with_the_factor() -> None:
    early, late = row(shop((20, 30)), 8, 10, 12), row(shop((None, 10)), 15, 22, 30)
    assert (early["kind"], early["meets"], early["verdict"]) == ("early", False, "2.0 times too early")
    assert (late["kind"], late["meets"], late["verdict"]) == ("late", False, "2.2 times too late")


def test_a_range_that_meets_what_its_middle_misses_is_told() -> None:
    found = row(shop((20, 30)), 8, 19.9, 22)
    assert found["verdict"] == "1.01 times too early, but the range meets what was observed"
    assert (found["kind"], found["meets"]) == ("early", True)


def test_what_was_seen_is_told_with_open_bounds_and_all_that_sources_say() -> None:
    told = [
        row(shop(*intervals), 1, 1, 1)["observed"]
        for intervals in (
            [(11, 11)],
            [(None, 16.5)],
            [(0.27, None)],
            [(6.5, 16.5), (3.5, 3.5)],
            [(5, 6), (5, 6)],
            [(0, 0)],
            [(None, None)],
        )
    ]
    assert told == [
        "11 h",
        "16 h 30 min at the latest",
        "not before 16 min",
        "6 h 30 min to 16 h 30 min, or 3 h 30 min by another source",
        "5 h to 6 h",
        "never out",
        "not on record",
    ]


def test_what_was_never_out_is_judged_in_its_own_words() -> None:
    right, wrong = row(shop((0, 0)), 0, 0, 0), row(shop((0, 0)), 1, 2, 3)
    assert (right["predicted"], right["verdict"]) == ("not out", "never out, as predicted")
    assert (wrong["kind"], wrong["verdict"]) == ("late", "predicted out, but was never out")


def test_what_is_predicted_never_to_return_says_so() -> None:
    found = row(shop((8, 9)), 10, inf, inf)
    assert found["predicted"] == "never (10 h to never)"
    assert found["verdict"] == "predicted never to return"


def test_a_range_is_told_unless_it_is_a_single_moment() -> None:
    told = [row(shop((1, 2)), *hours)["predicted"] for hours in ((9, 9, 9), (9, 9, 12), (6, 9, 9))]
    assert told == ["9 h", "9 h (9 h to 12 h)", "9 h (6 h to 9 h)"]


def test_states_are_words() -> None:
    states = [row(shop((1, 2), state=state), 1, 1, 1)["state"] for state in ("usable", "sign_in", "full")]
    assert states == ["usable again", "sign-in works again", "fully back"]


def test_a_prediction_in_korean() -> None:
    found = row(shop((6.5, 16.5), (3.5, 3.5)), 20, 33, 40, language="ko")
    assert found["observed"] == "6시간 30분~16시간 30분, 다른 출처로는 3시간 30분"
    assert found["predicted"] == "33시간(20시간~40시간)"
    assert found["verdict"] == "2.0배 늦게 예측"
