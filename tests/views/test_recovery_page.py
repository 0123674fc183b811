"""The recovery dashboard as a whole: every view from one moment, the link, the words, and what is drawn anew."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from kakao_whatif.cases import load_case
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.text import Language, Text
from kakao_whatif.recovery.timeline import NEVER, hours
from kakao_whatif.views.link import read_link, with_moment, write_link
from kakao_whatif.views.recovery.page import VIEWS, opened, page, played, rows, touched
from kakao_whatif.views.recovery.scorecard import scorecard
from kakao_whatif.widgets.assets import RECOVERY_VIEWS
from tests.nights import helped, snapshot
from tests.town import town

CASE = load_case("kakao-2022")


def told(link: str) -> list[str]:
    return [text.en for text in read_link(link, CASE).problems]


def test_the_first_picture_and_the_live_one_are_the_same() -> None:
    query = "lose=pangyo&with=drills&view=daum-mail&at=36h&lang=en"
    first = page(CASE, query)
    live = rows(opened(CASE, read_link(query, CASE)))
    for view in VIEWS:
        changing = ("live", "home", "pages", "report")
        assert {key: value for key, value in first[view].items() if key not in changing} == {
            key: value for key, value in live[view].items() if key not in changing
        }
        assert first[view]["live"] is False
    assert set(VIEWS) == set(RECOVERY_VIEWS)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_row_is_plain_data_in_one_language_with_no_gap_unfilled(language: Language) -> None:
    for query in (
        "lose=pangyo",
        "lose=pangyo&with=drills,own-ids&view=daum-mail",
        "lose=",
        "lose=talk-relay",
    ):
        data = page(CASE, f"{query}&lang={language}")
        assert json.loads(json.dumps(data, allow_nan=False)) == data
        assert {data[view]["lang"] for view in VIEWS} == {language}
        shown = json.dumps(data, ensure_ascii=False)
        assert "views." not in shown
        assert not re.search(r"\{\w+\}", shown)
        if language == "en":
            own = json.dumps(
                [data[view] for view in ("playhead", "ribbons", "headline", "sampling")], ensure_ascii=False
            )
            assert not re.search("[가-힣]", own)


def test_the_page_is_named_by_what_it_asks_and_claims_no_length() -> None:
    assert page(CASE, "lang=en")["title"] == "When they come back · Kakao 2022"
    assert page(CASE, "lose=anyang&lang=ko")["header"]["title"] == "언제 돌아오나 · 카카오 2022"
    assert page(town(), "lang=en")["title"].startswith("When they come back · ")


def test_the_darkest_moment_is_told_apart_from_where_every_failover_has_ended() -> None:
    told = page(CASE, "lang=en")["headline"]["aside"]
    assert told.startswith("At the darkest moment 69 are dark; “Which” counts 68,")
    assert page(CASE, "lose=anyang&lang=en")["headline"]["aside"] == ""


def test_a_link_holds_the_moment() -> None:
    link = read_link("lose=pangyo&at=36h", CASE)
    assert link.at == 36
    assert page(CASE, "lose=pangyo&at=36h")["playhead"]["at"] == 36
    again = write_link(CASE, link.scenario, passed=with_moment(link.passed, 10.25))
    assert read_link(again, CASE).at == 10.25
    assert again.count("at=") == 1


@pytest.mark.parametrize("moment", ["-0.13h", "36", "  36h "])
def test_a_moment_may_be_negative_and_may_lack_its_unit(moment: str) -> None:
    assert read_link(f"lose=pangyo&at={moment}", CASE).problems == ()


@pytest.mark.parametrize("moment", ["noon", "nan", "infh", "36x"])
def test_a_moment_that_is_none_is_told_and_left_out(moment: str) -> None:
    assert told(f"lose=pangyo&at={moment}")[0] == (
        f"The link gives at={moment}, which is no moment. Give hours from the beginning: at=36h."
    )
    link = read_link(f"lose=pangyo&at={moment}", CASE)
    assert link.at is None
    assert "at" not in dict(link.passed)


def test_a_moment_beyond_the_axis_is_its_end() -> None:
    head = page(CASE, "lose=pangyo&at=5000h")["playhead"]
    assert head["at"] == round(head["end"], 4)


def test_a_number_that_recovery_refuses_is_told_and_the_cases_own_is_used() -> None:
    shown = opened(CASE, read_link("lose=pangyo&set=bulk-start-servers-per-hour:0", CASE))
    assert shown.scenario == Scenario({"pangyo"})
    assert "bulk-start-servers-per-hour" in shown.told[-1].en
    assert (
        "parameters" in page(CASE, "set=bulk-start-servers-per-hour:0&lang=en")["headline"]["problem"]["text"]
    )


def test_every_way_to_lose_something_can_be_played_through() -> None:
    for named in CASE.scenarios.values():
        line, base = played(CASE, named.scenario)
        data = rows(opened(CASE, read_link(write_link(CASE, named.scenario), CASE)))
        assert base.scenario.mitigations == frozenset()
        start, end = data["ribbons"]["start"], data["ribbons"]["end"]
        assert start < end
        for time in line.time_to_restore.values():
            assert time == NEVER or hours(time) <= end


def test_the_map_shows_the_moment_of_the_play_head() -> None:
    data = page(CASE, "lose=pangyo&at=20h&lang=en")
    line = opened(CASE, read_link("lose=pangyo&at=20h", CASE)).timeline
    tiles = [
        tile
        for layer in data["building"]["layers"]
        for product in layer["products"]
        for tile in product["tiles"]
    ]
    assert {tile["id"]: tile["status"] for tile in tiles} == {
        id: status.word for id, status in line.status_at(20.0).items()
    }
    assert all(tile["title"] == f"{tile['label']}: {tile['word']}" for tile in tiles)


def test_the_headline_says_how_long_how_many_and_what_the_changes_made_of_it() -> None:
    said = rows(snapshot())["headline"]
    assert said["changed"] is None
    assert said["sentence"].startswith("1 service is not back within 48 h: Mail.")
    said = rows(helped())["headline"]
    assert said["changed"].startswith("In the model, all services together lose ")
    assert (
        "2 later (most: News, +1 h)" in said["changed"] or "2 later (most: account, +1 h)" in said["changed"]
    )
    assert "1 does not any more (control, −5 h)" in said["changed"]


def test_everything_being_back_in_the_record_is_said_of_that_night_only() -> None:
    assert page(CASE, "lose=pangyo&lang=en")["headline"]["sentence"].endswith(
        "In the record everything was back after 127 h 30 min [F201, F145]."
    )
    assert "127 h 30 min" not in page(CASE, "lose=anyang&lang=en")["headline"]["sentence"]


def test_the_details_tell_the_waits_the_path_the_record_and_who_waited() -> None:
    details = page(CASE, "lose=pangyo&view=mail-store&lang=en")["details"]
    assert details["word"].startswith("back after ")
    assert details["why"]["sentences"]
    assert {item["id"] for item in details["hurts"]["groups"][0]["items"]} >= {"daum-mail"}
    details = page(CASE, "lose=pangyo&view=daum-mail&lang=en")["details"]
    linked = {part.get("id") for sentence in details["why"]["also"] for part in sentence}
    assert "mail-store" in linked
    assert any("86 h 30 min" in sentence[0]["text"] for sentence in details["sign_in"]["sentences"])
    assert {"F248"} <= {fact["id"] for fact in details["facts"]["items"]}
    assert all(fact["text"] and fact["source"] for fact in details["facts"]["items"])


def test_the_details_say_what_it_was_without_the_changes_and_why_it_is_later() -> None:
    first = rows(helped(selected="news"))["details"]["why"]["sentences"][0]
    assert "".join(part["text"] for part in first) == (
        "Without the changes, in the model: 2 h; difference: +1 h. "
        "Later, because account waited 1 h longer for a crew that was busy with Chat."
    )
    assert [part["id"] for part in first if "id" in part] == ["account", "chat"]


def test_a_service_that_never_goes_down_and_a_place_have_details_too() -> None:
    assert rows(snapshot(selected="store"))["details"]["word"] == "never dark or locked"
    assert rows(snapshot(selected="pangyo"))["details"]["label"] == "Pangyo"
    assert "ribbon" in rows(snapshot())["details"]["empty"]


def test_what_might_have_been_comes_first_among_the_switches_and_sign_in_last() -> None:
    sections = page(CASE, "lang=en")["switches"]["sections"]
    assert [section["id"] for section in sections] == ["had", "unify", "fails", "readings"]
    kinds = [item["kind"] for item in sections[0]["items"]]
    assert kinds == sorted(kinds)


@pytest.mark.parametrize(
    ("change", "seen_in"),
    [
        ({"work": (1, 10)}, ("sampling",)),
        ({"at": 5.0, "passed": (("at", "5h"),)}, ("header",)),
        ({"scoring": (1, 10)}, ("scorecard",)),
        ({"selected": "news"}, tuple(VIEWS)),
        ({"problem": Text.plain("no")}, tuple(VIEWS)),
        ({"work": (1, 10), "order": "product"}, tuple(VIEWS)),
        ({}, tuple(VIEWS)),
    ],
)
def test_only_what_a_change_is_seen_in_is_drawn_anew(
    change: dict[str, Any], seen_in: tuple[str, ...]
) -> None:
    before = snapshot()
    now = replace(before, seq=2, **change)
    assert touched(before, now) == seen_in
    # What is not drawn anew must look the same.
    for view in set(VIEWS) - set(seen_in) - {"playhead", "building", "headline"}:
        assert {**VIEWS[view](before), "seq": 0} == {**VIEWS[view](now), "seq": 0}


def test_the_backtest_is_offered_where_there_is_a_record() -> None:
    assert scorecard(opened(CASE, read_link("", CASE)))["can"] is True
    assert scorecard(snapshot())["can"] is False
    shown = scorecard(snapshot(scoring=(3, 10)))
    assert (shown["done"], shown["of"], shown["progress"], shown["card"]) == (3, 10, "3 of 10 trials", None)
