from typing import Any

from kakao_whatif.cases import load_case
from kakao_whatif.views.page import page
from tests.town import town


def header(query: str) -> dict[str, Any]:
    found: dict[str, Any] = page(town(), query)["header"]
    return found


def selected(query: str) -> list[str]:
    return [row["id"] for row in header(query)["scenarios"] if row["selected"]]


def test_the_scenario_that_is_shown_is_selected() -> None:
    assert selected("") == ["site-cut"]
    assert selected("lose=") == ["quiet"]
    assert selected("lose=pangyo&read=to-restart") == ["site-cut"]
    assert selected("lose=pangyo&with=own-news-id,own-mail-id") == ["site-cut-own"]
    assert selected("lose=pangyo&read=to-run") == []
    assert selected("lose=anyang") == []


def test_search_finds_services_and_places_by_either_name() -> None:
    rows = {row["id"]: row for row in header("lose=pangyo&lang=ko")["search"]}
    assert rows["news"] == {"id": "news", "label": "뉴스", "alt": "News", "word": "로그인 막힘"}
    assert rows["pangyo"]["alt"] == "Pangyo"


def test_the_link_is_relative_and_shows_the_same() -> None:
    link = header("lose=pangyo&view=news&lang=ko&at=36h")["link"]
    assert link == "?case=town&lose=pangyo&at=36h&view=news&lang=ko&v=2026-11"


def test_the_page_says_that_it_is_a_simulation_and_of_which_version() -> None:
    rows = header("lang=en")
    assert (rows["simulation"], rows["version"]) == ("a simulation on a model", "case of 2026-11")
    assert (rows["title"], rows["subtitle"]) == ("What if? · A town", "A town")


def test_the_way_home_and_to_the_other_pages_keeps_scenario_and_language() -> None:
    data = header("lose=pangyo&with=own-ids&lang=en")
    assert data["home"] == f"index.ipynb{data['link']}"
    assert {"lose=pangyo", "with=own-ids", "lang=en"} <= set(data["link"].removeprefix("?").split("&"))
    assert [row["link"] for row in data["pages"]] == [
        f"{row['id']}.ipynb{data['link']}" for row in data["pages"]
    ]
    assert [row["id"] for row in data["pages"] if row["here"]] == ["blackout"]


def test_languages_name_themselves() -> None:
    assert header("lang=en")["languages"] == [
        {"id": "ko", "label": "한국어", "selected": False},
        {"id": "en", "label": "English", "selected": True},
    ]


def test_the_title_asks_about_the_case_by_its_short_name() -> None:
    case = load_case("kakao-2022")
    english = page(case, "lang=en")
    assert english["header"]["title"] == english["title"] == "What if? · Kakao 2022"
    assert page(case, "lang=ko")["title"] == "만약에? · 카카오 2022"


def test_the_report_is_of_what_is_shown_and_lies_beside_the_page() -> None:
    rows = header("lose=pangyo&view=news&lang=ko&at=36h")
    assert rows["report"] == f"kakao-whatif/report{rows['link']}"
    assert rows["document"] is None
