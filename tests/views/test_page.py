import json
from typing import Any

import pytest

from kakao_whatif.cases import load_case
from kakao_whatif.dashboards.state import ScenarioState
from kakao_whatif.views.dashboards import DASHBOARDS
from kakao_whatif.views.front import front
from kakao_whatif.views.link import read_link
from kakao_whatif.views.page import VIEWS, page, rows
from tests.town import town

MOVING = ("seq", "live", "home", "pages", "report")


def still(data: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {view: {k: v for k, v in data[view].items() if k not in MOVING} for view in VIEWS}


@pytest.mark.parametrize("query", ["", "lose=&lang=en", "lose=pangyo&with=own-ids&view=mail", "lose=pangio"])
def test_the_first_picture_and_the_live_one_are_the_same(query: str) -> None:
    live = rows(ScenarioState(town(), read_link(query, town())).snapshot)
    assert still(page(town(), query)) == still(live)


def test_the_first_picture_is_not_live() -> None:
    first = page(town(), "")
    assert [first[view]["live"] for view in VIEWS] == [False] * 5


def test_the_map_comes_first() -> None:
    assert next(iter(VIEWS)) == "building"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_row_is_plain_data_and_knows_its_language(language: str) -> None:
    for scenario in load_case("kakao-2022").scenarios.values():
        with_all = ",".join(scenario.scenario.mitigations)
        query = f"lose={','.join(scenario.scenario.losses)}&with={with_all}&lang={language}&view=tistory"
        data = page(load_case("kakao-2022"), query)
        assert json.loads(json.dumps(data)) == data
        assert {data[view]["lang"] for view in VIEWS} == {language}


def test_no_view_leaves_a_gap_unfilled_or_a_key_untranslated() -> None:
    for language in ("ko", "en"):
        shown = json.dumps(page(load_case("kakao-2022"), f"lang={language}&view=tistory"), ensure_ascii=False)
        assert "{n}" not in shown
        assert "views." not in shown


def test_the_front_page_has_a_card_for_each_dashboard() -> None:
    data = front(load_case("kakao-2022"), "ko")
    query = "?case=kakao-2022&lose=pangyo&lang=ko&v=2026-11"
    assert [card["link"] for card in data["cards"]] == [f"{each.notebook}{query}" for each in DASHBOARDS]
    assert [card["id"] for card in data["cards"]] == [each.id for each in DASHBOARDS]
    answers = [card["answer"] for card in data["cards"]]
    assert ["중단" in answers[0], "중단" in answers[1], "최소 조합" in answers[2]] == [True] * 3


def test_the_front_page_tells_of_the_links_scenario_and_hands_it_on() -> None:
    data = front(load_case("kakao-2022"), "en", "lose=anyang&with=drills")
    assert "pangyo" not in data["cards"][0]["link"]
    assert all("lose=anyang&with=drills" in card["link"] for card in data["cards"])
    assert data["cards"][0]["counts"][0]["n"] == 0
    assert data["cards"][2]["answer"] == "In the model, nothing has to be added for KakaoTalk text."


def test_the_front_page_shows_the_map_as_a_stamp_and_scenarios_to_begin_with() -> None:
    case = load_case("kakao-2022")
    data = front(case, "en")
    windows = [status for floor in data["cards"][0]["floors"] for status in floor]
    figures = {count["id"]: count["n"] for count in data["cards"][0]["counts"]}
    assert len(windows) == len(case.services)
    assert {word: windows.count(word) for word in ("dark", "locked", "degraded", "up")} == {
        word: figures[word] for word in ("dark", "locked", "degraded", "up")
    }
    assert [row["id"] for row in data["scenarios"]] == list(case.scenarios)
    for row in data["scenarios"]:
        notebook, _, query = row["link"].partition("?")
        assert notebook == "blackout.ipynb"
        assert page(case, query)["header"]["scenarios"][list(case.scenarios).index(row["id"])]["selected"]
