import json

import pytest

from kakao_whatif import dashboards
from kakao_whatif.dashboards.voila.beginning import beginning
from kakao_whatif.dashboards.voila.first_picture import bare_shell, first_picture, shell, words
from kakao_whatif.views.dashboards import DASHBOARDS, Dashboard
from kakao_whatif.widgets.assets import VIEWS


def blackout_picture(query: str) -> dict[str, object]:
    return first_picture(DASHBOARDS[0], query)


def tiles(picture: dict[str, object]) -> dict[str, str]:
    layers = json.loads(json.dumps(picture["building"]))["layers"]
    return {
        tile["id"]: tile["status"]
        for layer in layers
        for group in layer["products"]
        for tile in group["tiles"]
    }


def test_no_link_means_the_site_cut() -> None:
    assert tiles(blackout_picture("")) == tiles(blackout_picture("lose=pangyo"))
    assert tiles(blackout_picture(""))["tistory"] == "dark"


def test_the_link_is_evaluated() -> None:
    assert (
        tiles(blackout_picture("lose=anyang"))["kakao-account"]
        != tiles(blackout_picture(""))["kakao-account"]
    )


def test_the_picture_is_inert_and_plain_json() -> None:
    picture = blackout_picture("lose=pangyo")
    assert all(picture[view]["live"] is False for view in VIEWS)
    json.dumps(picture, allow_nan=False)


@pytest.mark.parametrize(
    ("query", "accepted", "language"), [("", "en", "en"), ("lang=ko", "en", "ko"), ("", "", "ko")]
)
def test_page_and_picture_speak_one_language(query: str, accepted: str, language: str) -> None:
    content = shell("blackout", query, accepted)
    assert content["lang"] == language
    assert content["words"] == words(content["lang"])
    assert {content["picture"][view]["lang"] for view in VIEWS} == {language}


@pytest.mark.parametrize("case", ["../../etc/passwd", "/etc", "kakao_2022", "nothing"])
@pytest.mark.parametrize("dashboard", [None, *(each.id for each in DASHBOARDS)])
def test_a_link_to_an_unknown_case_has_no_picture_and_offers_the_cases(
    dashboard: str | None, case: str
) -> None:
    content = shell(dashboard, f"case={case}&lose=pangyo&lang=en")
    assert content["picture"] is None
    assert f"The case &#x27;{case}&#x27; is not here" in content["no_case"]
    assert 'href="?case=nirs-2025&amp;lang=en"' in content["no_case"]
    assert "The case &#x27;" in beginning(dashboard, f"case={case}&lang=en", "", "/", {}, "")


def test_a_case_that_is_left_empty_is_none() -> None:
    assert shell("blackout", "case=&lang=en")["no_case"] is None
    assert tiles(blackout_picture("case=")) == tiles(blackout_picture(""))


def test_both_languages_have_every_word() -> None:
    assert words("en").keys() == words("ko").keys()
    assert all(word.strip() for language in ("en", "ko") for word in words(language).values())


def test_the_page_without_a_picture_has_all_the_words() -> None:
    assert bare_shell("lang=en")["words"] == words("en")


WITH_PICTURE = [each for each in DASHBOARDS if each.picture is not None]


@pytest.mark.parametrize("each", WITH_PICTURE, ids=lambda each: each.id)
@pytest.mark.parametrize(
    "query",
    [
        "case=kakao-2022&case=nirs-2025",
        "lang=fr",
        "lang=fr&lang=ko",
        "lang=ko&lang=en",
        "case=&lang=",
        "case=nirs-2025",
    ],
)
def test_the_first_picture_and_the_live_page_are_of_one_case_in_one_language(
    each: Dashboard, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUERY_STRING", query)
    monkeypatch.setenv("HTTP_ACCEPT_LANGUAGE", "en-GB")
    content = shell(each.id, query, "en-GB")
    live = getattr(dashboards, each.function)().children[0].data
    first = next(iter(content["picture"].values()))
    assert (first["lang"], first["title"]) == (live["lang"], live["title"])
