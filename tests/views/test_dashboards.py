"""One table of dashboards: whatever names some of them means those of the table."""

import json
from pathlib import Path

import pytest

from kakao_whatif import cases, dashboards
from kakao_whatif.cases import talk
from kakao_whatif.dashboards.voila.first_picture import PICTURE_VIEWS
from kakao_whatif.text.catalogue import catalogue
from kakao_whatif.views.dashboards import DASHBOARDS, FRONT_PAGE, OF_SCENARIO, Dashboard
from kakao_whatif.views.link import OTHER_KEYS, PASSED_KEYS, SCENARIO_KEYS

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.mark.parametrize("each", DASHBOARDS, ids=lambda each: each.id)
def test_each_has_a_notebook_that_calls_its_function(each: Dashboard) -> None:
    notebook = json.loads((NOTEBOOKS / each.notebook).read_text("utf-8"))
    if each.picture is not None:  # by this name the server knows which picture to draw
        assert notebook["metadata"]["kakao_whatif"]["dashboard"] == each.id
    assert f"import {each.function}; {each.function}()" in "".join(notebook["cells"][-1]["source"])


def test_each_has_a_function_and_there_are_no_others_but_the_front_page() -> None:
    functions = {each.function for each in DASHBOARDS} | {FRONT_PAGE.removesuffix(".ipynb")}
    assert set(dashboards.__all__) == functions


def test_those_with_a_first_picture_have_its_views() -> None:
    assert list(PICTURE_VIEWS) == [each.id for each in DASHBOARDS if each.picture is not None]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_has_its_words(language: str) -> None:
    words = catalogue(language)  # type: ignore[arg-type]
    assert all(f"views.front.{each.id}.title" in words for each in DASHBOARDS)
    assert all(f"views.header.page.{each.id}" in words for each in OF_SCENARIO)
    assert all(f"views.story.link.{id}" in words for id in talk.DASHBOARDS)


def test_a_beat_opens_dashboards_of_a_scenario() -> None:
    assert set(talk.DASHBOARDS) <= {each.id for each in OF_SCENARIO}


def test_no_key_of_a_link_means_two_things() -> None:
    own = [key for each in DASHBOARDS for key in each.keys]
    known = [*SCENARIO_KEYS, *OTHER_KEYS, *own]
    assert len(set(known)) == len(known)
    assert set(PASSED_KEYS) <= set(own)


def test_the_case_without_a_name_ships() -> None:
    assert cases.DEFAULT_CASE in cases.case_ids()
