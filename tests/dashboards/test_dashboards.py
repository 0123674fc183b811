"""The notebooks' one line, without a browser."""

import re
from typing import Any

import ipywidgets
import pytest

import kakao_whatif.dashboards.front_page
import kakao_whatif.dashboards.which_go_dark  # noqa: F401  imported first: the one line must work all the same
from kakao_whatif.dashboards import blackout, compare, had_kakao, index, recovery, story
from kakao_whatif.errors import UnknownIdError
from tests.test_packaging_light_core import loaded_by
from tests.town import town

VIEWS = ("Header", "Switches", "Headline", "Building", "Details")


def parts(box: ipywidgets.Box) -> dict[str, Any]:
    return {type(child).__name__: child for child in box.children}


def click(view: Any, **intent: Any) -> None:
    view._receive(view, intent, [])


def test_the_dashboard_is_five_views_in_one_box() -> None:
    box = blackout()
    assert tuple(parts(box)) == VIEWS
    assert "kw-app" in box._dom_classes
    assert {view.data["seq"] for view in box.children} == {1}


def test_a_click_redraws_every_view_once_the_map_first() -> None:
    views = parts(blackout(town(), "lose="))
    drawn: list[str] = []
    for name, view in views.items():
        view.observe(lambda change, name=name: drawn.append(f"{name} {change['new']['seq']}"), "data")
    click(views["Building"], kind="lose", id="pangyo")
    assert drawn == ["Building 2", "Headline 2", "Details 2", "Header 2", "Switches 2"]
    assert views["Header"].data["link"].startswith("?case=town&lose=pangyo&")


def test_every_intent_of_every_view_is_understood() -> None:
    views = parts(blackout(town()))
    for view in views.values():
        for kind in sorted(view.intents):
            click(view, kind=kind, id=None)


def test_the_link_comes_from_the_address_as_voila_hands_it_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUERY_STRING", "lose=anyang%2Cpangyo&view=tistory&lang=en")
    views = parts(blackout())
    assert {chip["id"] for chip in views["Headline"].data["chips"]} == {"anyang", "pangyo"}
    assert views["Details"].data["id"] == "tistory"
    assert views["Header"].data["lang"] == "en"


def test_the_language_of_the_browser_serves_if_the_link_names_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUERY_STRING", "")
    monkeypatch.setenv("HTTP_ACCEPT_LANGUAGE", "en-GB,en;q=0.9")
    assert parts(blackout())["Header"].data["lang"] == "en"
    assert parts(blackout(query="lang=ko"))["Header"].data["lang"] == "ko"


def test_the_way_home_is_there_in_voila_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parts(blackout(query=""))["Header"].data["home"] is None
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")
    monkeypatch.setattr("gc.freeze", lambda: None)
    assert parts(blackout(query="lang=ko"))["Header"].data["home"].startswith("index.ipynb?case=kakao-2022")


def test_a_link_never_opens_a_file_of_the_server() -> None:
    (shown,) = blackout(query="case=/etc/passwd&lang=en").children
    assert "The case &#x27;/etc/passwd&#x27; is not here" in shown.value


@pytest.mark.parametrize("page", [blackout, recovery, had_kakao, compare, story])
def test_a_link_to_an_unknown_case_shows_the_cases_and_no_picture(page: Any) -> None:
    (shown,) = page(query="case=kakao-2023&lose=pangyo&lang=en").children
    assert isinstance(shown, ipywidgets.HTML)
    assert "The case &#x27;kakao-2023&#x27; is not here" in shown.value
    assert [*re.findall(r'href="([^"]*)"', shown.value)] == [
        f"?case={id}&amp;lang=en" for id in ("kakao-2022", "facebook-2021", "nirs-2025")
    ]
    assert "data-look" not in shown.value.rpartition("</style>")[2]


def test_the_front_page_of_an_unknown_case_offers_the_cases_too() -> None:
    shown = index("case=nirs-2026&lang=ko").value
    assert "&#x27;nirs-2026&#x27; 사례는 여기에 없습니다" in shown
    assert "kw-card" not in shown.rpartition("</style>")[2]


@pytest.mark.parametrize("page", [blackout, recovery, had_kakao, compare, story])
def test_a_page_of_ones_own_case_offers_it_when_the_link_names_another(page: Any) -> None:
    (shown,) = page(town(), "case=kakao-2022&lose=pangyo&lang=en").children
    assert re.findall(r'href="([^"]*)"', shown.value) == ["?case=town&amp;lang=en"]
    assert len(page(town(), "case=town&lose=pangyo&lang=en").children) > 1


def test_a_case_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownIdError, match="kakao-2022"):
        blackout("kakao-2023")


def test_the_front_page_links_relatively_and_keeps_the_language() -> None:
    page = index("lang=en").value
    assert 'href="blackout.ipynb?case=kakao-2022&amp;lose=pangyo&amp;lang=en' in page
    assert 'href="?case=nirs-2025&amp;lang=en"' in page
    assert re.findall(r'href="(https?:)?//', page) == []
    assert index("lang=ko").value.count('class="kw-card"') == 5


def test_the_dashboard_loads_no_frames_and_no_plots() -> None:
    loaded = loaded_by("from kakao_whatif.dashboards import blackout, index; blackout(); index()")
    assert loaded & {"pandas", "matplotlib", "networkx", "numpy", "scipy"} == set()


def test_the_server_that_serves_the_dashboards_loads_no_widgets() -> None:
    assert loaded_by("import kakao_whatif.dashboards") & {"ipywidgets", "anywidget", "IPython"} == set()
