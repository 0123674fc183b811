"""`cases`, `check` and `schema`."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kakao_whatif.cases import case_ids

Run = Callable[..., Result]


def test_every_shipped_case_is_listed(run: Run) -> None:
    output = run("cases").output
    assert output.startswith("Case ")
    assert all(id in output for id in case_ids())
    answer = json.loads(run("cases", "--json").output)
    assert answer["schema"] == "kakao-whatif.cases/1"
    assert [case["id"] for case in answer["cases"]] == [*case_ids()]


def test_a_case_lists_every_id_that_a_question_may_name(run: Run, two_sites: str) -> None:
    answer = json.loads(run("cases", two_sites, "--json").output)
    assert answer == {
        "schema": "kakao-whatif.case/1",
        "case": {"id": "two-sites", "version": "1", "title": {"en": "Two sites", "ko": "두 센터"}},
        "domains": {"anyang": {"kind": "site", "in": None}, "pangyo": {"kind": "site", "in": None}},
        "services": {
            "account": {"layer": "platform"},
            "chat": {"layer": "application"},
            "control": {"layer": "operations"},
            "news": {"layer": "application"},
        },
        "mitigations": {
            "control-two-sites": {
                "cost": {"points": 4, "low": 2, "high": 8},
                "includes": [],
                "requires": [],
                "excludes": [],
                "tradeoff": False,
            },
            "own-news-id": {"cost": None, "includes": [], "requires": [], "excludes": [], "tradeoff": False},
        },
        "readings": ["as-it-stands"],
        "scenarios": {
            "site-cut": {
                "losses": ["pangyo"],
                "mitigations": ["own-news-id"],
                "readings": [],
                "parameters": {},
            }
        },
    }


def test_a_scenario_comes_with_the_command_that_asks_it(run: Run, two_sites: str) -> None:
    output = run("cases", two_sites).output
    assert f"The site is cut  lose pangyo --with own-news-id --case {two_sites}\n" in output
    command = output.split("The site is cut  ")[1].split()
    assert run(*command).exit_code == 0


def test_the_default_case_need_not_be_named(run: Run) -> None:
    assert "lose pangyo-feed\n" in run("cases", "kakao-2022").output


@pytest.mark.parametrize("id", case_ids())
def test_every_scenario_of_a_shipped_case_can_be_asked(run: Run, id: str) -> None:
    answer = json.loads(run("cases", id, "--json").output)
    assert answer["scenarios"]
    for scenario in answer["scenarios"].values():
        options = [word for id in scenario["mitigations"] for word in ("--with", id)]
        options += [word for id in scenario["readings"] for word in ("--read", id)]
        assert run("lose", *scenario["losses"], *options, "--case", id, "--json").exit_code == 0


def test_a_file_that_fits_is_said_to_fit(run: Run, two_sites: str) -> None:
    result = run("check", two_sites)
    assert result.exit_code == 0
    assert result.output == (
        f"{two_sites} fits: domains 2, services 4, mitigations 2, readings 1, scenarios 1.\n"
    )
    answer = json.loads(run("check", two_sites, "--json").output)
    assert answer["schema"] == "kakao-whatif.check/1"
    assert answer["sizes"]["services"] == 4
    assert answer["notes"] == []


def test_a_case_without_a_site_is_told_how_to_mark_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    path.write_text("title: Shop\ndomains: [{id: east}]\nservices: [{id: shop, replicas: [{in: east}]}]")
    result = run("check", str(path), "--lang", "en")
    assert result.exit_code == 0
    assert "No domain is marked as a site. Mark the data centres with kind: site" in result.output
    path.write_text(path.read_text().replace("id: east", "id: east, kind: site"))
    assert "site." not in run("check", str(path), "--lang", "en").output


def test_a_file_that_fits_and_has_no_title_is_told_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bare.yaml"
    path.write_text("services: [{id: a}]\n", encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 0
    assert result.output.splitlines()[1:] == [
        "It has no title. Give it one, so that pages and reports can say which case they show."
    ]
    (note,) = json.loads(run("check", str(path), "--json").output)["notes"]
    assert note["ko"].startswith("제목(title)이 없습니다.")


def test_a_file_that_does_not_fit_has_all_its_problems_told_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(
        "services: [{id: a, nedds: []}, {id: b, needs: [{kind: hard, on: c}]}]\n", encoding="utf-8"
    )
    result = run("check", str(path))
    assert result.exit_code == 2
    assert result.stderr == (
        f"Error: 2 problems in {path}:\n"
        "  - line 1, column 20, services[0] 'a': unknown key 'nedds'. Did you mean 'needs'?\n"
        "  - line 1, column 61, services[1] 'b'.needs[0].on: unknown service 'c'. It must name a known service.\n"
    )


def test_the_schema_is_the_published_one(run: Run) -> None:
    schema = json.loads(run("schema").output)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["properties"]["schema"]["const"] == "kakao-whatif/1"


def test_a_scenario_with_its_own_numbers_keeps_them_as_data_and_in_its_command(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "a case.yaml"
    path.write_text(
        "id: own\n"
        "domains: [{id: a, kind: site}]\n"
        "services: [{id: s, replicas: [{in: a}]}]\n"
        "scenarios: [{id: many, title: Many, losses: [a], parameters: {crews: 9, spare-hours: 2.5}}]\n"
        "parameters: {crews: {value: 2}, spare-hours: {value: 1}}\n",
        encoding="utf-8",
    )
    answer = json.loads(run("cases", str(path), "--json").output)
    assert answer["scenarios"]["many"]["parameters"] == {"crews": 9, "spare-hours": 2.5}
    command = shlex.split(run("cases", str(path)).output.split("Many   ")[1])
    assert command == ["open", "?case=own&lose=a&set=crews:9,spare-hours:2.5", "--case", str(path)]
    assert "Numbers of recovery instead of the case's own: crews 9, spare-hours 2.5." in run(*command).stdout
