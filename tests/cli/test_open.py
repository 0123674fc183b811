"""`kakao-whatif open`: the same answer as `lose`, and everything in the link that could not be had."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from kakao_whatif.cases import load_case
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.views.link import write_link

Run = Callable[..., Result]


@pytest.mark.parametrize(
    "link",
    [
        "?case=kakao-2022&lose=pangyo&with=own-ids",
        "case=kakao-2022&lose=pangyo&with=own-ids",
        "http://127.0.0.1:8866/user/x/voila/render/blackout.ipynb?case=kakao-2022&lose=pangyo&with=own-ids#top",
        "https://mybinder.org/v2/gh/a/b/HEAD?urlpath=voila/render/notebooks/blackout.ipynb"
        "%3Fcase%3Dkakao-2022%26lose%3Dpangyo%26with%3Down-ids",
    ],
)
def test_an_address_or_its_query_is_answered_as_lose_answers(run: Run, link: str) -> None:
    asked = run("open", link)
    assert asked.exit_code == 0, asked.output
    assert asked.stdout == run("lose", "pangyo", "--with", "own-ids").stdout


def test_what_could_not_be_had_is_told_first(run: Run) -> None:
    result = run("open", "?lose=pangyo,pangio&with=own-id&colour=red&v=1999")
    told = result.stdout.split("\n\n")[0]
    assert told.splitlines()[0] == "About this link"
    for words in ("'colour'", "Did you mean 'pangyo'?", "Did you mean 'own-ids'?", "1999", "SK C&C Pangyo"):
        assert words in told


def test_the_language_is_the_links_unless_one_is_asked_for(run: Run) -> None:
    assert "상실: SK C&C 판교" in run("open", "?lose=pangyo&lang=ko").stdout
    assert "Lost: SK C&C Pangyo" in run("open", "?lose=pangyo&lang=ko", "--lang", "en").stdout


def test_the_moment_the_service_and_the_wish_are_answered_too(run: Run) -> None:
    said = run("open", "?lose=pangyo&at=36h&view=tistory&keep=daum-mail&set=crews:12").stdout
    assert "At 36 h:" in said
    assert "Numbers of recovery instead of the case's own: crews 12." in said
    assert "To keep from going dark: Daum Mail." in said
    assert "1. Tistory is dark: its only active copy stood at SK C&C Pangyo" in said


def test_for_programs_the_link_stands_beside_the_answer(run: Run) -> None:
    answer = json.loads(run("open", "?lose=pangyo,pangio&at=36h&keep=tistory&need=6h", "--json").stdout)
    assert answer["schema"] == "kakao-whatif.open/1"
    assert answer["answer"] == json.loads(run("lose", "pangyo", "--json").stdout)
    assert answer["at_hours"] == 36
    assert (answer["save"]["services"], answer["save"]["hours"]) == (["tistory"], 6)
    assert any("'pangio'" in told["en"] for told in answer["told"])


@pytest.mark.parametrize("rest", [[], ["--json"], ["--browser", "--no-open"]])
def test_a_link_to_an_unknown_case_is_refused_and_shows_no_other_cases_rows(
    run: Run, rest: list[str]
) -> None:
    result = run("open", "?case=kakao-2023&lose=pangyo", *rest)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "link: case: unknown id 'kakao-2023'. Did you mean 'kakao-2022'?" in result.stderr


def test_with_the_case_said_a_link_to_another_one_is_answered_and_told(run: Run, two_sites: str) -> None:
    result = run("open", "?case=kakao-2023&lose=pangyo", "--case", two_sites)
    assert result.exit_code == 0
    assert "The link was made for the case 'kakao-2023'; this is 'two-sites'." in result.stdout


def test_a_case_of_ones_own_is_answered_and_not_served(run: Run, two_sites: str) -> None:
    assert "3 dark · 1 cannot sign in" in run("open", "?lose=pangyo", "--case", two_sites).stdout
    refused = run("open", "?lose=pangyo", "--case", two_sites, "--browser")
    assert refused.exit_code == 2
    assert "--browser: unknown id 'two-sites'" in refused.stderr


@pytest.mark.parametrize(
    ("link", "notebook", "query"),
    [
        (
            "http://127.0.0.1:8866/voila/render/compare.ipynb?lose=pangyo&side=b",
            "compare.ipynb",
            "lose=pangyo&side=b",
        ),
        ("?lose=pangyo&b=lose=anyang", "compare.ipynb", "b=lose%3Danyang"),
        (
            "http://127.0.0.1:8866/voila/render/story.ipynb?beat=cut&lang=en",
            "story.ipynb",
            "beat=cut&lang=en",
        ),
        ("?lose=pangyo&cost=drills:9", "had-kakao.ipynb", "cost=drills:9"),
    ],
)
def test_the_browser_opens_the_page_that_the_link_leads_to(
    run: Run, monkeypatch: pytest.MonkeyPatch, link: str, notebook: str, query: str
) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr("kakao_whatif.dashboards.serve.serve", lambda **given: asked.update(given))
    assert run("open", link, "--browser").exit_code == 0
    assert asked["notebook"] == notebook
    assert query in asked["query"]


def test_a_page_that_is_none_of_ours_is_told(run: Run) -> None:
    said = run("open", "http://example.com/?lose=pangyo").stdout
    assert said.splitlines()[1].startswith("- This is not the address of one of these dashboards")
    assert "This is not the address" not in run("open", "?lose=pangyo").stdout


def test_something_that_is_no_link_is_refused(run: Run) -> None:
    result = run("open", "pangyo")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "link: 'pangyo' asks nothing. Give the address of a dashboard" in result.stderr


KAKAO = load_case("kakao-2022")


@settings(max_examples=15)
@given(
    losses=st.sets(st.sampled_from(sorted(KAKAO.possible_ids)), max_size=3),
    mitigations=st.sets(
        st.sampled_from(sorted(m.id for m in KAKAO.mitigations.values() if m.cost)), max_size=1
    ),
)
def test_what_a_link_says_comes_back(losses: set[str], mitigations: set[str]) -> None:
    from click.testing import CliRunner

    from kakao_whatif.cli import main

    link = write_link(KAKAO, Scenario(losses, mitigations))
    answer = json.loads(CliRunner().invoke(main, ["open", link, "--json"]).stdout)
    assert answer["answer"]["scenario"]["losses"] == sorted(losses)
    assert set(answer["answer"]["scenario"]["mitigations"]) >= mitigations


def test_a_link_that_names_no_scenario_is_told_before_the_default_answer(run: Run) -> None:
    link = "http://127.0.0.1:8866/voila/render/blackout.ipynb?lang=en"
    said = run("open", link).stdout
    note = "The link names no scenario. What follows is the one that the case shows first."
    assert said.startswith(f"About this link\n- {note}\n\n")
    (told,) = json.loads(run("open", link, "--json").stdout)["told"]
    assert told["en"] == note
    assert note not in run("open", "?lose=").stdout
