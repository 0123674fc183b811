from typing import Any

import pytest

from kakao_whatif.cases import load_case
from kakao_whatif.views.headline import _share
from kakao_whatif.views.page import page
from tests.town import town


def headline(query: str, system: Any = None) -> dict[str, Any]:
    found: dict[str, Any] = page(system or town(), f"{query}&lang=en")["headline"]
    return found


def counts(rows: dict[str, Any]) -> dict[str, tuple[int, int | None]]:
    return {count["id"]: (count["n"], count["delta"]) for count in rows["counts"]}


def test_the_figures_stand_apart_and_those_without_sign_in_are_counted_once_more() -> None:
    rows = headline("lose=pangyo")
    assert counts(rows) == {
        "dark": (4, None),
        "sign_in": (2, None),
        "locked": (1, None),
        "degraded": (1, None),
        "up": (1, None),
    }
    assert [count["note"] for count in rows["counts"]][1] == "1 of them dark"


def test_the_sentence_gives_exact_numbers() -> None:
    assert headline("lose=pangyo")["sentence"] == (
        "4 of 7 services are dark. "
        "2 services cannot sign anyone in: 1 dark as well, 1 running behind a locked door. "
        "In the model, 5 are dark under the reading 'To run'."
    )
    assert headline("lose=")["sentence"] == (
        "No service is dark. Everybody can sign in everywhere. "
        "Nothing is lost yet: switch off a site or a service, and see what fails."
    )
    assert headline("lose=account")["sentence"] == (
        "One of 7 services is dark. 2 services run, but cannot sign anyone in."
    )
    assert headline("lose=capital,cable")["sentence"].startswith("All 7 services are dark.")
    assert headline("lose=shop")["sentence"].endswith("Everybody can still sign in to the others.")


def test_own_ids_change_the_sign_in_and_bring_no_dark_service_back() -> None:
    rows = headline("lose=pangyo&with=own-ids")
    assert counts(rows)["dark"] == (4, 0)
    assert counts(rows)["sign_in"] == (1, -1)
    assert rows["changed"] == (
        "In the model, 1 service lets people sign in again: News. None of the 4 dark ones comes back. "
        "The changes add 2 services; dark among them: 1."
    )


def test_a_sign_in_that_works_in_vain_is_said_to() -> None:
    rows = headline("lose=pangyo&with=own-ids,ids-elsewhere")
    assert "1 more would have a working sign-in, but stays dark: Mail." in rows["changed"]


def test_what_comes_back_and_what_does_not() -> None:
    rows = headline("lose=pangyo&with=control-twice")
    assert rows["changed"] == (
        "In the model, 2 services are no longer dark: Chat and control. 1 service runs better: Shop. 2 stay dark. "
        "1 that runs still cannot sign anyone in."
    )


def test_a_trade_off_says_whom_it_hurts() -> None:
    assert "1 service is worse off: control." in headline("lose=anyang&with=control-moved")["changed"]


def test_a_change_without_effect_says_so() -> None:
    assert headline("lose=pangyo&with=ansan")["changed"] == (
        "In the model, the changes in place alter nothing here: 4 dark and 2 that cannot sign anyone in, "
        "as without them. What they do for recovery is not counted."
    )
    assert (
        headline("lose=&with=ansan")["changed"]
        == "In the model, nothing is dark or locked even without the changes."
    )
    assert headline("lose=pangyo")["changed"] is None


def test_what_a_mitigation_adds_does_not_count_as_worse() -> None:
    rows = headline("lose=pangyo&with=own-mail-id")
    dark = rows["counts"][0]
    assert (dark["n"], dark["delta"], dark["note"]) == (4, 0, "and 1 that the changes add")


def test_chips_tell_what_is_supposed_and_take_it_away() -> None:
    chips = headline("lose=pangyo,news&with=own-ids&read=to-run")["chips"]
    assert [(chip["kind"], chip["id"], chip["label"]) for chip in chips] == [
        ("lose", "news", "lost: News"),
        ("lose", "pangyo", "lost: Pangyo"),
        ("mitigate", "own-ids", "with: Own IDs"),
        ("read", "to-restart", "reading: To run"),
    ]


def test_the_reading_of_the_base_needs_no_chip() -> None:
    assert headline("lose=&read=to-restart")["chips"] == []


def test_how_much_is_fact_counts_places_and_needs() -> None:
    # 7 places, of which only that of the news cites a fact; 4 needs, none of which does.
    bar = headline("lose=")["facts_bar"]
    assert (bar["fact"], bar["assumed"]) == (1, 10)
    assert bar["label"].startswith("1 of 11 statements")


def test_a_link_that_could_not_be_followed_is_told_where_people_look() -> None:
    problem = headline("lose=pangio")["problem"]
    assert problem["title"] == "About this link"
    assert "Did you mean 'pangyo'?" in problem["text"]
    assert headline("lose=pangyo")["problem"] is None


def test_a_loss_without_effect_is_told() -> None:
    told = "Losing ansan-site has no effect: it exists only with a change that is not in place."
    assert headline("lose=ansan-site")["sentence"].endswith(told)
    assert headline("lose=ansan-site,pangyo")["notes"][0] == told


def test_why_nothing_changes_is_said_in_the_sentence_where_no_loss_changes_anything() -> None:
    row = headline("lose=anyang", load_case("kakao-2022"))
    told = "Losing Anyang changes nothing here: "
    assert told in row["sentence"]
    assert not any(told in note for note in row["notes"])
    both = headline("lose=anyang,pangyo", load_case("kakao-2022"))
    assert told not in both["sentence"]
    assert any(told in note for note in both["notes"])


@pytest.mark.parametrize(
    ("part", "total", "word"),
    [
        (0, 10, "none"),
        (1, 10, "single"),
        (68, 85, "exact"),
        (66, 85, "exact"),
        (65, 85, "three_quarters"),
        (42, 84, "exactly_half"),
        (43, 85, "half"),
        (28, 85, "third"),
        (84, 85, "exact"),
        (10, 10, "all"),
    ],
)
def test_a_share_has_a_word_only_where_the_word_is_near(part: int, total: int, word: str) -> None:
    assert _share(part, total) == word


def test_the_first_screen_of_the_case_is_an_answer() -> None:
    rows = headline("", load_case("kakao-2022"))
    assert counts(rows)["dark"][0] > 40
    assert rows["chips"][0]["id"] == "pangyo"


def test_in_2022_own_ids_open_some_doors_and_wake_nobody() -> None:
    rows = headline("lose=pangyo&with=own-ids", load_case("kakao-2022"))
    assert counts(rows)["dark"][1] == 0
    assert counts(rows)["sign_in"][1] < 0
    assert "let people sign in again" in rows["changed"]
    assert "dark ones comes back" in rows["changed"]
