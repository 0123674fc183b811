import re
from typing import Any

import pytest

from kakao_whatif.cases import load_case
from kakao_whatif.examples import two_sites
from kakao_whatif.model.text import LANGUAGES, Language
from kakao_whatif.views import header as top
from kakao_whatif.views.comparing.page import title as comparing_title
from kakao_whatif.views.front import front
from kakao_whatif.views.link import read_link
from kakao_whatif.views.page import opened, page
from kakao_whatif.views.recovery.page import page as recovery_page
from kakao_whatif.views.saving.page import page as saving_page
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


def test_search_has_what_people_use_before_what_it_stands_on_and_a_site_before_its_zones() -> None:
    kakao = load_case("kakao-2022")
    ids = [row["id"] for row in top.header(opened(kakao, read_link("", kakao)))["search"]]
    for first, then in (
        ("daum-mail", "mail-store"),
        ("kakaotalk-text", "talk-databases"),
        ("pangyo", "pangyo-feed"),
    ):
        assert ids.index(first) < ids.index(then)


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


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("id", ["facebook-2021", "nirs-2025", ""])
def test_no_page_speaks_of_kakao_where_the_case_is_another(id: str, language: Language) -> None:
    system = load_case(id) if id else two_sites()
    cards, top = front(system, language)["cards"], saving_page(system, "", language)["header"]
    told = [top["title"], *(row["label"] for row in top["pages"])]
    told += [words for card in cards for words in (card["title"], card["line"])]
    told += [row["title"] for row in page(system, "", language)["switches"]["sections"]]
    assert [words for words in told if re.search("kakao|카카오", words, re.IGNORECASE)] == []


def test_what_kakao_had_is_asked_of_kakao() -> None:
    kakao = load_case("kakao-2022")
    titles = {language: saving_page(kakao, "", language)["title"] for language in LANGUAGES}
    assert titles == {"en": "Had Kakao ... · Kakao 2022", "ko": "카카오가 … 했더라면 · 카카오 2022"}
    facebook = load_case("facebook-2021")
    titles = {language: saving_page(facebook, "", language)["title"] for language in LANGUAGES}
    assert titles == {"en": "Had they ... · Facebook 2021", "ko": "무엇이 있었다면 · 페이스북 2021"}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_system_without_a_title_leaves_no_loose_end_in_any(language: Language) -> None:
    system = two_sites()
    of = (page, recovery_page, saving_page)
    titles = [make(system, "", language)["title"] for make in of] + [comparing_title(system, language)]
    name = {"en": "your system", "ko": "내 시스템"}[language]
    assert all(title.endswith(name) for title in titles), titles
