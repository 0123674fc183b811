"""Which case and which page an address is about."""

import pytest

from kakao_whatif.errors import WhatIfError
from kakao_whatif.views.address import page_of, query_of, shown_case, told_of
from kakao_whatif.views.dashboards import DASHBOARDS, Dashboard


def test_a_launcher_that_names_itself_again_does_not_go_round_for_ever() -> None:
    assert query_of("?urlpath=%3Furlpath%3D%3Flose%3Dpangyo") == "lose=pangyo"


@pytest.mark.parametrize("link", ["", "pangyo", "report.html", "a b c"])
def test_what_asks_nothing_is_refused(link: str) -> None:
    with pytest.raises(WhatIfError, match="asks nothing"):
        query_of(link)


def test_an_address_without_a_question_asks_for_the_first_scenario() -> None:
    assert query_of("http://127.0.0.1:8866/voila/render/blackout.ipynb") == ""


def test_the_page_is_found_behind_a_launcher() -> None:
    link = (
        "https://mybinder.org/v2/gh/a/b/HEAD?urlpath=voila/render/notebooks/had-kakao.ipynb%3Flose%3Dpangyo"
    )
    assert page_of(link) == "had-kakao"


@pytest.mark.parametrize("each", DASHBOARDS, ids=lambda each: each.id)
def test_every_dashboard_is_found_by_its_address_and_by_each_of_its_keys(each: Dashboard) -> None:
    assert page_of(f"http://127.0.0.1:8866/voila/render/{each.notebook}?lose=pangyo&keep=x") == each.id
    assert page_of(f"http://127.0.0.1:8866/voila/render/{each.notebook}#map") == each.id
    assert {page_of(f"?lose=pangyo&{key}=x") for key in each.keys} <= {each.id}


def test_the_front_page_is_found_too() -> None:
    assert page_of("http://127.0.0.1:8866/voila/render/index.ipynb?case=nirs-2025") == "index"


@pytest.mark.parametrize(
    "link",
    [
        "http://example.com/",
        "http://example.com/?lose=pangyo",
        "notes.ipynb?lose=pangyo",
        "https://example.com/blackout.ipynb.html",
        "http://[?lose=pangyo",
        "https://mybinder.org/v2/gh/a/b/HEAD?urlpath=lab/tree/notes.ipynb",
    ],
)
def test_an_address_of_another_page_is_told(link: str) -> None:
    (told,) = told_of(link)
    assert told.en.startswith("This is not the address of one of these dashboards")
    assert "이 대시보드의 주소가 아니므로" in told.ko


@pytest.mark.parametrize(
    "link",
    [
        "?lose=pangyo",
        "lose=pangyo",
        "compare.ipynb?lose=pangyo",
        "http://127.0.0.1:8866/voila/render/kakao-whatif/report?lose=pangyo",
        "https://mybinder.org/v2/gh/a/b/HEAD?urlpath=voila/render/notebooks/had-kakao.ipynb%3Flose%3Dpangyo",
    ],
)
def test_of_an_address_of_ours_nothing_is_told(link: str) -> None:
    assert told_of(link) == ()


@pytest.mark.parametrize(
    ("query", "case"),
    [
        ("", "kakao-2022"),
        ("case=nirs-2025", "nirs-2025"),
        ("?case=kakao-2022&case=nirs-2025", "kakao-2022"),
        ("case=&case=nirs-2025", "kakao-2022"),
        ("case=../../etc/passwd", "kakao-2022"),
    ],
)
def test_the_case_is_the_first_that_the_link_names(query: str, case: str) -> None:
    assert shown_case(query) == case
